"""The virus scanner's hook: clamd over its socket. Off until HARMONIE_CLAMD names one; then nothing passes without it.

The protocol is clamd's own (`man clamd`, INSTREAM): chunks with their length before them, a zero length at the end.
"""

import socket
import struct
from contextlib import closing
from typing import BinaryIO

from django.conf import settings

from harmonie.refusals import Refusal

CHUNK = 64 * 1024  # bytes
SILENT = (
    "L’analyse antivirus ne répond pas\u00a0: réessayez dans quelques minutes, ou prévenez l’administration. "
    "Rien n’a été déposé."
)
INFECTED = "l’antivirus y a trouvé un logiciel malveillant. Il n’est pas gardé\u00a0: prévenez qui vous l’a remis."


class ScannerSilent(Refusal):
    """The scanner gave no verdict. It is about no file in particular."""


def scan(file: BinaryIO) -> None:
    """Passes in silence what clamd finds clean, or everything while no scanner is set; a `Refusal` otherwise.

    A scanner that is down, slow or answers nonsense has found nothing clean: it fails closed.
    """
    if not settings.HARMONIE_CLAMD:
        return
    try:
        answer = _ask(settings.HARMONIE_CLAMD, file)
    except OSError as error:  # refused, gone, or no answer within the delay
        raise ScannerSilent(SILENT) from error
    if answer.endswith(" FOUND"):
        raise Refusal(INFECTED)
    if answer != "stream: OK":
        raise ScannerSilent(SILENT)


def _ask(address: str, file: BinaryIO) -> str:
    with closing(_connected(address)) as line:
        line.sendall(b"zINSTREAM\0")
        while chunk := file.read(CHUNK):
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := line.recv(1024)):
            answer += more
            if len(answer) > 4096:
                break
    return answer.rstrip(b"\0\n").decode(errors="replace")


def _connected(address: str) -> socket.socket:
    """« /run/clamav/clamd.ctl » or « host:3310 »."""
    delay = settings.HARMONIE_CLAMD_SECONDS
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=delay)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(delay)
    try:
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line
