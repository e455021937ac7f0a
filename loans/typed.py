"""What the forms of this room share."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from harmonie.dates import short_day
from harmonie.refusals import Refusal

from .actions.base import check_month_open

FUTURE = "Cette date est dans le futur\u00a0: indiquez le jour où c’est arrivé."


def capitalised(choices: type[TextChoices]) -> list[tuple[str, str]]:
    """Choices as they head a control: « Espèces », « La personne y renonce »."""
    return [(value, label.capitalize()) for value, label in choices.choices]


def past_day(day: date, today: date, not_before: date | None, since: str) -> date:
    """A day between an earlier event and today, or the sentence that says why not."""
    if day > today:
        raise ValidationError(FUTURE)
    if not_before and day < not_before:
        raise ValidationError(f"Cette date précède {since}, le {short_day(not_before)}.")
    return day


def value_day(day: date, today: date, not_before: date | None, since: str) -> date:
    """The value date of an entry: a past day of a month that the cash office has not closed."""
    day = past_day(day, today, not_before, since)
    try:
        check_month_open(day)
    except Refusal as refusal:
        raise ValidationError(str(refusal)) from refusal
    return day
