"""The arithmetic of a household: consumption units, ceiling, reste à vivre. Nothing is rounded here."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from harmonie.calendar import age_on

from .facts import Household, Request, Terms

FIRST_ADULT = Decimal("1")
AGED_14_OR_MORE = Decimal("0.5")
UNDER_14 = Decimal("0.3")


def consumption_units(other_birth_dates: Sequence[date], on: date) -> Decimal:
    """1 for the first adult, 0.5 for each other person aged 14 or more on the day, 0.3 for each younger one."""
    return FIRST_ADULT + sum(
        (AGED_14_OR_MORE if age_on(birth_date, on) >= 14 else UNDER_14 for birth_date in other_birth_dates), Decimal(0)
    )


def income_limit(terms: Terms, units: Decimal) -> Decimal:
    """The household's ceiling in euros a month, unrounded."""
    return terms.income_ceiling * units if terms.per_unit else terms.income_ceiling


def left_after(household: Household, request: Request) -> Decimal:
    """What the household has left of a month once the instalment is paid, in euros, before it is shared by unit."""
    return (household.resources or Decimal(0)) - household.expenses - request.instalment
