"""Deciding alone, by delegation, and telling the next meeting of it. The only writer of both."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from applications.enums import State
from applications.models import LoanApplication
from applications.queries import terms_of
from harmonie.accounts.models import User
from harmonie.calendar import add_months
from harmonie.money import short_euros
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry.authorship import recorded
from harmonie.registry.numbering import year_reference
from harmonie.schemes import actions as schemes

from ..consequences import tell_intake
from ..enums import DecisionPath, Grounds, MotionKind, Outcome
from ..models import AgendaItem, Decision, Meeting, UrgentReport
from ..motions.proposal import Proposal
from .delegation import Delegation, delegation_of, urgent_cases


@transaction.atomic
def decide_urgently(
    *,
    application: LoanApplication,
    kind: MotionKind,
    urgency: str,
    by: User,
    now: datetime,
    amount: Decimal | None = None,
    months: int | None = None,
    payee: str = "",
    grounds: str = Grounds.NONE,
    explanation: str = "",
    conditions: str = "",
    expected_revision: int | None = None,
) -> Decision:
    """The president decides a ready case alone: `kind` is a grant (euros, months) or a refusal, `urgency` says why now.

    Raises `Refusal` outside the delegation, `Stale` when the dossier changed since it was read, `WrongState` when
    the case is no longer to be decided alone, `EnvelopeExhausted` with the exact figure when money is short.
    """
    locked = (
        LoanApplication.objects.select_for_update(of=("self",))
        .select_related("scheme", "project", "applicant")
        .get(pk=application.pk)
    )
    delegation = _checked(locked, by, now)
    if expected_revision is not None and locked.revision != expected_revision:
        raise Stale("Le dossier a changé depuis l’affichage de cette page\u00a0: relisez-le avant de décider.")
    if not urgency.strip():
        raise Refusal("Indiquez le motif de l’urgence\u00a0: sans lui, la décision revient à la commission.")
    if kind not in (MotionKind.GRANT, MotionKind.REFUSE):
        raise Refusal("Seul, on accorde ou on refuse\u00a0: ajourner ou réorienter revient à la commission.")
    proposal = Proposal(
        kind=MotionKind(kind),
        amount=amount,
        months=months,
        payee=payee,
        grounds=grounds,
        explanation=explanation,
        conditions=conditions,
    )
    terms = proposal.checked(AgendaItem(application=locked), today=timezone.localdate(now))
    terms.pop("kind")
    if "amount" in terms:
        _ensure_within(terms["amount"], delegation)
    with recorded(by=by, now=now, why=urgency.strip()):
        decision = _decide(locked, delegation, by, now, urgency=urgency.strip(), **terms)
    tell_intake(decision, by=by, now=now)
    return decision


def _checked(locked: LoanApplication, by: User, now: datetime) -> Delegation:
    delegation = delegation_of(by, timezone.localdate(now))
    if delegation is None:
        raise Refusal("Le règlement en vigueur ne vous donne pas de délégation pour décider seul ou seule.")
    if locked.state != State.READY:
        raise WrongState(
            "Ce dossier n’est plus à décider en urgence\u00a0: il est inscrit à une séance, décidé ou repris en "
            "instruction."
        )
    if not urgent_cases(by, delegation).filter(pk=locked.pk).exists():
        raise Refusal("Vous avez un lien avec ce dossier\u00a0: laissez-le à la commission.")
    return delegation


def _ensure_within(amount: Decimal, delegation: Delegation) -> None:
    """Refuses more than the delegation allows; euros."""
    if amount > delegation.cap:
        raise Refusal(
            f"La délégation s’arrête à {short_euros(delegation.cap)}\u00a0: au-delà, inscrivez le dossier à une séance."
        )


def _outcome(application: LoanApplication, amount: Decimal | None) -> Outcome:
    if amount is None:
        return Outcome.REFUSED
    return Outcome.PARTIALLY_GRANTED if amount < application.project.amount else Outcome.GRANTED


def _decide(application: LoanApplication, delegation: Delegation, by: User, now: datetime, **terms) -> Decision:
    """The next number of the year's one series, and the money, in this transaction."""
    day, amount = timezone.localdate(now), terms.get("amount")
    until = add_months(day, terms_of(application).signature_months) if amount else None
    return Decision.objects.create(
        number=year_reference("D", day.year),
        path=DecisionPath.DELEGATION,
        rules=delegation.rules,
        application=application,
        outcome=_outcome(application, amount),
        votes_for=0,
        votes_against=0,
        abstentions=0,
        commitment=schemes.engage(
            scheme=application.scheme, amount=amount, reference=application.reference, by=by, now=now
        )
        if amount
        else None,
        sign_before=until,
        decided_at=now,
        decided_by=by,
        **terms,
    )


@transaction.atomic
def report_to(meeting: Meeting, *, now: datetime) -> int:
    """Puts every decision taken alone, and not reported yet, before `meeting`; gives their number.

    Called when the meeting is convened: its members then read them as information (CASF R123-22).
    """
    waiting = Decision.objects.filter(path=DecisionPath.DELEGATION, report=None, decided_at__lte=now)
    keys = waiting.order_by("pk").values_list("pk", flat=True)
    UrgentReport.objects.bulk_create(
        [UrgentReport(decision_id=key, meeting=meeting, listed_at=now) for key in keys], ignore_conflicts=True
    )
    return len(keys)
