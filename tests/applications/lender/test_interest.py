"""The interest of a lender's loan, against figures worked out another way."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.lender.interest import instalment, is_lost_when_late, parts, total_interest
from harmonie.schemes.enums import InterestTiming

AMOUNTS = st.decimals(min_value="0.01", max_value="3000", places=2)
RATES = st.decimals(min_value=0, max_value=25, places=3)
MONTHS = st.integers(min_value=1, max_value=60)
DAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("amount", "months", "rate", "monthly", "total"),
    [
        # 84,1998… × 30 − 2 400 = 125,99…, and so on: the closed formula, in floating point.
        ("2400", 30, "4", "84.20", "125.99"),
        ("3000", 36, "4", "88.57", "188.59"),
        ("1000", 12, "0", "83.33", "0.00"),
        ("300", 6, "4", "50.58", "3.51"),
        ("0.01", 36, "4", "0.00", "0.00"),
        ("0.20", 36, "4", "0.01", "0.00"),
        # 24 cents at 25 % bear exactly half a cent, which is one.
        ("1.83", 10, "25", "0.20", "0.22"),
    ],
)
def test_worked_figures(amount: str, months: int, rate: str, monthly: str, total: str):
    assert instalment(Decimal(amount), months, Decimal(rate)) == Decimal(monthly)
    assert total_interest(Decimal(amount), months, Decimal(rate)) == Decimal(total)


@given(AMOUNTS, MONTHS, RATES)
def test_the_interest_is_near_the_closed_formula(amount: Decimal, months: int, rate: Decimal):
    """n times the exact instalment, less what was lent; each month rounds interest and instalment by half a cent."""
    found, monthly = total_interest(amount, months, rate), Fraction(rate) / 1200
    growth = (1 + monthly) ** months
    exact = Fraction(amount) * monthly * growth / (growth - 1) * months - Fraction(amount) if monthly else Fraction(0)
    drift = Fraction(5, 1000) * (months + months * months * monthly * growth)
    assert abs(Fraction(found) - exact) <= drift + Fraction(1, 1000)
    assert found >= 0
    assert found.as_tuple().exponent == -2


@given(AMOUNTS, MONTHS, RATES)
def test_the_schedule_repays_the_loan_to_the_cent(amount: Decimal, months: int, rate: Decimal):
    """In whole cents and fractions: what is owed after the last instalment is nothing."""
    owed, interest = int(amount * 100), 0
    usual = int(instalment(amount, months, rate) * 100)
    for month in range(months):
        borne = int(Fraction(owed) * Fraction(rate) / 1200 + Fraction(1, 2))
        paid = owed + borne if month == months - 1 else min(usual, owed + borne)
        owed, interest = owed + borne - paid, interest + borne
    assert (owed, Decimal(interest) / 100) == (0, total_interest(amount, months, rate))


@given(st.decimals(min_value=0, max_value=5000, places=2), st.sampled_from(InterestTiming), MONTHS)
def test_no_cent_of_the_interest_is_lost_in_its_parts(interest: Decimal, timing: InterestTiming, months: int):
    found = parts(interest, timing, DAY, months)
    assert all(part.amount > 0 for part in found)
    assert sum((part.amount for part in found), Decimal(0)) == (0 if timing == InterestTiming.NONE else interest)
    assert [part.due_on for part in found] == sorted(part.due_on for part in found)


def test_each_setting_has_its_days():
    end, cents = date(2026, 2, 28), Decimal("3.51")
    assert parts(cents, InterestTiming.NONE, DAY, 1) == []
    assert parts(cents, InterestTiming.AT_START, DAY, 1) == [(cents, DAY)]
    assert parts(cents, InterestTiming.HALF_AT_END, DAY, 1) == [(Decimal("1.76"), DAY), (Decimal("1.75"), end)]
    assert parts(cents, InterestTiming.IF_NEVER_LATE, DAY, 1) == [(cents, end)]
    assert [timing for timing in InterestTiming if is_lost_when_late(timing)] == [InterestTiming.IF_NEVER_LATE]
