"""What is paid and what is late, against a count made another way."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from loans.rules import Lowering, allocate, completed_by, overdue, suggested
from loans.schedule import build_schedule

schedules = st.builds(
    build_schedule,
    st.integers(10_000, 100_000).map(lambda cents: Decimal(cents) / 100),
    st.integers(1, 18),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)


def paid_dates(rows, receipts, **facts):
    """The value date of what completed each instalment."""
    return [one and one.value_on for one in completed_by(rows, [Lowering(*pair) for pair in receipts], **facts)]


def cent_by_cent(instalments, repaid, today):
    """The slow way: each repaid cent goes to the first instalment that is not full."""
    purse, paid = int(repaid * 100), []
    for instalment in instalments:
        took = min(purse, int(instalment.amount * 100))
        purse -= took
        paid.append(Decimal(took) / 100)
    late = sum(i.amount - p for i, p in zip(instalments, paid, strict=True) if i.due_on < today)
    return paid, late


@given(schedules, st.decimals(0, 1, places=2), st.integers(-40, 700))
def test_the_oldest_instalment_is_served_first(instalments, share, days):
    principal = sum(row.amount for row in instalments)
    repaid = (principal * share).quantize(Decimal("0.01"))
    today = instalments[0].due_on + timedelta(days=days)
    lines = allocate(instalments, repaid, today)
    paid, late = cent_by_cent(instalments, repaid, today)
    assert [line.paid for line in lines] == paid
    assert overdue(lines) == late
    assert all(line.days_late == 0 for line in lines if line.is_paid or line.due_on >= today)
    assert sum(line.is_next for line in lines) <= 1


@given(schedules, st.decimals(0, 1, places=2))
def test_what_is_proposed_is_never_more_than_is_owed(instalments, share):
    principal = sum(row.amount for row in instalments)
    repaid = (principal * share).quantize(Decimal("0.01"))
    proposed = suggested(allocate(instalments, repaid, date(2027, 1, 1)))
    assert 0 <= proposed <= principal - repaid
    assert (proposed == 0) == (repaid == principal)


def test_three_instalments_missed():
    rows = build_schedule(Decimal(600), 12, date(2026, 5, 10))
    lines = allocate(rows, Decimal(200), date(2026, 11, 23))
    assert overdue(lines) == Decimal(150)
    assert [line.days_late for line in lines if line.days_late] == [74, 44, 13]
    assert next(line.number for line in lines if line.is_next) == 8


def test_an_instalment_due_today_is_not_late():
    rows = build_schedule(Decimal(600), 12, date(2026, 11, 23))
    assert overdue(allocate(rows, Decimal(0), date(2026, 11, 23))) == 0
    assert overdue(allocate(rows, Decimal(0), date(2026, 11, 24))) == 50


def test_an_instalment_is_paid_on_the_day_its_last_euro_came():
    rows = build_schedule(Decimal(150), 3, date(2026, 5, 10))
    receipts = [(date(2026, 5, 10), Decimal(20)), (date(2026, 6, 2), Decimal(80))]
    assert paid_dates(rows, receipts) == [date(2026, 6, 2), date(2026, 6, 2), None]


def test_receipts_before_a_rescheduling_do_not_pay_the_new_schedule():
    rows = build_schedule(Decimal(100), 2, date(2026, 9, 10))
    receipts = [(date(2026, 5, 10), Decimal(50)), (date(2026, 9, 9), Decimal(50))]
    assert paid_dates(rows, receipts, before=Decimal(50)) == [date(2026, 9, 9), None]
