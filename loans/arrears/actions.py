"""Pauses, and what social workers did. The letters are in `batch_actions.py` and `issuing_actions.py`."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..actions import lock
from ..enums import LoanState, PauseReason
from ..models import FollowUp, Loan, Pause
from .notices import tell_worker
from .rules import FOR_GOOD, pause_on

LONGEST = timedelta(days=731)


@transaction.atomic
def pause_reminders(
    *, loan: Loan, reason: PauseReason, starts_on: date, ends_on: date | None, note: str, by: User, now: datetime
) -> Pause:
    """Nobody is reminded from `starts_on` to `ends_on`, both included; without an end, until somebody ends it.

    Over-indebtedness and death have no end beforehand. What is late stays late in the figures.
    """
    locked, today = lock(loan), timezone.localdate(now)
    if locked.state != LoanState.ACTIVE:
        raise WrongState("Ce prêt n’est pas en cours\u00a0: personne n’est relancé.")
    if ends_on and reason in FOR_GOOD:
        label = reason.label.capitalize()
        raise Refusal(f"{label}\u00a0: laissez la date de fin vide. Les relances reprennent si vous le décidez.")
    if starts_on > today or starts_on < timezone.localdate(locked.opened_at):
        raise Refusal("La suspension commence entre l’ouverture du prêt et aujourd’hui\u00a0: corrigez sa date.")
    if ends_on and not today <= ends_on <= today + LONGEST:
        raise Refusal("La suspension finit entre aujourd’hui et dans deux ans\u00a0: corrigez sa date de fin.")
    running = pause_on(locked.pauses.all(), today)
    if running and (running.reason == reason or running.reason in FOR_GOOD):
        raise WrongState("Les relances de ce prêt sont déjà suspendues\u00a0: levez d’abord cette suspension.")
    with recorded(by=by, now=now):
        return Pause.objects.create(
            loan=locked,
            reason=reason,
            starts_on=starts_on,
            ends_on=ends_on,
            note=note.strip(),
            noted_at=now,
            noted_by=by,
        )


@transaction.atomic
def end_pause(*, pause: Pause, by: User, now: datetime) -> date:
    """The last day of the pause becomes yesterday, or today when it began today. Returns the day reminders resume."""
    today = timezone.localdate(now)
    locked = Pause.objects.select_for_update(of=("self",)).get(pk=pause.pk)
    if locked.ends_on and locked.ends_on < today:
        raise WrongState(f"Cette suspension est finie depuis le {plain_day(locked.ends_on)}.")
    locked.ends_on = max(locked.starts_on, today - timedelta(days=1))
    with recorded(by=by, now=now):
        locked.save(update_fields=["ends_on"])
    return locked.ends_on + timedelta(days=1)


@transaction.atomic
def close_follow_up(*, follow_up: FollowUp, outcome: str, by: User, now: datetime) -> None:
    """What came of it, in a sentence."""
    locked = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
    if locked.done_at:
        raise WrongState(f"Ce suivi est déjà noté fait\u00a0: {locked.outcome}")
    if not outcome.strip():
        raise Refusal("Dites en une phrase ce qui a été convenu.")
    locked.done_at, locked.outcome = now, outcome.strip()
    with recorded(by=by, now=now):
        locked.save(update_fields=["done_at", "outcome"])


@transaction.atomic
def pass_on_follow_up(*, follow_up: FollowUp, worker: User, by: User, now: datetime) -> None:
    """Gives what is still to do to another social worker, never to one who stepped aside from the dossier."""
    locked = FollowUp.objects.select_for_update(of=("self",)).select_related("loan__decision__application")
    waiting = locked.get(pk=follow_up.pk)
    application = waiting.loan.decision.application
    if waiting.done_at:
        raise WrongState(f"Ce suivi est déjà noté fait\u00a0: {waiting.outcome}")
    meets = worker.is_active and worker.has_perm("applications.assess_loanapplication")
    if not meets or application.exclusions.filter(user=worker).exists():
        raise Refusal(
            f"{worker} ne peut pas suivre le dossier {application.reference}\u00a0: choisissez une autre personne."
        )
    waiting.worker = worker
    with recorded(by=by, now=now, why=f"Confié à {worker}"):
        waiting.save(update_fields=["worker"])
    tell_worker(waiting, "Un suivi d’impayé vous est confié.", now)
