"""What each duration that the terms allow would ask of the person, side by side: the decision fixes only one."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from applications.queries import budget
from applications.rules import Budget
from commission.models import Decision
from harmonie.schemes.models import SchemeTerms

from ..schedule import ScheduleError, build_schedule


class Duration(NamedTuple):
    """One duration: instalments, the day of the last one, what is left to live on; euros a month.

    `refusal` says why there is no such schedule: then there are no figures. `remainder` is None for an unknown budget.
    """

    months: int
    instalment: Decimal | None
    last: Decimal | None
    ends_on: date | None
    remainder: Decimal | None
    is_granted: bool
    is_small: bool = False
    refusal: str = ""


def durations(
    decision: Decision, terms: SchemeTerms, *, first_due_on: date, due_day: int | None, rounding: str
) -> Sequence[Duration]:
    """Every duration within the terms, and the granted one."""
    month = _budget(decision)
    spans = sorted({decision.months, *range(terms.months_min, terms.months_max + 1)})
    return [_duration(decision, terms, month, months, first_due_on, due_day, rounding) for months in spans]


def _duration(
    decision: Decision,
    terms: SchemeTerms,
    month: Budget | None,
    months: int,
    first_due_on: date,
    due_day: int | None,
    rounding: str,
) -> Duration:
    is_granted = months == decision.months
    try:
        rows = build_schedule(decision.amount, months, first_due_on, rounding=Decimal(rounding), due_day=due_day)
    except ScheduleError as error:
        return Duration(months, None, None, None, None, is_granted, refusal=str(error))
    usual = rows[0].amount
    remainder = month.remainder(usual) if month else None
    is_small = usual < terms.small_instalment
    return Duration(months, usual, rows[-1].amount, rows[-1].due_on, remainder, is_granted, is_small)


def _budget(decision: Decision) -> Budget | None:
    """The household's month, when something of it was told: an old portfolio has none."""
    month = budget(decision.application)
    return month if month.resources or month.expenses else None
