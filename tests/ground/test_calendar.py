from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonie import dates
from harmonie.calendar import add_months, age_on

days = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1))


def test_a_month_end_stays_anchored():
    due = [add_months(date(2027, 1, 31), k) for k in range(4)]
    assert due == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


def test_the_29th_of_february_comes_back():
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert add_months(date(2028, 2, 29), 48) == date(2032, 2, 29)


@given(days, st.integers(0, 60))
def test_month_k_is_k_months_away_and_never_later_in_the_month(anchor, months):
    due = add_months(anchor, months)
    assert (due.year * 12 + due.month) - (anchor.year * 12 + anchor.month) == months
    assert due.day <= anchor.day


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2013, 1, 15), date(2027, 1, 14), 13),
        (date(2013, 1, 15), date(2027, 1, 15), 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
    ],
)
def test_age_in_whole_years(born, day, age):
    assert age_on(born, day) == age


def test_days_as_pages_write_them():
    assert dates.short_day(date(2027, 1, 4)) == "4\u00a0janv.\u00a02027"
    assert dates.long_day(date(2027, 1, 12)) == "mardi\u00a012\u00a0janvier\u00a02027"
    assert dates.plain_day(date(2027, 2, 1)) == "1er\u00a0février\u00a02027"
    assert dates.short_day(date(2027, 1, 11)) == "11\u00a0janv.\u00a02027"


def test_the_hour_is_the_towns():
    assert dates.clock(datetime(2027, 1, 4, 13, 5, tzinfo=UTC)) == "14\u00a0h\u00a005"
    assert dates.short_day(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == "1er\u00a0janv.\u00a02027"


@pytest.mark.parametrize(("day", "said"), [(12, "aujourd’hui"), (11, "hier"), (4, "8\u00a0jours")])
def test_waiting_since(day, said):
    assert dates.waiting_since(date(2027, 1, day), date(2027, 1, 12)) == said
