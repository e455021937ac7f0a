"""The embedded server, started for real: as root under `nobody`, else as whoever runs the tests."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from harmonie import postgres
from harmonie.postgres import ServerError, is_kept, running, socket_folder


def url(cluster: Path) -> str:
    return f"postgresql://postgres@/harmonie?host={socket_folder(cluster)}"


def ask(cluster: Path, query: str) -> object:
    with psycopg.connect(url(cluster)) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row else None


def await_end(cluster: Path) -> None:
    deadline = time.monotonic() + 20
    while is_kept(cluster) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_kept(cluster)


def postmaster(cluster: Path) -> int:
    return int((cluster / "data" / "postmaster.pid").read_text().split()[0])


def keeper(cluster: Path) -> int:
    return int(Path(f"/proc/{postmaster(cluster)}/stat").read_text().rpartition(")")[2].split()[1])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cluster in a place with spaces and accents that other accounts cannot enter, with one row in it."""
    folder = tmp_path_factory.mktemp("chez l’été") / "test-postgres"
    with running(folder), psycopg.connect(url(folder)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'entier' AS word")
    yield folder
    await_end(folder)


def test_it_stops_with_its_last_user_and_leaves_no_socket(cluster):
    with running(cluster):
        assert ask(cluster, "SELECT word FROM kept") == "entier"
    assert not is_kept(cluster)
    assert not socket_folder(cluster).exists()


def test_the_one_who_started_it_may_leave_first(cluster):
    first, second = running(cluster), running(cluster)
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert ask(cluster, "SELECT word FROM kept") == "entier"
    second.__exit__(None, None, None)
    await_end(cluster)


def test_no_network_and_no_other_account(cluster):
    with running(cluster):
        assert ask(cluster, "SHOW listen_addresses") == ""
        assert socket_folder(cluster).stat().st_mode & 0o777 == 0o700
        assert socket_folder(cluster).stat().st_uid == (cluster / "data").stat().st_uid != 0


def test_when_its_keeper_is_killed_the_server_follows_and_the_data_open_again(cluster):
    with running(cluster):
        server = postmaster(cluster)
        os.kill(keeper(cluster), signal.SIGKILL)
    with running(cluster):
        assert postmaster(cluster) != server
        assert ask(cluster, "SELECT word FROM kept") == "entier"


def test_when_the_server_is_killed_it_is_started_again(cluster):
    with running(cluster):
        server = postmaster(cluster)
        os.kill(server, signal.SIGKILL)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                assert ask(cluster, "SELECT word FROM kept") == "entier"
                break
            except psycopg.OperationalError:
                time.sleep(0.1)
        assert postmaster(cluster) != server


def test_a_process_number_that_is_now_somebody_elses_is_no_obstacle(cluster):
    (cluster / "data" / "postmaster.pid").write_text(
        f"{os.getpid()}\n/proc/self/cwd\n0\n5432\n\n\n        1         1\n"
    )
    with running(cluster):
        assert ask(cluster, "SELECT word FROM kept") == "entier"


def test_an_empty_process_number_is_no_obstacle(cluster):
    (cluster / "data" / "postmaster.pid").touch()
    with running(cluster):
        assert ask(cluster, "SELECT word FROM kept") == "entier"


def test_data_of_another_release_are_refused_with_a_sentence(cluster):
    release = cluster / "data" / "PG_VERSION"
    before = release.read_text()
    release.write_text("14\n")
    try:
        with pytest.raises(ServerError, match="was made by PostgreSQL 14"), running(cluster):
            pass
    finally:
        release.write_text(before)


def test_data_whose_making_was_interrupted_are_made_again(tmp_path):
    half = tmp_path / "test-half" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with running(half.parent):
        assert ask(half.parent, "SELECT 1") == 1
    assert not half.exists()


def test_the_socket_path_is_short_however_long_the_checkouts(tmp_path):
    assert len(os.fsencode(socket_folder(tmp_path / ("é" * 200)) / ".s.PGSQL.5432.lock")) < 107


def test_the_tests_never_touch_the_demonstrations_data():
    assert postgres.cluster(Path("/ici")) == Path("/ici/var/test-postgres")


@pytest.mark.parametrize(
    ("environment", "argv"),
    [
        ({"DATABASE_URL": "postgresql:///ailleurs"}, ["manage.py", "migrate"]),
        ({"HARMONIE_MODE": "production"}, ["manage.py", "migrate"]),
        ({}, ["manage.py"]),
        ({}, ["manage.py", "help"]),
        ({}, ["manage.py", "collectstatic", "--no-input"]),
    ],
)
def test_what_needs_no_embedded_server_starts_none(monkeypatch, environment, argv):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    started = []
    monkeypatch.setattr(postgres, "running", started.append)
    with postgres.database_for_command(argv):
        assert started == []
