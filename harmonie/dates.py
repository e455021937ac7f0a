"""Dates as French pages write them. U+00A0 keeps a day with its month and an hour with its minutes."""

from datetime import date, datetime

from babel.dates import format_date
from django.utils import timezone

NBSP = "\u00a0"


def short_day(day: date | datetime) -> str:
    """« 4 janv. 2027 », in a table or a note."""
    return _first(_written(day, "d MMM y"), day)


def long_day(day: date | datetime) -> str:
    """« mardi 12 janvier 2027 », in a sentence."""
    return _first(_written(day, "EEEE d MMMM y"), day)


def plain_day(day: date | datetime) -> str:
    """« 12 janvier 2027 »."""
    return _first(_written(day, "d MMMM y"), day)


def month_and_year(day: date | datetime) -> str:
    """« mars 2027 »."""
    return _written(day, "MMMM y")


def clock(moment: datetime) -> str:
    """« 14 h 30 », in the town's time."""
    local = timezone.localtime(moment)
    return f"{local.hour}{NBSP}h{NBSP}{local.minute:02d}"


def waiting_since(day: date | datetime, today: date) -> str:
    """« aujourd’hui », « hier », « 8 jours »."""
    days = (today - _day(day)).days
    return {0: "aujourd’hui", 1: "hier"}.get(days, f"{days}{NBSP}jours")


def _day(day: date | datetime) -> date:
    return timezone.localtime(day).date() if isinstance(day, datetime) else day


def _written(day: date | datetime, pattern: str) -> str:
    return format_date(_day(day), pattern, locale="fr").replace(" ", NBSP)


def _first(text: str, day: date | datetime) -> str:
    return text.replace(f"1{NBSP}", f"1er{NBSP}", 1) if _day(day).day == 1 else text
