"""The bilan: what was granted in a period, out of which money, and what became of the requests received.

Every figure is a sum or a count made by PostgreSQL. Nobody's name is read here.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Aggregate, Avg, Count, DurationField, ExpressionWrapper, F, Max, Min, Q, Sum
from django.db.models.functions import Coalesce, TruncDate, TruncMonth, TruncYear

from applications.enums import Purpose
from commission.enums import Outcome
from commission.models import Decision
from harmonie.calendar import add_months
from harmonie.money import short_euros
from harmonie.schemes.models import BudgetEnvelope
from loans.enums import LoanState

from ..losses.funnel import Losses, losses
from ..periods import Period

ZERO = Decimal("0.00")
DAY = timedelta(days=1)


class Median(Aggregate):
    """The middle one of several spans of time, as PostgreSQL reckons it."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Share:
    """One line of a table: how many credits and how many euros, under a label or a first day."""

    label: str
    credits: int
    amount: Decimal
    begins_on: date | None = None

    @property
    def mean(self) -> Decimal:
        return self.amount / self.credits if self.credits else ZERO


@dataclass(frozen=True)
class Envelope:
    """A year's money in euros: voted, then split by how far it went. `available` may still be granted."""

    year: int
    scheme: str
    allocated: Decimal
    engaged: Decimal
    to_sign: Decimal
    to_pay_out: Decimal
    paid_out: Decimal

    @property
    def available(self) -> Decimal:
        return self.allocated - self.engaged

    @property
    def label(self) -> str:
        """The bar in words, for those who do not see it."""
        return (
            f"{self.scheme}, {self.year}\u00a0: versé {short_euros(self.paid_out)}, "
            f"à verser {short_euros(self.to_pay_out)}, à signer {short_euros(self.to_sign)}, "
            f"disponible {short_euros(self.available)}"
        )


@dataclass(frozen=True)
class Bilan:
    """Euros, months and days; `None` where there is nothing to measure."""

    period: Period
    credits: int
    amount: Decimal
    smallest: Decimal | None
    largest: Decimal | None
    mean_months: float | None
    shortest: int | None
    longest: int | None
    median_delay: float | None
    cancelled: int
    outcomes: list[tuple[str, int]]
    by_month: list[Share]
    by_purpose: list[Share]
    envelopes: list[Envelope]
    losses: Losses

    @property
    def mean(self) -> Decimal | None:
        return self.amount / self.credits if self.credits else None

    @property
    def allocated(self) -> Decimal:
        return sum((envelope.allocated for envelope in self.envelopes), ZERO)

    @property
    def available(self) -> Decimal:
        return sum((envelope.available for envelope in self.envelopes), ZERO)


def decisions(period: Period):
    """Every decision of the period, whatever it says; those taken before Harmonie were nobody's here."""
    return Decision.objects.decided_here().filter(period.covers("decided_at"), period.under("application__scheme"))


def granted_credits(period: Period):
    """The credits granted in the period, the oldest first. One that was taken back was never a credit."""
    return decisions(period).grants().filter(withdrawn_by=None).order_by("pk")


def bilan(period: Period) -> Bilan:
    """The whole report, in a fixed number of queries."""
    granted = granted_credits(period).order_by()
    delay = ExpressionWrapper(
        TruncDate("decided_at") - TruncDate("application__submitted_at"), output_field=DurationField()
    )
    totals = granted.aggregate(
        credits=Count("pk"),
        total=Coalesce(Sum("amount"), ZERO),
        smallest=Min("amount"),
        largest=Max("amount"),
        mean_months=Avg("months"),
        shortest=Min("months"),
        longest=Max("months"),
        delay=Median(delay),
        cancelled=Count("pk", filter=Q(commitment__release__isnull=False)),
    )
    middle = totals.pop("delay")
    return Bilan(
        period=period,
        amount=totals.pop("total"),
        median_delay=None if middle is None else middle / DAY,
        outcomes=_outcomes(period),
        by_month=_by_time(period),
        by_purpose=_by_purpose(period),
        envelopes=_envelopes(period),
        losses=losses(period),
        **totals,
    )


def _outcomes(period: Period) -> list[tuple[str, int]]:
    found = dict(decisions(period).order_by().values_list("outcome").annotate(Count("pk")))
    return [(outcome.label, found[outcome]) for outcome in Outcome if outcome in found]


def _by_time(period: Period) -> list[Share]:
    """By month, or by year when there would be more than twelve."""
    step = TruncMonth if period.months <= 12 else TruncYear
    rows = (
        granted_credits(period)
        .order_by()
        .annotate(since=step("decided_at"))
        .values("since")
        .annotate(n=Count("pk"), sum=Sum("amount"))
        .order_by("since")
    )
    return _without_gaps([Share("", row["n"], row["sum"], row["since"].date()) for row in rows], period)


def _without_gaps(shares: list[Share], period: Period) -> list[Share]:
    """A month without a credit is a fact too: its bar stands at zero."""
    if not shares:
        return []
    found = {share.begins_on: share for share in shares}
    day, filled = shares[0].begins_on, []
    while day <= shares[-1].begins_on:
        filled.append(found.get(day, Share("", 0, ZERO, day)))
        day = add_months(day, 1 if period.months <= 12 else 12)
    return filled


def _by_purpose(period: Period) -> list[Share]:
    rows = (
        granted_credits(period)
        .order_by()
        .values(purpose=F("application__project__purpose"))
        .annotate(n=Count("pk"), sum=Sum("amount"))
        .order_by("-n", "-sum")
    )
    return [Share(Purpose(row["purpose"]).label.capitalize(), row["n"], row["sum"]) for row in rows]


def _envelopes(period: Period) -> list[Envelope]:
    """The envelopes of the years touched. Money given back by a cancelled or lapsed grant is available again."""
    standing = Q(movements__decision__isnull=False, movements__release=None)

    def part(condition: Q) -> Coalesce:
        return Coalesce(Sum("movements__amount", filter=standing & condition), ZERO)

    state = "movements__decision__loan__state"
    found = (
        BudgetEnvelope.objects.filter(period.under("scheme"), year__in=period.years)
        .annotate(
            to_pay_out=part(Q(**{state: LoanState.SIGNED})),
            paid_out=part(
                Q(**{f"{state}__in": [LoanState.ACTIVE, LoanState.SETTLED, LoanState.WAIVED, LoanState.WRITTEN_OFF]})
            ),
        )
        .select_related("scheme")
        .order_by("year", "scheme")
    )
    return [
        Envelope(
            envelope.year,
            envelope.scheme.name,
            envelope.allocated,
            envelope.engaged,
            envelope.engaged - envelope.to_pay_out - envelope.paid_out,
            envelope.to_pay_out,
            envelope.paid_out,
        )
        for envelope in found
    ]
