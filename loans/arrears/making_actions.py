"""Letters asked for together, one after the other: what the task queue does, and goes on with where it stopped."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from harmonie.refusals import Refusal

from ..enums import BatchState, ReminderStep
from ..models import Loan, ReminderBatch
from .issuing_actions import issue_reminder
from .standing import OPEN

log = logging.getLogger(__name__)
TROUBLE = "La lettre n’a pas pu être faite. Essayez de nouveau\u202f; si cela persiste, prévenez l’administrateur."


def make_reminders(*, batch: ReminderBatch, clock: Callable[[], datetime] = timezone.now) -> ReminderBatch:
    """Makes every letter that is missing, in the order asked. Two workers at once never make one twice."""
    while batch.state in OPEN and batch.done < batch.total:
        key, step = batch.chosen[batch.done]
        loan = Loan.objects.with_facts().select_related("decision__application__worker").get(pk=key)
        batch = _dealt_with(batch, loan, ReminderStep(step), clock())
    return _finished(batch, clock())


def _dealt_with(batch: ReminderBatch, loan: Loan, step: ReminderStep, now: datetime) -> ReminderBatch:
    """One pair: its letter, or the reason why there is none; with how far the batch is, in one transaction."""
    try:
        try:
            return _letter(batch, loan, step, now)
        except Refusal as refusal:
            why = str(refusal)
        except _TakenElsewhereError:
            raise
        except Exception:
            log.exception("The reminder of loan %s could not be made", loan.reference)
            why = TROUBLE
        return _noted(batch, now, left_out=[loan.reference, why])
    except _TakenElsewhereError:
        return ReminderBatch.objects.select_related("asked_by").get(pk=batch.pk)


@transaction.atomic
def _letter(batch: ReminderBatch, loan: Loan, step: ReminderStep, now: datetime) -> ReminderBatch:
    if not Loan.objects.visible_to(batch.asked_by).filter(pk=loan.pk).exists():
        raise Refusal(f"Le prêt {loan.reference} n’est plus à votre portée.")
    issue_reminder(loan=loan, step=step, by=batch.asked_by, now=now, batch=batch)
    return _noted(batch, now)


class _TakenElsewhereError(Exception):
    """Another worker dealt with this pair, or somebody cancelled: what this one did is undone."""


@transaction.atomic
def _noted(batch: ReminderBatch, now: datetime, left_out: list[str] | None = None) -> ReminderBatch:
    locked = ReminderBatch.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=batch.pk)
    if locked.done != batch.done or locked.state not in OPEN:
        raise _TakenElsewhereError
    locked.state, locked.done, locked.alive_at = BatchState.RUNNING, locked.done + 1, now
    if left_out:
        locked.left_out = [*locked.left_out, left_out]
    locked.save(update_fields=["state", "done", "alive_at", "left_out"])
    return locked


@transaction.atomic
def _finished(batch: ReminderBatch, now: datetime) -> ReminderBatch:
    locked = ReminderBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state in OPEN and locked.done == locked.total:
        locked.state, locked.finished_at = BatchState.READY, now
        locked.save(update_fields=["state", "finished_at"])
    return locked
