"""How the bytes of an upload come in: to a temporary file, never more of them than we would keep."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler

FILES = 10  # at once; a form says so, and what comes beyond takes no room


type View = Callable[..., Any]


def receives(megabytes: int) -> Callable[[View], View]:
    """Lets the files of this view be larger than the others'; its form refuses in a sentence what is beyond."""

    def decorate(view: View) -> View:
        view.receives = megabytes  # type: ignore[attr-defined]
        return view

    return decorate


class BoundedUpload(TemporaryFileUploadHandler):
    """Writes each file to disk up to the limit and counts the rest: a 30 MB file reaches its form with its true size,
    which refuses it in a sentence, and neither the memory nor the disk ever held it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.received = 0

    def new_file(self, *arguments: Any, **options: Any) -> None:
        super().new_file(*arguments, **options)
        self.received += 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = self._limit() * 1024**2 - start if self.received <= FILES else 0
        if room > 0:
            self.file.write(raw_data[:room])

    def _limit(self) -> int:
        """Megabytes of one file, by the view that it is for: the address is known before the body is read."""
        match = self.request.resolver_match if self.request else None
        return getattr(match.func, "receives", settings.HARMONIE_UPLOAD_MB) if match else settings.HARMONIE_UPLOAD_MB
