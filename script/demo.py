"""Runs Harmonie with its demonstration data until Ctrl-C; started by `script/demo`."""

import argparse
import contextlib
import fcntl
import hashlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import IO

from harmonie.postgres import ServerError, cluster, is_kept, running, take
from harmonie.processes import die_with_parent
from script.install import BASE_DIR, say, turnstile

CLUSTER = cluster(BASE_DIR)
STATIC = BASE_DIR / "var" / "static"
MAIL = BASE_DIR / "var" / "mail"
PASSWORD = "harmonie-demo"  # noqa: S105 - shown to everybody
ACCOUNTS = {
    "partenaire": "une association qui oriente",
    "social": "travailleuse sociale du CCAS (et social2, son collègue)",
    "membre1": "membre de la commission (jusqu’à membre6, et suppleante)",
    "presidence": "présidence de la commission",
    "secretariat": "secrétariat de la commission",
    "finance": "finances",
    "admin": "administration",
    "controle": "contrôle, données personnelles",
}


def main() -> None:
    """Prepares, serves, and puts everything away again."""
    options = parsed()
    host, port = os.environ.get("HOST", "127.0.0.1"), free_port(os.environ.get("PORT", "8000"))
    if options.reset:
        reset(confirmed=options.yes)
    os.environ.setdefault("HARMONIE_URL", f"http://localhost:{port}")  # where the links of its mails lead
    say("Harmonie démarre…")
    with database(), web_and_worker(host, port) as processes:
        await_answer(host, port, processes)
        announce(host, port)
        watch(processes)


def parsed() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="script/demo", description="Harmonie, avec ses données de démonstration.")
    parser.add_argument(
        "--reset", action="store_true", help="efface la démonstration et repart de zéro, après question"
    )
    parser.add_argument("--yes", action="store_true", help="avec --reset : ne pose pas la question")
    return parser.parse_args()


def free_port(wanted: str) -> int:
    """The port to serve on; stops with a sentence when it is none or taken."""
    if not wanted.isascii() or not wanted.isdigit() or not 0 < int(wanted) < 65536:
        sys.exit(f"PORT vaut « {wanted} » ; il faut un nombre de 1 à 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("HOST", "127.0.0.1"), int(wanted)))
        except OSError as error:
            sys.exit(f"Le port {wanted} ne peut pas servir ({error.strerror}). Essayez : PORT=8001 script/demo")
    return int(wanted)


def reset(*, confirmed: bool) -> None:
    """Deletes the demonstration's data, after asking and only while nobody uses them."""
    if os.environ.get("DATABASE_URL"):
        sys.exit("DATABASE_URL désigne une base à vous : --reset n’y touche pas.")
    if not confirmed and not agreed("Effacer toutes les données de la démonstration ? (o/N) "):
        sys.exit("Rien n’a été effacé.")
    shutil.rmtree(gone := CLUSTER.with_name("postgres.gone"), ignore_errors=True)
    if CLUSTER.exists():
        with open(CLUSTER / "users", "a") as users:
            if not take_patiently(users):
                sys.exit("Harmonie tourne encore : arrêtez-la d’abord, puis recommencez.")
            CLUSTER.rename(gone)
    for folder in (gone, MAIL):
        shutil.rmtree(folder, ignore_errors=True)


def agreed(question: str) -> bool:
    """Whether the person answers yes; silence is no."""
    try:
        return input(question).strip().lower() in {"o", "oui"}
    except EOFError:
        print()
        return False


def take_patiently(users: IO[str]) -> bool:
    """Locks the data for ourselves; a server that is just stopping gets five seconds."""
    for _ in range(50):
        if take(users):
            return True
        time.sleep(0.1)
    return False


@contextlib.contextmanager
def database() -> Iterator[None]:
    """The server of `DATABASE_URL`, else the embedded one, with the demonstration's data in it."""
    with contextlib.nullcontext() if os.environ.get("DATABASE_URL") else running(CLUSTER):
        with open(turnstile(), "a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            manage("migrate", "--no-input")
            collect()
            manage("load_demonstration")
        yield


def collect() -> None:
    """Gathers and compresses the static files, when they are not those of the last complete gathering."""
    stamp, wanted = STATIC.with_name("static.stamp"), fingerprint()
    if STATIC.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    stamp.unlink(missing_ok=True)
    manage("collectstatic", "--no-input", "--clear")  # a file left half-written would look up to date
    stamp.write_text(wanted)


def fingerprint() -> str:
    """What the static files depend on: our own, and the packages' locked versions."""
    sources = [BASE_DIR / "requirements.txt", *BASE_DIR.glob("harmonie/*.py"), *BASE_DIR.glob("static/**/*")]
    digest = hashlib.sha256()
    for file in sorted(file for file in sources if file.is_file()):
        digest.update(os.fsencode(file.relative_to(BASE_DIR)) + file.read_bytes())
    return digest.hexdigest()


def manage(*arguments: str) -> None:
    """Runs one command of `manage.py`; its trouble is ours."""
    process = child("manage.py", *arguments, "-v", "0")
    try:
        code = process.wait()
    finally:
        process.terminate()
        process.wait()
    if code:
        sys.exit(f"manage.py {arguments[0]} a échoué ; le message ci-dessus dit pourquoi.")


def child(*arguments: str) -> subprocess.Popen[bytes]:
    """A Python process that ends with us; Ctrl-C reaches it through us alone."""
    command = [sys.executable, *arguments]
    return subprocess.Popen(command, cwd=BASE_DIR, start_new_session=True, preexec_fn=die_with_parent(signal.SIGTERM))


@contextlib.contextmanager
def web_and_worker(host: str, port: int) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """The web server and the task worker; at the end both are asked to finish what they do."""
    gunicorn = ["-m", "gunicorn", "harmonie.wsgi", "--bind", f"{host}:{port}", "--workers", "2", "--threads", "4"]
    gunicorn += ["--no-control-socket", "--graceful-timeout", "5", "--log-level", "warning"]
    processes = {}
    try:
        processes["Le serveur web"] = child(*gunicorn)
        processes["Le processus des tâches"] = child("manage.py", "worker", "-v", "0")
        yield processes
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Waits for a process that was asked to end; after fifteen seconds it is not asked any more."""
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def await_answer(host: str, port: int, processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """Returns once the sign-in page is served."""
    while True:
        check(processes)
        connection = http.client.HTTPConnection(host, port, timeout=30)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("GET", "/compte/connexion/")
            status = connection.getresponse().status
            if status < 400:
                return
            sys.exit(f"La page de connexion répond {status} ; le message ci-dessus dit pourquoi.")
        time.sleep(0.1)


def announce(host: str, port: int) -> None:
    """Where to go, and as whom."""
    say(f"\nHarmonie est prête : http://{'localhost' if host == '127.0.0.1' else host}:{port}/\n")
    for name, role in ACCOUNTS.items():
        say(f"  {name + '@harmonie.example':<30} {role}")
    say(f"\nMot de passe de tous les comptes : {PASSWORD}. Ctrl-C pour arrêter.")


def watch(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """Waits until a signal ends us, or a piece ends by itself."""
    while True:
        check(processes)
        time.sleep(0.5)


def check(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """Stops everything when one piece is missing."""
    for name, process in processes.items():
        if process.poll() is not None:
            sys.exit(
                f"{name} s’est arrêté (code {process.returncode}) ; relancez script/demo, les données sont entières."
            )
    if not os.environ.get("DATABASE_URL") and not is_kept(CLUSTER):
        sys.exit("La base de données s’est arrêtée ; relancez script/demo, les données sont entières.")


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        say("Harmonie est arrêtée.")
    except ServerError as error:
        sys.exit(str(error))
