"""What came in: how many requests, how many could be decided, from whom they were sent, how some ended early."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from applications.enums import ClosingReason, State
from harmonie.accounts.models import Partner

from . import populations
from .measures import ZERO
from .question import Question
from .tables import Kind, Row, Section, shared, total_of

ALONE = "Venue au CCAS sans partenaire"


@dataclass(frozen=True)
class Received:
    """Counts of requests handed over in the period."""

    count: int
    complete: int


def measure(question: Question) -> Received:
    """One query."""
    found = populations.received(question).aggregate(
        count=Count("pk"), complete=Count("pk", filter=populations.is_complete(question))
    )
    return Received(**found)


def partners(question: Question) -> Section:
    """Who referred the requests received, the one that referred most first."""
    found = (
        populations.received(question)
        .order_by()
        .annotate(sender=populations.of_request(question, "partner_id"))
        .annotate(asked=populations.of_project(question, "amount"))
        .values("sender")
        .annotate(count=Count("pk"), amount=Coalesce(Sum("asked"), ZERO))
        .order_by("-count", "sender")
    )
    names = dict(Partner.objects.values_list("pk", "name"))
    rows = [
        Row(names.get(sender, ALONE), count, amount, cases=f"recues-partenaire-{sender or 0}")
        for sender, count, amount in found.values_list("sender", "count", "amount")
    ]
    return Section(
        "partenaires",
        "Qui a orienté les demandes reçues",
        Kind.PARTS,
        shared(rows),
        total_of(rows),
        ("Partenaire prescripteur", "Demandes"),
        note="Le montant est celui demandé.",
    )


def endings(question: Question) -> Section:
    """The requests that ended in the period without the commission, by what they became and why."""
    found = (
        populations.closed(question)
        .order_by()
        .values_list("state", "closing_reason")
        .annotate(count=Count("pk"))
        .order_by("state", "-count", "closing_reason")
    )
    rows = [
        Row(f"{_said(State(state).label)}\u00a0: {_reason(reason)}", count, cases=f"closes-{state}-{reason or 'sans'}")
        for state, reason, count in found
    ]
    return Section(
        "sorties",
        "Demandes terminées sans passer en commission",
        Kind.PARTS,
        shared(rows),
        total_of(rows),
        ("Suite et motif", "Demandes"),
        note="Terminées dans la période, quel que soit le jour où elles ont été reçues.",
    )


def redirected(question: Question) -> int:
    """Requests that were sent to another scheme or another help before the commission."""
    return populations.closed(question).filter(Q(state=State.REDIRECTED)).count()


def _said(label: str) -> str:
    return f"{label[:1].upper()}{label[1:]}"


def _reason(code: str) -> str:
    return ClosingReason(code).label if code else "sans motif noté"
