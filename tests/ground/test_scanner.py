"""The virus scanner's hook, before a scanner that answers well, badly, late or never."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from harmonie.documents import scanner
from harmonie.documents.uploads import read
from harmonie.refusals import Refusal
from tests.applications.documents import files

type Clamd = Callable[..., list[bytes]]


@pytest.fixture
def clamd(tmp_path: Path, settings) -> Iterator[Clamd]:
    """`clamd(answer, pause=0)`: a scanner on a socket, and what it received."""
    path = tmp_path / "clamd"
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(path))
    door.listen()
    threads = []

    def serve(answer: bytes, pause: float, received: list[bytes]) -> None:
        line, _ = door.accept()
        with line, suppress(OSError):  # who asked may have hung up
            told = b""
            while not told.endswith(b"\0\0\0\0") and (more := line.recv(65536)):
                told += more
            received.append(told)
            time.sleep(pause)
            if answer:
                line.sendall(answer)

    def start(answer: bytes, pause: float = 0) -> list[bytes]:
        received: list[bytes] = []
        settings.HARMONIE_CLAMD, settings.HARMONIE_CLAMD_SECONDS = str(path), 0.3
        threads.append(threading.Thread(target=serve, args=(answer, pause, received), daemon=True))
        threads[-1].start()
        return received

    yield start
    for thread in threads:
        thread.join(timeout=3)
    door.close()


def test_no_scanner_is_asked_while_none_is_set(settings):
    settings.HARMONIE_CLAMD = ""
    scanner.scan(BytesIO(b"x"))


def test_a_clean_file_passes_and_was_sent_whole(clamd):
    received, content = clamd(b"stream: OK\0"), files.a_pdf()
    assert read(files.upload(content)).pages == 1
    assert received[0].startswith(b"zINSTREAM\0")
    assert content in received[0]


def test_an_infected_file_is_refused_by_its_name(clamd):
    clamd(b"stream: Eicar-Test-Signature FOUND\0")
    with pytest.raises(Refusal, match=r"piece\.pdf.*logiciel malveillant"):
        read(files.upload(files.a_pdf()))


@pytest.mark.parametrize(
    ("answer", "pause"),
    [
        (b"", 0),
        (b"INSTREAM size limit exceeded. ERROR\0", 0),
        (b"stream: OK et plus\0", 0),
        (b"x" * 9000, 0),
        (b"stream: OK\0", 1),
    ],
    ids=["hangs up", "error", "not quite", "nonsense", "too late"],
)
def test_a_scanner_without_a_verdict_lets_nothing_pass(clamd, answer: bytes, pause: float):
    clamd(answer, pause)
    with pytest.raises(scanner.ScannerSilent, match=r"^L’analyse antivirus ne répond pas"):
        read(files.upload(files.a_pdf()))


@pytest.mark.parametrize("address", ["/nowhere/clamd", "127.0.0.1:9"])
def test_a_scanner_that_is_down_lets_nothing_pass(settings, address: str):
    settings.HARMONIE_CLAMD, settings.HARMONIE_CLAMD_SECONDS = address, 1
    with pytest.raises(scanner.ScannerSilent):
        read(files.upload(files.a_pdf()))
