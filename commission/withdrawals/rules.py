"""What may be taken back, until when, and why not. A decision is never edited: another one withdraws it.

Sources: CRPA L242-1 and L243-3 (an unlawful decision, within four months; the months are the règlement's), L121-1.
"""

from datetime import date

from django.utils import timezone

from applications.enums import Step
from harmonie.calendar import add_months
from harmonie.dates import plain_day
from harmonie.refusals import Refusal
from harmonie.schemes.models import BudgetMovement

from ..enums import ItemState, Outcome
from ..models import AgendaItem, Decision, StandingRules

FINAL = (Outcome.DEFERRED, Outcome.WITHDRAWN)
PENDING = (ItemState.LISTED, ItemState.UNDER_VOTE)


def rules_of(decision: Decision) -> StandingRules:
    """The rules under which it was taken: its delegation's, or its meeting's."""
    return decision.rules or decision.item.meeting.rules


def last_day(decision: Decision) -> date:
    """The last day on which this decision can be taken back."""
    return add_months(timezone.localdate(decision.decided_at), rules_of(decision).withdrawal_months)


def why_not(decision: Decision, today: date) -> str:
    """Why this decision cannot be taken back today, in a sentence; "" when it can."""
    if decision.outcome == Outcome.DEFERRED:
        return "Un ajournement ne se retire pas\u00a0: le dossier est resté ouvert, et revient devant la commission."
    if decision.outcome == Outcome.WITHDRAWN:
        return "Un retrait ne se retire pas\u00a0: une nouvelle décision peut être prise sur ce dossier."
    if Decision.objects.filter(withdraws=decision).exists():
        return "Cette décision est déjà retirée."
    if today > last_day(decision):
        months = rules_of(decision).withdrawal_months
        return f"Le délai de retrait, {months}\u00a0mois, est passé depuis le {plain_day(last_day(decision))}."
    return _loan_in_the_way(decision) if decision.is_grant else ""


def _loan_in_the_way(decision: Decision) -> str:
    """A grant that became a contract, or that was paid out, is no longer the commission's to take back."""
    loan = decision.application.live_loan
    if loan:
        return (
            f"Le prêt {loan} est ouvert sur cette décision\u00a0: demandez d’abord aux finances d’annuler son contrat "
            "s’il n’est pas signé. Un contrat signé ne se retire plus."
        )
    given_back = BudgetMovement.objects.filter(releases=decision.commitment_id).exists()
    told = decision.application.milestones.filter(step=Step.REPAYMENT, happened_at__gte=decision.decided_at)
    if told.exists() and not given_back:
        return "Le prêt accordé a été versé\u00a0: cette décision ne se retire plus."
    return ""


def ensure_withdrawable(decision: Decision, today: date) -> None:
    """Raises `Refusal` when this decision cannot be taken back on `today`."""
    if sentence := why_not(decision, today):
        raise Refusal(sentence)


def pending_withdrawal(decision: Decision) -> AgendaItem | None:
    """The point that proposes to take this decision back and is not settled yet."""
    return decision.withdrawal_items.filter(state__in=PENDING).select_related("meeting").first()
