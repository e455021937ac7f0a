"""Dates that stay anchored: month k is counted from the first date, never from the month before."""

import calendar
from datetime import date


def add_months(anchor: date, months: int) -> date:
    """`anchor` plus whole months, clamped to the month's end: 31/01 + 1 → 28/02, 31/01 + 2 → 31/03."""
    year, month0 = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month0 + 1, min(anchor.day, calendar.monthrange(year, month0 + 1)[1]))


def age_on(birth_date: date, day: date) -> int:
    """Whole years lived on `day`; somebody born on 29 February turns a year older on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
