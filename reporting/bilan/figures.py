"""The bilan: what was asked for in a period, what was granted, out of which money, and how it is repaid.

Every figure is a sum or a count made by PostgreSQL, in a number of queries that does not grow. Nobody's name is read.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from commission.enums import Outcome
from commission.models import Decision

from ..losses.funnel import Losses, losses
from ..periods import Period
from . import granted, money, people, populations, received, repaying
from .granted import Granted, Share
from .measures import ZERO
from .money import Envelope
from .question import Question
from .received import Received
from .repaying import Repaying
from .tables import Section

__all__ = ["Bilan", "Envelope", "Measured", "Share", "bilan", "granted_credits"]


@dataclass(frozen=True)
class Measured:
    """What can be compared with another period."""

    question: Question
    received: Received
    granted: Granted
    repaying: Repaying

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to compare with."""
        return not (self.received.count or self.granted.decided or self.repaying.running or self.repaying.fallen)


@dataclass(frozen=True)
class Bilan:
    """The whole report. Euros, months and days; `None` where there is nothing to measure."""

    measured: Measured
    before: Measured | None
    year_before: Measured | None
    decisions: list[tuple[Outcome, int]]
    by_month: list[Share]
    by_purpose: list[Share]
    by_lender: tuple[int, Decimal]
    redirected: int
    tables: dict[str, Section]
    people: list[Section]
    envelopes: list[Envelope]
    losses: Losses

    @property
    def question(self) -> Question:
        return self.measured.question

    @property
    def period(self) -> Question:
        return self.measured.question

    @property
    def received(self) -> Received:
        return self.measured.received

    @property
    def granted(self) -> Granted:
        return self.measured.granted

    @property
    def repaying(self) -> Repaying:
        return self.measured.repaying

    @property
    def allocated(self) -> Decimal:
        return sum((envelope.allocated for envelope in self.envelopes), ZERO)

    @property
    def available(self) -> Decimal:
        return sum((envelope.available for envelope in self.envelopes), ZERO)

    @property
    def outcomes(self) -> list[tuple[str, int]]:
        return [(outcome.label, count) for outcome, count in self.decisions]

    # The figures asked for most, by their short names.

    @property
    def credits(self) -> int:
        return self.granted.credits

    @property
    def amount(self) -> Decimal:
        return self.granted.amount

    @property
    def mean(self) -> Decimal | None:
        return self.granted.mean

    @property
    def smallest(self) -> Decimal | None:
        return self.granted.smallest

    @property
    def largest(self) -> Decimal | None:
        return self.granted.largest

    @property
    def mean_months(self) -> Decimal | None:
        return self.granted.mean_months

    @property
    def shortest(self) -> int | None:
        return self.granted.shortest

    @property
    def longest(self) -> int | None:
        return self.granted.longest

    @property
    def median_delay(self) -> float | None:
        delay = self.granted.median_delay
        return None if delay is None else float(delay)

    @property
    def cancelled(self) -> int:
        return self.granted.cancelled


def granted_credits(period: Period) -> QuerySet[Decision]:
    """The credits granted in the period, the oldest first. One that was taken back was never a credit."""
    return populations.granted(Question.of(period)).order_by("pk")


def bilan(period: Period) -> Bilan:
    """The whole report for a question, or for a bare period as of now."""
    question = Question.of(period)
    before, year_before = question.before(), question.year_before()
    same = (before.start, before.end) == (year_before.start, year_before.end)
    lent = populations.lender_loans(question)
    return Bilan(
        measured=measured(question),
        before=None if same else _worth_comparing(before),
        year_before=_worth_comparing(year_before),
        decisions=granted.outcomes(question),
        by_month=granted.by_time(question),
        by_purpose=granted.by_purpose(question),
        by_lender=_counted(lent),
        redirected=received.redirected(question),
        tables={
            "partners": received.partners(question),
            "endings": received.endings(question),
            "grounds": granted.grounds(question),
            "credit_partners": granted.by_partner(question),
        },
        people=people.sections(question),
        envelopes=money.envelopes(question),
        losses=losses(question),
    )


def measured(question: Question) -> Measured:
    """The figures that are compared."""
    return Measured(question, received.measure(question), granted.measure(question), repaying.measure(question))


def _worth_comparing(question: Question) -> Measured | None:
    found = measured(question)
    return None if found.is_empty else found


def _counted(lent: QuerySet) -> tuple[int, Decimal]:
    amounts = list(lent.values_list("amount", flat=True))
    return len(amounts), sum(amounts, ZERO)
