"""What somebody who plans would want to be told before it is done: nothing here forbids."""

from datetime import datetime

from django.utils import timezone

from harmonie.dates import plain_day

from ..models import Meeting
from .queries import Day, others_that_day
from .timing import USUAL_HOURS, days_left, holiday


def warnings(day: Day, starts_at: datetime | None = None, but: Meeting | None = None) -> list[str]:
    """French sentences about a date, and an hour once it is typed; none when nothing is odd."""
    found = [*_too_soon(day), *_odd_day(day)]
    if starts_at and not USUAL_HOURS[0] <= timezone.localtime(starts_at).time() <= USUAL_HOURS[1]:
        found.append("L’heure est inhabituelle pour une séance.")
    if others_that_day(day.on, but).exists():
        found.append("Une autre séance est déjà prévue ce jour-là.")
    if not any(mandate.capacity == "president" for mandate in day.members):
        found.append("Personne n’a de mandat de présidence ce jour-là.")
    return found


def _too_soon(day: Day) -> list[str]:
    left = days_left(timezone.localdate(), day.on)
    said = {0: "La séance est aujourd’hui", 1: "La séance est demain"}.get(
        left, f"La séance est dans {left}\u00a0jours"
    )
    found = []
    if day.is_short_notice:
        found.append(
            f"{said}\u00a0: le règlement demande de convoquer {day.rules.notice_days}\u00a0jours avant. "
            "Il faudra dire pourquoi le délai est abrégé."
        )
    if day.is_past_cutoff:
        found.append(
            f"Les dossiers s’inscrivaient jusqu’au {plain_day(day.cutoff_on)}. "
            "Il faudra dire pourquoi chacun ne peut pas attendre."
        )
    return found


def _odd_day(day: Day) -> list[str]:
    if name := holiday(day.on):
        return [f"Ce jour est férié\u00a0: c’est {name}."]
    if day.on.weekday() >= 5:
        return [f"Ce jour est un {('samedi', 'dimanche')[day.on.weekday() - 5]}."]
    return []
