"""Batches that a killed worker or a lost task left behind, and files whose day is over."""

from contextlib import suppress
from datetime import datetime

from harmonie.refusals import WrongState

from ..models import PrintBatch
from .actions import resume_batch, throw_away
from .standing import AT_WORK, has_stopped


def take_up_prints(now: datetime) -> None:
    """Has stopped batches made again by the queue, and throws away what is older than a day."""
    for batch in PrintBatch.objects.filter(state__in=AT_WORK):
        if has_stopped(batch, now):
            with suppress(WrongState):  # another worker made the same round
                resume_batch(batch=batch, now=now)
    throw_away(now=now)
