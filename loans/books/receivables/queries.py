"""What is left to recover on a day. The database sums each ledger in one pass; schedules are read by the thousand.

An entry counts by its value date; `known_on` also leaves out what was posted later than that day, which tells what the
books said then. The schedule is the one that was in force on the day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import batched
from typing import NamedTuple

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from harmonie.accounts.models import User

from ...enums import EntryKind
from ...models import Instalment, Loan, Schedule
from ...models.loan import EUROS, NOTHING
from ..movements import RECEIPTS

AT_A_TIME = 1000  # loans whose instalments are read together
FIRST_DAY = date(2000, 1, 1)
ZERO = Decimal("0.00")
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
    """One loan on a day. `due` fell by that day and is not paid, `late` fell before it; euros."""

    loan: Loan
    due: Decimal
    late: Decimal
    late_since: date | None
    day: date

    @property
    def to_come(self) -> Decimal:
        return self.loan.owed - self.due

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

    Annotated in euros: lent, repaid, relieved, written_off (what is still lost), owed, and what lowered it.
    """
    counted = Q(entries__value_on__lte=as_of.day)
    if as_of.is_as_known:
        counted &= Q(entries__posted_at__lt=as_of.end)

    def sum_of(*kinds: EntryKind, column: str = "effect") -> Coalesce:
        which = Q(entries__kind__in=kinds) | Q(entries__reverses__kind__in=kinds) if kinds else Q()
        return Coalesce(Sum(f"entries__{column}", filter=counted & which), NOTHING, output_field=EUROS)

    return (
        Loan.objects.visible_to(user)
        .annotate(
            owed=sum_of(),
            lent=sum_of(EntryKind.DISBURSEMENT),
            repaid=-sum_of(*RECEIPTS),
            relieved=-sum_of(EntryKind.RELIEF),
            lowered=-sum_of(EntryKind.REPAYMENT, EntryKind.RELIEF, EntryKind.WRITE_OFF),
            written_off=sum_of(column="lost"),
        )
        .filter(Q(owed__gt=0) | Q(written_off__gt=0))
        .select_related("borrower")
        .order_by("pk")
    )


# The lines ---------------------------------------------------------------------------------------


class Plan(NamedTuple):
    """The schedule in force on the day: what of the loan it does not repay, and what fell by and before the day."""

    key: int
    amount: Decimal
    due: Decimal
    late: Decimal


def lines_of(loans: Sequence[Loan], as_of: AsOf) -> list[Receivable]:
    """The same loans with what was due and late; two queries for all of them, one more where some are late."""
    plans = _plans([loan.pk for loan in loans], as_of)
    dues = {loan.pk: _unpaid(loan, plans[loan.pk].due, plans[loan.pk].amount) for loan in loans}
    lates = {loan.pk: _unpaid(loan, plans[loan.pk].late, plans[loan.pk].amount) for loan in loans}
    since = _late_since([(loan, plans[loan.pk]) for loan in loans if lates[loan.pk]], as_of)
    return [Receivable(loan, dues[loan.pk], lates[loan.pk], since.get(loan.pk), as_of.day) for loan in loans]


def _unpaid(loan: Loan, fallen: Decimal, amount: Decimal) -> Decimal:
    """What fell and is not paid: never below nothing, never more than is owed (a loan may be paid out in parts)."""
    return max(min(fallen + loan.principal - amount - loan.lowered, loan.owed), ZERO)


def _plans(keys: Sequence[int], as_of: AsOf) -> dict[int, Plan]:
    """By loan. For a day before the first schedule was drawn up (a loan that was taken over), that one."""
    schedules = (
        Schedule.objects.filter(Q(drawn_up_at__lt=as_of.end) | Q(version=1), loan__in=keys)
        .order_by("loan", "-version")
        .distinct("loan")
        .values_list("loan", "pk", "amount")
    )
    found = {loan: (key, amount) for loan, key, amount in schedules}
    fallen = {
        key: sums
        for key, *sums in Instalment.objects.filter(schedule__in=[key for key, _ in found.values()])
        .order_by()
        .values("schedule")
        .annotate(due=_fallen(Q(due_on__lte=as_of.day)), late=_fallen(Q(due_on__lt=as_of.day)))
        .values_list("schedule", "due", "late")
    }
    return {loan: Plan(key, amount, *fallen[key]) for loan, (key, amount) in found.items()}


def _fallen(which: Q) -> Coalesce:
    return Coalesce(Sum("amount", filter=which), NOTHING, output_field=EUROS)


def _late_since(late: Sequence[tuple[Loan, Plan]], as_of: AsOf) -> dict[int, date]:
    """The oldest instalment that is not paid, for each of these loans."""
    if not late:
        return {}
    by_schedule = {plan.key: loan for loan, plan in late}
    covered = {plan.key: loan.lowered - loan.principal + plan.amount for loan, plan in late}
    since: dict[int, date] = {}
    fallen = Instalment.objects.filter(schedule__in=by_schedule, due_on__lt=as_of.day).order_by("schedule", "number")
    for instalment in fallen:
        covered[instalment.schedule_id] -= instalment.amount
        if covered[instalment.schedule_id] < 0:
            since.setdefault(by_schedule[instalment.schedule_id].pk, instalment.due_on)
    return since


def all_lines(loans: QuerySet[Loan], as_of: AsOf) -> Iterator[Receivable]:
    """Every line, read through a cursor: memory does not grow with the portfolio."""
    for some in batched(loans.iterator(chunk_size=AT_A_TIME), AT_A_TIME):
        yield from lines_of(some, as_of)


@dataclass
class Totals:
    """The sums of the whole list, in euros."""

    count: int = 0
    lent: Decimal = ZERO
    repaid: Decimal = ZERO
    relieved: Decimal = ZERO
    written_off: Decimal = ZERO
    owed: Decimal = ZERO
    due: Decimal = ZERO
    late: Decimal = ZERO

    def add(self, line: Receivable) -> None:
        self.count += 1
        for name in ("lent", "repaid", "relieved", "written_off", "owed"):
            setattr(self, name, getattr(self, name) + getattr(line.loan, name))
        self.due, self.late = self.due + line.due, self.late + line.late


def totals_of(loans: QuerySet[Loan], as_of: AsOf) -> Totals:
    """Of every line, whatever page is shown."""
    totals = Totals()
    for line in all_lines(loans, as_of):
        totals.add(line)
    return totals
