"""Arrears as a pure function: of the schedule, the postings, the pauses and the day asked."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from loans.arrears.rules import Ladder, Plan, Posting, Sent, arrears, coming
from loans.arrears.words import Age, Next
from loans.schedule import build_schedule

LADDER = Ladder(8, 30, 60)
TODAY = date(2026, 11, 23)
LENT = date(2026, 4, 14)


@dataclass
class APause:
    starts_on: date
    ends_on: date | None
    reason: str = "arrangement"


def a_plan(amount=600, months=12, first=date(2026, 5, 10), drawn_up_on=LENT) -> Plan:
    return Plan(drawn_up_on, Decimal(amount), build_schedule(Decimal(amount), months, first))


def lent(amount=600) -> Posting:
    return Posting(LENT, Decimal(amount), lends=True)


def paid(amount, *day: int) -> Posting:
    return Posting(date(*day), -Decimal(amount))


# Worked case 13: 600 € over 12 months, 4 paid, 3 missed.
CASE_13 = [lent(), *(paid(50, 2026, month, 10) for month in (5, 6, 7, 8))]


def test_worked_case_13():
    found = arrears([a_plan()], CASE_13, [], TODAY)
    assert (found.amount, found.instalments, found.since, found.days) == (150, 3, date(2026, 9, 10), 74)
    assert (found.owed, found.age) == (400, Age.THREE_MONTHS)
    assert coming(found, [], LADDER) == Next.FIRST  # never a formal notice to somebody who was never reminded


def test_a_partial_payment_keeps_the_debt_and_lowers_it():
    found = arrears([a_plan()], [*CASE_13, paid(20, 2026, 11, 20)], [], TODAY)
    assert (found.amount, found.instalments, found.since) == (130, 3, date(2026, 9, 10))
    whole = arrears([a_plan()], [*CASE_13, paid(50, 2026, 11, 20)], [], TODAY)
    assert (whole.amount, whole.instalments, whole.since) == (100, 2, date(2026, 10, 10))


@pytest.mark.parametrize(
    ("days", "late", "age"),
    [(0, 0, None), (1, 1, "0-30"), (30, 1, "0-30"), (31, 1, "31-60"), (60, 1, "31-60"), (61, 1, "61-90"),
     (90, 1, "61-90"), (91, 1, "90-et-plus")],
)  # fmt: skip
def test_due_today_is_not_late_and_a_day_later_is(days, late, age):
    due = date(2028, 2, 29)
    found = arrears([a_plan(100, 1, due)], [lent(100)], [], due + timedelta(days=days))
    assert (found.instalments, found.days) == (late, days)
    assert age is None or found.age == age


def test_any_past_day_reads_what_stood_then():
    """A payment counts from its value date until it was taken back; a rescheduling from the day it was drawn up."""
    bounced = [lent(), paid(50, 2026, 5, 10), Posting(date(2026, 5, 16), Decimal(50))]
    assert arrears([a_plan()], bounced, [], date(2026, 5, 9)).amount == 0
    assert arrears([a_plan()], bounced, [], date(2026, 5, 15)).amount == 0
    assert arrears([a_plan()], bounced, [], date(2026, 5, 16)).amount == 50
    assert arrears([a_plan()], bounced, [], date(2026, 4, 1)).owed == 0
    again = a_plan(400, 12, date(2027, 1, 10), drawn_up_on=date(2026, 11, 20))
    assert arrears([a_plan(), again], CASE_13, [], date(2026, 11, 19)).amount == 150
    assert arrears([a_plan(), again], CASE_13, [], date(2026, 11, 20)).amount == 0
    assert arrears([a_plan(), again], CASE_13, [], date(2027, 1, 11)).amount == Decimal("33.33")


def test_a_payment_of_before_a_rescheduling_reversed_after_it():
    """It falls due with the oldest instalment of the new schedule, and not a day before."""
    again = a_plan(400, 12, date(2027, 1, 10), drawn_up_on=date(2026, 11, 20))
    postings = [*CASE_13, Posting(date(2026, 12, 1), Decimal(50))]
    assert arrears([a_plan(), again], postings, [], date(2027, 1, 10)).amount == 0
    found = arrears([a_plan(), again], postings, [], date(2027, 1, 11))
    assert (found.amount, found.since, found.instalments) == (Decimal("83.33"), date(2027, 1, 10), 1)


def test_paid_out_in_parts_nobody_is_late_with_what_was_not_lent():
    found = arrears([a_plan()], [lent(120)], [], TODAY)
    assert (found.amount, found.instalments, found.since) == (120, 3, date(2026, 5, 10))
    assert arrears([a_plan()], [lent(120), paid(120, 2026, 5, 1)], [], TODAY).since is None


def test_a_debt_given_up_is_not_late():
    assert arrears([a_plan()], [*CASE_13, paid(400, 2026, 11, 1)], [], TODAY).since is None


@pytest.mark.parametrize(
    ("pause", "stopped"),
    [(APause(LENT, TODAY), True), (APause(LENT, date(2026, 11, 22)), False), (APause(LENT, date(2026, 11, 24)), True),
     (APause(date(2026, 11, 24), None), False), (APause(TODAY, None, "death"), True)],
)  # fmt: skip
def test_a_pause_stops_the_ladder_and_not_the_figures(pause, stopped):
    found = arrears([a_plan()], CASE_13, [pause], TODAY)
    assert found.amount == 150
    assert coming(found, [], LADDER) == (Next.PAUSED if stopped else Next.FIRST)


def test_what_stops_for_good_is_told_before_what_stops_for_a_time():
    death = APause(TODAY, None, "death")
    assert arrears([a_plan()], CASE_13, [APause(LENT, None), death], TODAY).stopped_by is death


SEPTEMBER = date(2026, 9, 10)


def up_the_ladder(on, *sent):
    one = [lent(), *(paid(50, 2026, month, 10) for month in (5, 6, 7, 8))]
    return coming(arrears([a_plan()], one, [], on), [Sent(step, SEPTEMBER, day) for step, day in sent], LADDER)


@pytest.mark.parametrize(
    ("on", "sent", "expected"),
    [
        (date(2026, 9, 17), [], Next.WAIT),
        (date(2026, 9, 18), [], Next.FIRST),  # J+8
        (date(2026, 9, 18), [("first", date(2026, 9, 18))], Next.WAIT),
        (date(2026, 10, 9), [("first", date(2026, 9, 18))], Next.WAIT),
        (date(2026, 10, 10), [("first", date(2026, 9, 18))], Next.SECOND),  # J+30
        (date(2026, 11, 9), [("first", date(2026, 9, 18)), ("second", date(2026, 10, 10))], Next.FORMAL_NOTICE),  # J+60
        (date(2026, 11, 9), [("first", date(2026, 11, 8))], Next.WAIT),  # no two letters within eight days
        (date(2026, 11, 16), [("first", date(2026, 11, 8))], Next.SECOND),
    ],
)
def test_the_ladder(on, sent, expected):
    assert up_the_ladder(on, *sent) == expected


def test_after_the_formal_notice_finance_hands_over():
    sent = [("first", date(2026, 9, 18)), ("second", date(2026, 10, 10)), ("formal_notice", date(2026, 11, 9))]
    assert up_the_ladder(date(2026, 11, 24), *sent) == Next.WAIT
    assert up_the_ladder(date(2026, 11, 25), *sent) == Next.HAND_OVER


def test_a_letter_of_another_debt_does_not_count():
    old = Sent("first", date(2026, 6, 10), date(2026, 6, 20))
    assert coming(arrears([a_plan()], CASE_13, [], TODAY), [old], LADDER) == Next.FIRST


def test_less_than_15_euros_is_not_put_into_recovery():
    found = arrears([a_plan()], [*CASE_13, paid("135.01", 2026, 11, 1)], [], TODAY)
    assert (found.amount, coming(found, [], LADDER)) == (Decimal("14.99"), Next.SMALL)
    assert coming(arrears([a_plan()], [*CASE_13, paid(135, 2026, 11, 1)], [], TODAY), [], LADDER) == Next.FIRST
    assert coming(arrears([a_plan()], CASE_13, [], date(2026, 9, 10)), [], LADDER) is None
