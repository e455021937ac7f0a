"""What is left of a loan, repaid otherwise. Pure: lines of a schedule in, the rows of the next version out."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import count as counting
from itertools import islice, takewhile

from harmonie.calendar import add_months

from ..rules import Due, Line
from ..schedule import ScheduledInstalment


def what_is_left(lines: Sequence[Line]) -> list[ScheduledInstalment]:
    """The instalments that are not paid, with what is left of each, numbered again from one."""
    unpaid = [line for line in lines if not line.is_paid]
    return [ScheduledInstalment(number, line.due_on, line.left) for number, line in enumerate(unpaid, 1)]


def deferred(left: Sequence[ScheduledInstalment], count: int, due_day: int) -> list[ScheduledInstalment]:
    """The next `count` dates are given up, and as many are added at the end; the amounts keep their order.

    `due_day` (1 to 31) is the day of the month that the schedule was agreed for: the added dates are counted from it,
    so a schedule of the 31st stays one. The dates between stay where they are, a moved one included.
    """
    last = left[-1].due_on
    later = (_on(due_day, add_months(last.replace(day=1), months)) for months in counting())
    added = islice((day for day in later if day > last), count)
    dates = [row.due_on for row in left][count:] + list(added)
    return [ScheduledInstalment(row.number, day, row.amount) for row, day in zip(left, dates, strict=True)]


def _on(due_day: int, month: date) -> date:
    return month.replace(day=min(due_day, monthrange(month.year, month.month)[1]))


def moved(left: Sequence[ScheduledInstalment], number: int, due_on: date) -> list[ScheduledInstalment]:
    """One instalment falls on another date; the others stay where they are."""
    return [ScheduledInstalment(row.number, due_on if row.number == number else row.due_on, row.amount) for row in left]


def month_of(first_due_on: date, day: date) -> int:
    """In which month of the loan a day falls; the month of the first instalment is the first one (case 13: 19)."""
    return (day.year - first_due_on.year) * 12 + day.month - first_due_on.month + 1


def answered(instalments: Sequence[Due], lowered: Decimal) -> int:
    """How many instalments of a version were wholly paid when the next one took its place, for `lowered` euros."""
    sums = (sum((row.amount for row in instalments[:number]), Decimal(0)) for number in counting(1))
    return len(list(takewhile(lambda total: total <= lowered, islice(sums, len(instalments)))))
