"""What is left, repaid otherwise: arithmetic without a database."""

from datetime import date
from decimal import Decimal

import pytest

from harmonie.refusals import Refusal, WrongState
from loans.changes import drawing, rules
from loans.rules import allocate
from loans.schedule import build_schedule

TODAY = date(2026, 11, 23)


def schedule(first=date(2026, 5, 10), months=12, amount=600):
    return build_schedule(Decimal(amount), months, first)


def left(repaid, **facts):
    return drawing.what_is_left(allocate(schedule(**facts), Decimal(repaid), TODAY))


def test_what_is_left_begins_with_the_rest_of_a_part_payment():
    rows = left(220)
    assert [row.number for row in rows] == list(range(1, 9))
    assert [row.amount for row in rows] == [Decimal(30)] + [Decimal(50)] * 7
    assert rows[0].due_on == date(2026, 9, 10)


def test_a_payment_taken_back_is_owed_with_the_first_instalment():
    rows = left(-50)
    assert rows[0].amount == 100
    assert sum(row.amount for row in rows) == 650


def test_deferred_instalments_go_to_the_end_and_nothing_else_moves():
    rows = left(200)
    later = drawing.deferred(rows, 2, 10)
    assert [row.due_on for row in later] == [row.due_on for row in rows[2:]] + [date(2027, 5, 10), date(2027, 6, 10)]
    assert [row.amount for row in later] == [row.amount for row in rows]


def test_deferral_keeps_the_31st():
    lines = allocate(schedule(date(2026, 8, 31), 6), Decimal(0), TODAY)
    later = drawing.deferred(drawing.what_is_left(lines), 3, 31)
    assert [f"{row.due_on:%d/%m}" for row in later] == ["30/11", "31/12", "31/01", "28/02", "31/03", "30/04"]


def test_deferral_keeps_a_moved_date_where_it_is():
    rows = drawing.moved(left(200), 3, date(2026, 11, 28))
    later = drawing.deferred(rows, 1, 10)
    assert later[1].due_on == date(2026, 11, 28)
    assert later[-1].due_on == date(2027, 5, 10)


def test_a_moved_date_moves_no_other():
    rows = left(0)
    after = drawing.moved(rows, 8, date(2026, 12, 28))
    assert [row.due_on for row in after if row.number != 8] == [row.due_on for row in rows if row.number != 8]
    assert after[7].due_on == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("number", "day", "sentence"),
    [
        (8, date(2026, 12, 9), None),
        (8, date(2027, 1, 10), None),  # two on one day
        (8, date(2027, 1, 11), "jusqu’au 10"),
        (9, date(2026, 12, 9), "à partir du 10"),
        (8, date(2026, 12, 10), "déjà sa date"),
        (1, date(2026, 11, 22), "aujourd’hui ou après"),
        (12, date(2028, 1, 10), "dans un an"),
        (12, date(9999, 12, 31), "dans un an"),
        (1, date(1, 1, 1), "aujourd’hui ou après"),
    ],
)
def test_dates_stay_in_order(number, day, sentence):
    rows = left(0)
    if sentence is None:
        rules.check_moved(rows, number, day, TODAY)
    else:
        with pytest.raises(Refusal, match=sentence):
            rules.check_moved(rows, number, day, TODAY)
    with pytest.raises(WrongState):
        rules.check_moved(rows, 13, day, TODAY)


def test_case_13_ends_in_month_19():
    rows = build_schedule(Decimal(400), 12, date(2026, 12, 10))
    assert [row.amount for row in rows] == [Decimal("33.33")] * 11 + [Decimal("33.37")]
    assert drawing.month_of(date(2026, 5, 10), rows[-1].due_on) == 19


def test_how_many_instalments_a_version_answered():
    rows = schedule()
    assert [drawing.answered(rows, Decimal(sum_)) for sum_ in (0, "49.99", 50, 120, 600)] == [0, 0, 1, 2, 12]
