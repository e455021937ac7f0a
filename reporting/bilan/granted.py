"""What was decided and granted: counts, euros, durations, delay, and why others were refused."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth, TruncYear

from applications.enums import Purpose
from commission.enums import GRANTS, Grounds, Outcome
from commission.models import Decision
from harmonie.accounts.models import Partner
from harmonie.calendar import add_months

from . import populations
from .measures import TENTH, ZERO, Median, MedianSpan, days, decimal
from .question import Question
from .received import ALONE
from .tables import Kind, Row, Section, part_of, shared, total_of

IS_GRANT = Q(outcome__in=GRANTS)


@dataclass(frozen=True)
class Share:
    """One line of a table: how many credits and how many euros, under a label or a first day."""

    label: str
    credits: int
    amount: Decimal
    begins_on: date | None = None
    cases: str = ""

    @property
    def mean(self) -> Decimal:
        return self.amount / self.credits if self.credits else ZERO


@dataclass(frozen=True)
class Granted:
    """Decisions that ended a request in the period. Euros, months, days; None where there is nothing to measure."""

    decided: int
    asked: Decimal
    credits: int
    amount: Decimal
    smallest: Decimal | None
    largest: Decimal | None
    median_amount: Decimal | None
    mean_months: Decimal | None
    median_months: Decimal | None
    shortest: int | None
    longest: int | None
    mean_delay: Decimal | None
    median_delay: Decimal | None
    cancelled: int

    @property
    def mean(self) -> Decimal | None:
        return self.amount / self.credits if self.credits else None

    @property
    def rate(self) -> Decimal | None:
        """The part of the decisions that granted something."""
        return part_of(self.credits, self.decided)

    @property
    def euro_rate(self) -> Decimal | None:
        """The part of the euros asked for, in the requests decided, that was granted."""
        return part_of(self.amount, self.asked)


def measure(question: Question) -> Granted:
    """Two queries: all decisions, then those that granted."""
    delay = ExpressionWrapper(populations.waiting_days(), output_field=DurationField())
    every = (
        populations.standing(question)
        .order_by()
        .annotate(asked=populations.of_project(question, "amount", "application__"))
        .aggregate(
            decided=Count("pk"),
            asked_for=Coalesce(Sum("asked"), ZERO),
            mean_delay=Avg(delay),
            median_delay=MedianSpan(delay),
        )
    )
    found = (
        populations.granted(question)
        .order_by()
        .aggregate(
            credits=Count("pk"),
            total=Coalesce(Sum("amount"), ZERO),
            smallest=Min("amount"),
            largest=Max("amount"),
            middle=Median("amount"),
            mean_months=Avg("months"),
            median_months=Median("months"),
            shortest=Min("months"),
            longest=Max("months"),
            cancelled=Count("pk", filter=populations.is_cancelled(question)),
        )
    )
    return Granted(
        decided=every["decided"],
        asked=every["asked_for"],
        mean_delay=days(every["mean_delay"]),
        median_delay=days(every["median_delay"]),
        amount=found.pop("total"),
        median_amount=decimal(found.pop("middle")),
        mean_months=decimal(found.pop("mean_months"), TENTH),
        median_months=decimal(found.pop("median_months"), TENTH),
        **found,
    )


def outcomes(question: Question) -> list[tuple[Outcome, int]]:
    """Every decision taken in the period by what it says, adjournments and withdrawals too."""
    found = dict(populations.decisions(question).order_by().values_list("outcome").annotate(Count("pk")))
    return [(outcome, found[outcome]) for outcome in Outcome if outcome in found]


def by_time(question: Question) -> list[Share]:
    """By month, or by year when there would be more than twelve; a month without a credit is a fact too."""
    step = TruncMonth if question.months <= 12 else TruncYear
    rows = _shares(populations.granted(question).order_by().annotate(since=step("decided_at")), "since").order_by(
        "since"
    )
    return _without_gaps([Share("", count, amount, since.date()) for since, count, amount in rows], question)


def _without_gaps(shares: list[Share], question: Question) -> list[Share]:
    if not shares:
        return []
    found = {share.begins_on: share for share in shares}
    day, filled = shares[0].begins_on, []
    while day <= shares[-1].begins_on:
        filled.append(found.get(day, Share("", 0, ZERO, day)))
        day = add_months(day, 1 if question.months <= 12 else 12)
    return filled


def by_purpose(question: Question) -> list[Share]:
    """What the credits were for, the most frequent first."""
    wanted = populations.of_project(question, "purpose", "application__")
    rows = _shares(populations.granted(question).order_by().annotate(wanted=wanted), "wanted")
    return [
        Share(Purpose(code).label.capitalize(), count, amount, cases=f"credits-objet-{code}")
        for code, count, amount in rows.order_by("-n", "-sum", "wanted")
    ]


def by_partner(question: Question) -> Section:
    """Who had referred the people whose credit was granted."""
    sender = populations.of_request(question, "partner_id", "application__")
    found = _shares(populations.granted(question).order_by().annotate(sender=sender), "sender")
    names = dict(Partner.objects.values_list("pk", "name"))
    rows = [
        Row(names.get(key, ALONE), count, amount, cases=f"credits-partenaire-{key or 0}")
        for key, count, amount in found.order_by("-n", "sender")
    ]
    return Section(
        "credits-partenaires",
        "Qui avait orienté les crédits accordés",
        Kind.PARTS,
        shared(rows),
        total_of(rows),
        ("Partenaire prescripteur", "Crédits"),
    )


def grounds(question: Question) -> Section:
    """Why the commission refused, or sent elsewhere."""
    found = (
        populations.standing(question)
        .exclude(IS_GRANT)
        .order_by()
        .values_list("outcome", "grounds")
        .annotate(n=Count("pk"))
        .order_by("outcome", "-n", "grounds")
    )
    rows = [
        Row(
            f"{Outcome(outcome).label.capitalize()}\u00a0: {Grounds(code).label}",
            count,
            cases=f"motif-{outcome}-{code or 'sans'}",
        )
        for outcome, code, count in found
    ]
    return Section(
        "motifs",
        "Pourquoi la commission n’a pas accordé",
        Kind.PARTS,
        shared(rows),
        total_of(rows),
        ("Décision et motif", "Décisions"),
    )


def _shares(rows: QuerySet[Decision], by: str) -> QuerySet:
    return rows.values_list(by).annotate(n=Count("pk"), sum=Sum("amount"))
