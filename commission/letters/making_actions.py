"""The letters of a meeting, one after the other: what the task queue does, and goes on with where it stopped."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from harmonie.refusals import Refusal

from ..enums import BatchState
from ..models import LetterBatch
from .due import letters_due
from .issuing_actions import freeze_letter

log = logging.getLogger(__name__)
TROUBLE = "Elle n’a pas pu être faite. Essayez de nouveau\u202f; si cela persiste, prévenez l’administrateur."
LENGTH = 200


def make_letters(*, batch: LetterBatch, clock: Callable[[], datetime] = timezone.now) -> LetterBatch:
    """Freezes every letter that is missing. One that fails is left, and the others go on."""
    trouble = ""
    for decision in letters_due(batch.meeting_id).filter(letter=None):
        try:
            freeze_letter(decision=decision, by=batch.started_by, now=clock())
        except Refusal as refusal:
            trouble = str(refusal)
        except Exception:
            log.exception("The letter of decision %s could not be made", decision.number)
            trouble = trouble or TROUBLE
        note_progress(batch=batch)
    return note_progress(batch=batch, trouble=trouble, is_over=True)


@transaction.atomic
def note_progress(*, batch: LetterBatch, trouble: str = "", is_over: bool = False) -> LetterBatch:
    """How many letters there are now. Ready when none is missing; `trouble` when some are and the work is over."""
    locked = LetterBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state == BatchState.RELEASED:
        return locked
    due = letters_due(locked.meeting_id)
    # A decision that was taken back in between needs no letter any more.
    locked.total, locked.done = due.count(), due.exclude(letter=None).count()
    if locked.done == locked.total:
        locked.state, locked.trouble = BatchState.READY, ""
    elif is_over:
        locked.trouble = (trouble or TROUBLE)[:LENGTH]
    locked.save(update_fields=["total", "done", "state", "trouble"])
    return locked
