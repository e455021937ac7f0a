"""The calendar of a meeting: notice, cut-off, days on which nobody meets. Pure; days are calendar days."""

from datetime import date, time, timedelta

EASTER_MONDAY, ASCENSION, WHIT_MONDAY = 1, 39, 50  # days after Easter Sunday
FIXED = {
    (1, 1): "le jour de l’An",
    (5, 1): "le 1er\u00a0Mai",
    (5, 8): "le 8\u00a0Mai",
    (7, 14): "le 14\u00a0Juillet",
    (8, 15): "l’Assomption",
    (11, 1): "la Toussaint",
    (11, 11): "le 11\u00a0Novembre",
    (12, 25): "Noël",
}
USUAL_HOURS = (time(7), time(21))


def days_left(today: date, meeting_on: date) -> int:
    return (meeting_on - today).days


def is_within(today: date, meeting_on: date, days: int) -> bool:
    """Whether fewer than `days` remain before the meeting: too late for what the rules ask that long before."""
    return days_left(today, meeting_on) < days


def latest_day(meeting_on: date, days: int) -> date:
    """The last day on which something asked `days` before the meeting is in time."""
    return meeting_on - timedelta(days=days)


def holiday(day: date) -> str:
    """The public holiday of a day (Code du travail L3133-1), "" on any other."""
    after = (day - easter(day.year)).days
    moving = {EASTER_MONDAY: "le lundi de Pâques", ASCENSION: "l’Ascension", WHIT_MONDAY: "le lundi de Pentecôte"}
    return FIXED.get((day.month, day.day), "") or moving.get(after, "")


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not holiday(day)


def next_working_day(day: date) -> date:
    """`day` itself, or the first day after it on which the town hall is open."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus."""
    century, place = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (place // 4) - moon - place % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day0 = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day0 + 1)
