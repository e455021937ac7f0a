"""The interest of a lender's loan, and the days on which the département takes it over. Pure; euros, months, % a year.

The lender repays itself by constant instalments (annuités constantes): each is rounded half up to the cent, each month
bears interest on what is still owed, rounded half up too, and the last instalment takes what rounding left.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import NamedTuple

from harmonie.calendar import add_months
from harmonie.money import CENT
from harmonie.schemes.enums import InterestTiming

ZERO = Decimal("0.00")
PRECISE = Context(prec=60)


class Part(NamedTuple):
    """Interest to be taken over, in euros, and the day it is due."""

    amount: Decimal
    due_on: date


def instalment(amount: Decimal, months: int, annual_rate: Decimal) -> Decimal:
    """What is repaid each month but the last, interest included, in euros."""
    with localcontext(PRECISE):
        rate = _monthly(annual_rate)
        exact = amount * rate / (1 - (1 + rate) ** -months) if rate else amount / months
    return _cents(exact)


def total_interest(amount: Decimal, months: int, annual_rate: Decimal) -> Decimal:
    """The interest of the whole loan, in euros."""
    usual, owed, total = instalment(amount, months, annual_rate), amount, ZERO
    for month in range(1, months + 1):
        with localcontext(PRECISE):
            borne = _cents(owed * annual_rate / 1200)  # divided last: half a cent is then exactly half a cent
        total += borne
        # A loan of a few cents is repaid before its time: nothing is owed below zero.
        owed -= owed if month == months else min(usual - borne, owed)
    return total


def parts(interest: Decimal, timing: str, disbursed_on: date, months: int) -> list[Part]:
    """The interest as the scheme's terms have it taken over; its cents are all there, and no part is empty."""
    end = add_months(disbursed_on, months)
    half = _cents(interest / 2)
    shares = {
        InterestTiming.NONE: [],
        InterestTiming.AT_START: [Part(interest, disbursed_on)],
        InterestTiming.HALF_AT_END: [Part(half, disbursed_on), Part(interest - half, end)],
        InterestTiming.IF_NEVER_LATE: [Part(interest, end)],
    }[InterestTiming(timing)]
    return [part for part in shares if part.amount]


def is_lost_when_late(timing: str) -> bool:
    """Whether one late payment loses what is not paid yet."""
    return timing == InterestTiming.IF_NEVER_LATE


def _monthly(annual_rate: Decimal) -> Decimal:
    return annual_rate / 1200


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
