"""What follows from a decision, whoever took it: the intake room is told, money is given back."""

from datetime import datetime

from django.utils import timezone

from applications import actions as applications
from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.money import short_euros
from harmonie.schemes import actions as schemes
from harmonie.schemes.models import BudgetMovement

from .enums import Outcome
from .models import Decision
from .withdrawals.rules import ensure_withdrawable


def tell_intake(decision: Decision, *, by: User, now: datetime) -> None:
    """Tells the intake room, in words that a partner may read. Call it in the decision's own transaction."""
    if decision.withdraws:
        _take_back(decision, by, now)
    elif decision.outcome == Outcome.DEFERRED:
        sentence = f"Ajournement du {short_day(now)}"
        applications.defer(
            application=decision.application, sentence=sentence, why=decision.explanation, by=by, now=now
        )
    else:
        _tell_outcome(decision, by, now)


def _tell_outcome(decision: Decision, by: User, now: datetime) -> None:
    label = Outcome(decision.outcome).label.capitalize()
    terms = f" de {short_euros(decision.amount)} sur {decision.months} mois" if decision.amount else ""
    applications.record_decision(
        application=decision.application,
        sentence=f"{label}{terms}",
        note=f"{label} du {short_day(now)}",
        granted=decision.is_grant,
        refused=decision.outcome == Outcome.REFUSED,
        by=by,
        now=now,
    )


def ensure_still_withdrawable(former: Decision, now: datetime) -> None:
    """Holds the decision that is about to be taken back, so that no contract opens on it meanwhile, and looks again.

    Raises `Refusal` when it is too late, or when a loan is in the way.
    """
    held = Decision.objects.select_for_update(of=("self",)).select_related("application").get(pk=former.pk)
    ensure_withdrawable(held, timezone.localdate(now))


def _take_back(decision: Decision, by: User, now: datetime) -> None:
    """Gives the money of a withdrawn grant back, unless it lapsed before, and the request to a new decision."""
    withdrawn = decision.withdraws
    commitment = withdrawn.commitment
    if commitment and not BudgetMovement.objects.filter(releases=commitment).exists():
        schemes.release(commitment=commitment, by=by, now=now)
    applications.reopen(
        application=decision.application,
        sentence=f"Décision du {short_day(withdrawn.decided_at)} retirée",
        why=decision.explanation,
        by=by,
        now=now,
    )
