"""The calendar of a meeting, without a database."""

from datetime import date

import pytest

from commission.planning.timing import easter, holiday, is_within, latest_day, next_working_day

MEETING = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("year", "day"), [(2024, date(2024, 3, 31)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))]
)
def test_easter(year, day):
    assert easter(year) == day


def test_the_last_day_is_still_in_time():
    assert latest_day(MEETING, 7) == date(2026, 12, 3)
    assert not is_within(date(2026, 12, 3), MEETING, 7)
    assert is_within(date(2026, 12, 4), MEETING, 7)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 6), "le lundi de Pâques"),
        (date(2026, 5, 14), "l’Ascension"),
        (date(2026, 5, 25), "le lundi de Pentecôte"),
        (date(2026, 7, 14), "le 14\u00a0Juillet"),
        (date(2026, 7, 15), ""),
    ],
)
def test_holidays(day, name):
    assert holiday(day) == name


def test_the_next_working_day_passes_a_long_weekend():
    assert next_working_day(date(2026, 4, 4)) == date(2026, 4, 7)
    assert next_working_day(date(2026, 4, 7)) == date(2026, 4, 7)
