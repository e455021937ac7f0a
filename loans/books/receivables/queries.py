"""What is left to recover on a day, computed by the database: one row a loan, however long the portfolio.

An entry counts by its value date; `known_on` also leaves out what was posted later than that day, which tells what the
books said then. The schedule is the one that was in force on the day.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import batched
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from harmonie.accounts.models import User

from ...enums import EntryKind
from ...models import Instalment, Loan, Schedule
from ...models.loan import EUROS, NOTHING
from ..movements import RECEIPTS

AT_A_TIME = 1000  # loans whose instalments are read together
FIRST_DAY = date(2000, 1, 1)
BANDS = ((30, "0 à 30\u00a0jours"), (60, "31 à 60\u00a0jours"), (90, "61 à 90\u00a0jours"))
LAST_BAND = "plus de 90\u00a0jours"


class AsOf(NamedTuple):
    """The day asked, and whether only what was known on it counts."""

    day: date
    is_as_known: bool = False

    @property
    def end(self) -> datetime:
        """The first moment after the day, in the town's time."""
        return timezone.make_aware(datetime.combine(self.day + timedelta(days=1), time.min))


class Receivable(NamedTuple):
    """One loan on a day, in euros; `late_since` is its oldest instalment that is late."""

    loan: Loan
    late_since: date | None
    day: date

    @property
    def days_late(self) -> int:
        return (self.day - self.late_since).days if self.late_since else 0

    @property
    def band(self) -> str:
        if not self.late_since:
            return ""
        return next((name for most, name in BANDS if self.days_late <= most), LAST_BAND)


def receivables(user: User, as_of: AsOf) -> QuerySet[Loan]:
    """The loans on which something was owed, or written off and not recovered, on the day.

    Annotated in euros: lent, repaid, relieved, written_off (what is still lost), owed, due, late, to_come.
    """
    loans = _with_sums(Loan.objects.visible_to(user), as_of).filter(Q(owed__gt=0) | Q(written_off__gt=0))
    loans = loans.annotate(schedule_then=_schedule(as_of.end)).annotate(
        behind_by=F("principal") - Subquery(Schedule.objects.filter(pk=OuterRef("schedule_then")).values("amount")),
    )
    return loans.annotate(
        due=_unpaid(Q(due_on__lte=as_of.day)),
        late=_unpaid(Q(due_on__lt=as_of.day)),
    ).annotate(to_come=F("owed") - F("due"))


def _with_sums(loans: QuerySet[Loan], as_of: AsOf) -> QuerySet[Loan]:
    counted = Q(entries__value_on__lte=as_of.day)
    if as_of.is_as_known:
        counted &= Q(entries__posted_at__lt=as_of.end)

    def effect(which: Q | None = None, column: str = "effect") -> Coalesce:
        total = Sum(f"entries__{column}", filter=counted & which if which else counted)
        return Coalesce(total, NOTHING, output_field=EUROS)

    def of(*kinds: EntryKind) -> Q:
        return Q(entries__kind__in=kinds) | Q(entries__reverses__kind__in=kinds)

    return loans.annotate(
        owed=effect(),
        lent=effect(of(EntryKind.DISBURSEMENT)),
        repaid=-effect(of(*RECEIPTS)),
        relieved=-effect(of(EntryKind.RELIEF)),
        lowered=-effect(of(EntryKind.REPAYMENT, EntryKind.RELIEF, EntryKind.WRITE_OFF)),
        written_off=effect(column="lost"),
    )


def _schedule(end: datetime) -> Coalesce:
    """The schedule in force then; the first one for a day before it was drawn up (a loan that was taken over)."""
    versions = Schedule.objects.filter(loan=OuterRef("pk"))
    latest = versions.filter(drawn_up_at__lt=end).order_by("-version").values("pk")[:1]
    return Coalesce(Subquery(latest), Subquery(versions.order_by("version").values("pk")[:1]))


def _unpaid(which: Q) -> Greatest:
    """Euros of these instalments that are not paid: never below nothing, never more than is owed."""
    fallen = (
        Instalment.objects.filter(which, schedule=OuterRef("schedule_then"))
        .order_by()
        .values("schedule")
        .annotate(sum=Sum("amount"))
        .values("sum")
    )
    sum_ = Coalesce(Subquery(fallen), NOTHING, output_field=EUROS)
    return Greatest(Least(sum_ + F("behind_by") - F("lowered"), F("owed")), Value(Decimal(0)), output_field=EUROS)


# The lines ---------------------------------------------------------------------------------------


class Totals(NamedTuple):
    """The sums of the whole list, in euros."""

    count: int
    lent: Decimal
    repaid: Decimal
    relieved: Decimal
    written_off: Decimal
    owed: Decimal
    due: Decimal
    late: Decimal
    to_come: Decimal


def totals_of(loans: QuerySet[Loan]) -> Totals:
    sums = {name: Sum(name) for name in Totals._fields if name != "count"}
    found = loans.aggregate(number=Count("pk"), **{f"sum_{name}": sum_ for name, sum_ in sums.items()})
    return Totals(found["number"], *(found[f"sum_{name}"] or Decimal("0.00") for name in sums))


def with_facts(loans: QuerySet[Loan]) -> QuerySet[Loan]:
    """What a line shows besides its sums; kept apart, so that the totals do without."""
    return loans.select_related("borrower").order_by("pk")


def lines_of(loans: Sequence[Loan], as_of: AsOf) -> list[Receivable]:
    """The same loans, each with the day since when it is late: one query more for all of them."""
    late = {loan.schedule_then: loan for loan in loans if loan.late > 0}
    fallen = Instalment.objects.filter(schedule__in=late, due_on__lt=as_of.day).order_by("schedule", "number")
    since: dict[int, date] = {}
    covered = {key: loan.lowered - loan.behind_by for key, loan in late.items()}
    for instalment in fallen:
        covered[instalment.schedule_id] -= instalment.amount
        if covered[instalment.schedule_id] < 0:
            since.setdefault(instalment.schedule_id, instalment.due_on)
    return [Receivable(loan, since.get(loan.schedule_then), as_of.day) for loan in loans]


def all_lines(loans: QuerySet[Loan], as_of: AsOf) -> Iterator[Receivable]:
    """Every line, read through a cursor: memory does not grow with the portfolio."""
    for some in batched(with_facts(loans).iterator(chunk_size=AT_A_TIME), AT_A_TIME):
        yield from lines_of(some, as_of)
