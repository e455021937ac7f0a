"""What the worker looks after every minute: no letters stay half made because a process stopped."""

from datetime import datetime

from .enums import BatchState
from .letters.making_actions import make_letters
from .letters.stopped import has_stopped
from .models import LetterBatch


def make_rounds(now: datetime) -> None:
    """Goes on with the letters that a killed worker or a lost task left behind."""
    for batch in LetterBatch.objects.filter(state=BatchState.PREPARING, trouble="").select_related("started_by"):
        if has_stopped(batch, now):
            make_letters(batch=batch)
