"""What is repaid when: worked cases of the règlement, then any figures at all."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loans.schedule import ScheduleError, build_schedule

cents = st.integers(1, 10**7).map(lambda number: Decimal(number) / 100)
months = st.integers(1, 60)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def amounts(principal, count, **options):
    return [row.amount for row in build_schedule(Decimal(principal), count, date(2027, 3, 5), **options)]


@pytest.mark.parametrize(
    ("principal", "count", "usual", "last"),
    [
        ("1000", 18, "55.56", "55.48"),
        ("100", 6, "16.67", "16.65"),
        ("620", 12, "51.67", "51.63"),
        ("400", 12, "33.33", "33.37"),
        ("600", 12, "50.00", "50.00"),
        ("0.02", 2, "0.01", "0.01"),
    ],
)
def test_equal_instalments_and_a_last_one_that_adjusts(principal, count, usual, last):
    assert amounts(principal, count) == [Decimal(usual)] * (count - 1) + [Decimal(last)]


def test_one_month_repays_all_at_once():
    assert amounts("313.83", 1) == [Decimal("313.83")]


@pytest.mark.parametrize(("rounding", "expected"), [("1", ["52"] * 11 + ["48"]), ("5", ["50"] * 11 + ["70"])])
def test_amounts_that_are_easy_to_pay_in_cash(rounding, expected):
    assert amounts("620", 12, rounding=Decimal(rounding)) == [Decimal(text) for text in expected]


def test_the_31st_falls_on_the_last_day_of_shorter_months():
    due = [row.due_on for row in build_schedule(Decimal(1000), 18, date(2027, 1, 31))]
    assert due[:4] == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]
    assert due[-1] == date(2028, 6, 30)
    assert date(2028, 2, 29) in due


@given(cents, months, days)
def test_any_schedule_repays_the_principal_in_equal_parts(principal, count, first_due_on):
    try:
        rows = build_schedule(principal, count, first_due_on)
    except ScheduleError:
        # Only when the cents are too few for the months (each rounded up, nothing would be left at the end).
        assert principal < Decimal(count * count) / 100
        return
    assert sum(row.amount for row in rows) == principal
    assert [row.number for row in rows] == list(range(1, count + 1))
    assert all(row.amount > 0 for row in rows)
    assert len({row.amount for row in rows[:-1]}) <= 1


@given(cents, st.integers(2, 60), st.sampled_from([Decimal(1), Decimal(5)]))
def test_a_rounded_schedule_is_whole_but_for_its_last_row(principal, count, rounding):
    try:
        rows = build_schedule(principal, count, date(2027, 3, 5), rounding=rounding)
    except ScheduleError:
        return
    assert all(row.amount % rounding == 0 and row.amount > 0 for row in rows[:-1])
    assert rows[-1].amount > 0
    assert sum(row.amount for row in rows) == principal


@given(months, days)
def test_due_dates_are_counted_from_the_first(count, first_due_on):
    for row in build_schedule(Decimal(1000), count, first_due_on):
        index = first_due_on.year * 12 + first_due_on.month - 1 + row.number - 1
        year, month = index // 12, index % 12 + 1
        assert row.due_on == date(year, month, min(first_due_on.day, monthrange(year, month)[1]))


@pytest.mark.parametrize("principal", ["NaN", "sNaN", "Infinity", "-Infinity", "0", "-620", "0.001", "1e400", "1e9999"])
def test_a_principal_that_is_no_amount_of_money(principal):
    with pytest.raises(ScheduleError, match="montant"):
        build_schedule(Decimal(principal), 12, date(2027, 3, 5))


@pytest.mark.parametrize("count", [0, -1, -12])
def test_no_months(count):
    with pytest.raises(ScheduleError, match="au moins un mois"):
        build_schedule(Decimal(620), count, date(2027, 3, 5))


@pytest.mark.parametrize("rounding", ["0", "-1", "NaN", "0.001"])
def test_a_rounding_that_is_no_amount_of_money(rounding):
    with pytest.raises(ScheduleError, match="arrondi"):
        build_schedule(Decimal(620), 12, date(2027, 3, 5), rounding=Decimal(rounding))


@pytest.mark.parametrize(("principal", "count", "rounding"), [("0.01", 2, "0.01"), ("30", 18, "1"), ("10", 4, "5")])
def test_a_row_that_would_be_empty_is_refused(principal, count, rounding):
    with pytest.raises(ScheduleError, match="échéance serait vide"):
        build_schedule(Decimal(principal), count, date(2027, 3, 5), rounding=Decimal(rounding))


def test_a_date_beyond_all_calendars():
    with pytest.raises(ScheduleError, match="9999"):
        build_schedule(Decimal(620), 12, date(9999, 6, 1))
