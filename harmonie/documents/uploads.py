"""What somebody brings: bounded, scanned, inspected. `read()` is the only way from an upload to a file we keep."""

import json
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from harmonie.refusals import Refusal

from . import scanner
from .inspection import SECONDS, UNREADABLE
from .models import MediaType

WAIT = SECONDS + 10  # seconds by the clock, for a machine that is busy
EXTENSIONS = {MediaType.PDF: ".pdf", MediaType.JPEG: ".jpg", MediaType.PNG: ".png"}
# What the file picker offers. A camera is offered too where there is one; nothing is believed of it.
ACCEPT = "application/pdf,image/jpeg,image/png,image/heic,image/heif,.pdf,.jpg,.jpeg,.png,.heic,.heif"
KEPT_NAME = 100  # characters, of the 120 that a stored name may have


class Brought(NamedTuple):
    """An accepted file, ready to be stored: its bytes are ours, not those that came."""

    name: str
    media_type: MediaType
    pages: int
    content: bytes


def limit() -> int:
    """The largest file that is read, in bytes."""
    return settings.HARMONIE_UPLOAD_MB * 1024**2


def read(upload: UploadedFile) -> Brought:
    """The file as it may be kept; a `Refusal` in French that names it otherwise. Slow: never call it under a lock."""
    try:
        return _read(upload)
    except scanner.ScannerSilent:
        raise
    except Refusal as refusal:
        raise Refusal(f"«\u202f{shown_name(upload.name)}\u202f»\u00a0: {refusal}") from refusal


def _read(upload: UploadedFile) -> Brought:
    if not upload.size:
        raise Refusal("ce fichier est vide. Choisissez-le de nouveau.")
    if upload.size > limit():
        raise Refusal(
            f"ce fichier est trop lourd. Un fichier peut peser {settings.HARMONIE_UPLOAD_MB}\u00a0Mo au plus\u202f: "
            "déposez-le en plusieurs parties, ou photographiez les pages."
        )
    with tempfile.TemporaryFile() as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.seek(0)
        scanner.scan(copy)
        copy.seek(0)
        media_type, pages, content = _inspected(copy)
    return Brought(clean_name(upload.name, media_type), media_type, pages, content)


def _inspected(file: BinaryIO) -> tuple[MediaType, int, bytes]:
    """What the child process made of it. One that was killed met a file that no reader should open."""
    command = [sys.executable, "-m", "harmonie.documents.inspection"]
    try:
        child = subprocess.run(
            command, stdin=file, capture_output=True, timeout=WAIT, check=False, cwd=settings.BASE_DIR, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise Refusal(UNREADABLE) from error
    header, _, content = child.stdout.partition(b"\n")
    if child.returncode or not header:
        raise Refusal(UNREADABLE)
    said = json.loads(header)
    if "refusal" in said:
        raise Refusal(said["refusal"])
    return MediaType(said["media_type"]), said["pages"], content


def shown_name(name: str | None) -> str:
    """A file's name as a sentence may quote it: no folder, no control or direction mark, not endless."""
    kept = "".join(mark for mark in _last_part(name) if unicodedata.category(mark)[0] in "LMNPSZ")
    kept = " ".join(kept.split())
    return f"{kept[:60]}…" if len(kept) > 60 else kept or "fichier sans nom"


def clean_name(name: str | None, media_type: MediaType) -> str:
    """The name to keep: letters, figures and plain marks, with the ending that says what the file was found to be."""
    stem = PurePosixPath(_last_part(name)).stem
    kept = "".join(mark if _is_plain(mark) else " " for mark in stem)
    return f"{' '.join(kept.split())[:KEPT_NAME].strip(' .') or 'piece'}{EXTENSIONS[media_type]}"


def _last_part(name: str | None) -> str:
    last = PurePosixPath((name or "").replace("\\", "/")).name
    return unicodedata.normalize("NFC", last)


def _is_plain(mark: str) -> bool:
    return unicodedata.category(mark)[0] in "LN" or mark in " ._-()’"
