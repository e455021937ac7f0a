"""What must be on the machine before Harmonie runs: `python -m script.install LOCK MODULE [ARGUMENTS]`.

Makes `.venv` with the packages of the lock file and installs the system libraries, then becomes
`python -m MODULE` in that environment. Only the standard library is at hand here.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from harmonie.processes import die_with_parent

BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / "unfinished"
INSTALLER = BASE_DIR / "script" / "uv.txt"
HASHED = ["--require-hashes", "-r"]
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def main(lock: Path, module: str, arguments: list[str]) -> None:
    """Installs what is missing, then hands over to the module."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with open(turnstile(), "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        install_libraries()
        install_packages(lock)
    os.execv(PYTHON, [str(PYTHON), "-m", module, *arguments])


def turnstile() -> Path:
    """The file whose lock lets one preparation at a time through."""
    (BASE_DIR / "var").mkdir(exist_ok=True)
    return BASE_DIR / "var" / "preparation"


def install_libraries() -> None:
    """The libraries by which WeasyPrint sets type."""
    apt(*(package for library, package in LIBRARIES.items() if not loads(library)))


def loads(library: str) -> bool:
    """Whether the machine has this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt(*packages: str) -> None:
    """Installs Debian packages as root or through sudo; else says what to type, and stops."""
    if not packages:
        return
    sudo = privilege()
    if sudo is None or not shutil.which("apt-get"):
        sys.exit(
            "Il manque des paquets du système. Installez-les, puis recommencez :\n"
            f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
        )
    say(f"Installation de {', '.join(packages)}…")
    uninterrupted([*sudo, "apt-get", "update", "-qq"])
    if uninterrupted([*sudo, "apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]):
        sys.exit("apt-get n’a pas pu installer ces paquets ; le message ci-dessus dit pourquoi.")


def privilege() -> list[str] | None:
    """What to put before a command that only root may run; None when we may not."""
    if os.geteuid() == 0:
        return []
    granted = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
    return ["sudo", "-n"] if granted else None


def uninterrupted(command: list[str]) -> int:
    """Runs a command that a Ctrl-C must not leave half done, and returns its code."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True).returncode
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def install_packages(lock: Path) -> None:
    """`.venv` as the lock file wants it; one that an interruption left half made is made again."""
    stamp = VENV / f"{lock.stem}.stamp"
    wanted = hashlib.sha256(lock.read_bytes() + INSTALLER.read_bytes()).hexdigest()
    sound = not UNFINISHED.exists() and is_sound()
    if sound and stamp.exists() and stamp.read_text() == wanted:
        return
    say("Installation des paquets Python (une à deux minutes la première fois)…")
    if not sound:
        make_environment()
    UNFINISHED.touch()
    fill(lock)
    stamp.write_text(wanted)
    UNFINISHED.unlink()


def is_sound() -> bool:
    """Whether the environment has pip, and a Python that runs and is recent enough."""
    question = "import sys; sys.exit(sys.version_info < (3, 12))"
    return (VENV / "bin" / "pip").exists() and subprocess.run(
        [PYTHON, "-c", question], capture_output=True
    ).returncode == 0


def make_environment() -> None:
    """An empty environment, marked unfinished from its first moment."""
    if importlib.util.find_spec("ensurepip") is None:
        apt(f"python3.{sys.version_info.minor}-venv")
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir(exist_ok=True)
    UNFINISHED.touch()
    run([getattr(sys, "_base_executable", sys.executable), "-m", "venv", VENV])


def fill(lock: Path) -> None:
    """The locked packages, by uv for its speed, by pip where uv is not to be had."""
    try:
        run([PYTHON, "-m", "pip", "install", "--quiet", *HASHED, INSTALLER])
        run([PYTHON, "-m", "uv", "pip", "install", "--quiet", "--compile-bytecode", "--python", PYTHON, *HASHED, lock])
    except subprocess.CalledProcessError:
        say("uv n’y parvient pas ; on recommence avec pip, plus lent.")
        try:
            run([PYTHON, "-m", "pip", "install", "--quiet", *HASHED, lock])
        except subprocess.CalledProcessError:
            sys.exit("Les paquets Python n’ont pas pu être installés ; le message ci-dessus dit pourquoi.")


def run(command: list[str | Path]) -> None:
    """Runs a command that ends with us, even if we are killed."""
    subprocess.run(command, cwd=BASE_DIR, check=True, preexec_fn=die_with_parent(signal.SIGKILL))


def say(sentence: str) -> None:
    """A line for whoever waits."""
    print(sentence, flush=True)


if __name__ == "__main__":
    try:
        main(BASE_DIR / sys.argv[1], sys.argv[2], sys.argv[3:])
    except KeyboardInterrupt:
        sys.exit(130)
