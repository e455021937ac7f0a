"""Payment files that a killed worker or a lost task left behind."""

from contextlib import suppress
from datetime import datetime

from harmonie.refusals import WrongState

from ..models import FileWork, PaymentFile
from .actions import resume
from .progress import WORKING, has_stopped


def take_up_files(now: datetime) -> None:
    """Has them read, or posted, from the beginning: nothing of a task that died was kept."""
    for work in FileWork.objects.filter(file__state__in=WORKING).select_related("asked_by"):
        file = PaymentFile.objects.defer("content").get(pk=work.file_id)
        if has_stopped(file, now):
            with suppress(WrongState):  # another worker made the same round
                resume(file=file, by=work.asked_by, now=now)
