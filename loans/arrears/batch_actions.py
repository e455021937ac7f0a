"""Letters asked for together: asked, cancelled, taken up again. The making is in `making_actions.py`."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState

from ..enums import BatchState
from ..models import Loan, ReminderBatch
from . import tasks
from .late import late_loans
from .standing import OPEN, has_stopped
from .words import LETTERS, STEP_OF

AT_MOST = 5000


@transaction.atomic
def ask_reminders(*, loans: Sequence[Loan], by: User, now: datetime) -> ReminderBatch:
    """Has the letter that each of `loans` waits for made by the task queue. Which one is noted as it is now."""
    if len(loans) > AT_MOST:
        raise Refusal("Un lot compte au plus 5\u202f000 lettres\u00a0: préparez une étape après l’autre.")
    waiting = late_loans(Loan.objects.filter(pk__in=[loan.pk for loan in loans]), timezone.localdate(now))
    chosen = [(late.loan_id, STEP_OF[late.next].value) for late in waiting if late.next in LETTERS]
    if not chosen:
        raise Refusal("Choisissez au moins un prêt qui attend une lettre.")
    batch = ReminderBatch.objects.create(chosen=chosen, total=len(chosen), asked_at=now, asked_by=by, alive_at=now)
    transaction.on_commit(lambda: tasks.make_reminders.enqueue(batch.pk))
    return batch


@transaction.atomic
def cancel_reminders(*, batch: ReminderBatch, now: datetime) -> ReminderBatch:
    """The task stops at its next letter. What is issued stays issued."""
    locked = ReminderBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state not in OPEN:
        raise WrongState(f"Ce lot est maintenant «\u202f{locked.get_state_display()}\u202f».")
    locked.state, locked.finished_at = BatchState.CANCELLED, now
    locked.save(update_fields=["state", "finished_at"])
    return locked


@transaction.atomic
def resume_reminders(*, batch: ReminderBatch, now: datetime) -> ReminderBatch:
    """Goes on where the making stopped; nobody is written to twice."""
    locked = ReminderBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if not has_stopped(locked, now):
        raise WrongState("Ce lot n’est pas interrompu\u00a0: voyez où il en est.")
    locked.alive_at = now
    locked.save(update_fields=["alive_at"])
    transaction.on_commit(lambda: tasks.make_reminders.enqueue(locked.pk))
    return locked
