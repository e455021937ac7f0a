"""What a file really is: read by its content in a process of its own, which a hostile file may kill and nothing else.

The child knows neither Django nor any secret of ours. It gets the file as its standard input, writes one line of JSON
and, when the file is accepted, the bytes to keep. The system bounds its memory and its seconds.
"""

import json
import resource
import sys
from typing import BinaryIO, NamedTuple

from harmonie.documents.inspected_pdf import clean_pdf
from harmonie.documents.inspected_picture import clean_heic, clean_jpeg, clean_png
from harmonie.refusals import Refusal

MEMORY = 2 * 1024**3  # bytes of address space
SECONDS = 20  # of processor
UNREADABLE = "il est abîmé ou incomplet et ne s’ouvre pas. Enregistrez-le ou photographiez-le de nouveau."
ACCEPTED_KINDS = "Déposez un PDF ou une photo (JPEG, PNG, HEIC)."
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
# What people do send, and how to make it readable by everybody.
KNOWN_STRANGERS = (
    (b"MZ", "c’est un programme, pas une pièce."),
    (b"\x7fELF", "c’est un programme, pas une pièce."),
    (b"PK\x03\x04", "c’est un document de bureautique ou une archive. Enregistrez-le en PDF, puis déposez le PDF."),
    (b"\xd0\xcf\x11\xe0", "c’est un ancien document de bureautique. Enregistrez-le en PDF, puis déposez le PDF."),
    (b"{\\rtf", "c’est un document de bureautique. Enregistrez-le en PDF, puis déposez le PDF."),
    (b"GIF8", f"c’est une image GIF. {ACCEPTED_KINDS}"),
    (b"RIFF", f"ce n’est pas un format accepté. {ACCEPTED_KINDS}"),
)


class Inspected(NamedTuple):
    """An accepted file: its media type, its pages, and the bytes to keep."""

    media_type: str
    pages: int
    content: bytes


def inspect(file: BinaryIO) -> Inspected:
    """Parses, cleans and re-encodes one file; a `Refusal` says in French why it cannot be kept."""
    start = file.read(64)
    file.seek(0)
    if start.startswith(b"%PDF-"):
        content, pages = clean_pdf(file)
        return Inspected("application/pdf", pages, content)
    if start.startswith(b"\xff\xd8\xff"):
        return Inspected("image/jpeg", 1, clean_jpeg(file))
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return Inspected("image/png", 1, clean_png(file))
    if start[4:8] == b"ftyp" and start[8:12] in HEIF_BRANDS:
        return Inspected("image/jpeg", 1, clean_heic(file))
    raise Refusal(_stranger(start))


def _stranger(start: bytes) -> str:
    if not start:
        return "ce fichier est vide. Choisissez-le de nouveau."
    for signature, sentence in KNOWN_STRANGERS:
        if start.startswith(signature):
            return sentence
    return f"son contenu n’est ni un PDF ni une photo, quel que soit son nom. {ACCEPTED_KINDS}"


def main() -> None:
    """The child's whole life."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = b""
    try:
        found = inspect(sys.stdin.buffer)
        said, content = {"media_type": found.media_type, "pages": found.pages}, found.content
    except Refusal as refusal:
        said = {"refusal": str(refusal)}
    except Exception:
        said = {"refusal": UNREADABLE}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
