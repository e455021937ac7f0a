"""What to look at before the members are convened. Pure: the page hands in what it has read already."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from django.utils import timezone

from harmonie.dates import plain_day
from harmonie.money import euros

from ..enums import Capacity
from ..models import AgendaItem, Meeting, Seat
from ..planning.timing import is_within, latest_day
from .queries import Funding


class Check(NamedTuple):
    """One line. `tone` is "done", "warn" (you may go on), or "late" (the members cannot be convened so)."""

    tone: Literal["done", "warn", "late"]
    say: str

    @property
    def icon(self) -> str:
        return {"done": "check", "warn": "flag", "late": "cross"}[self.tone]

    @property
    def word(self) -> str:
        """For those who do not see the icon."""
        return {"done": "Prêt", "warn": "À voir", "late": "Bloquant"}[self.tone]


def checks(
    meeting: Meeting, pending: Sequence[AgendaItem], seats: Sequence[Seat], money: Sequence[Funding], today: date
) -> list[Check]:
    return [
        _cases(pending),
        *_rapporteurs(pending),
        _notice(meeting, today),
        _seats(seats),
        *(_money(line) for line in money),
    ]


def _cases(pending: Sequence[AgendaItem]) -> Check:
    if not pending:
        return Check("late", "Aucun dossier n’est inscrit.")
    count = len(pending)
    return Check("done", f"{count}\u00a0dossier{'s' if count > 1 else ''} à l’ordre du jour.")


def _rapporteurs(pending: Sequence[AgendaItem]) -> list[Check]:
    without = [str(item.position) for item in pending if item.rapporteur_id is None]
    if without:
        numbers = f"s {', '.join(without)}" if len(without) > 1 else f" {without[0]}"
        return [Check("warn", f"Personne ne présente le{'s' if len(without) > 1 else ''} point{numbers}.")]
    return [Check("done", "Chaque dossier a son rapporteur.")] if pending else []


def _notice(meeting: Meeting, today: date) -> Check:
    day, days = timezone.localdate(meeting.starts_at), meeting.rules.notice_days
    if is_within(today, day, days):
        return Check("warn", f"Le délai de {days}\u00a0jours est passé\u00a0: vous direz pourquoi il est abrégé.")
    return Check("done", f"À convoquer au plus tard le {plain_day(latest_day(day, days))}.")


def _seats(seats: Sequence[Seat]) -> Check:
    if not any(seat.capacity == Capacity.PRESIDENT for seat in seats):
        return Check("warn", f"{len(seats)}\u00a0membres siègent, sans la présidence\u00a0: vérifiez les mandats.")
    return Check("done", f"{len(seats)}\u00a0membres siègent.")


def _money(line: Funding) -> Check:
    if line.available is None:
        return Check("warn", f"{line.scheme}\u00a0: aucune enveloppe n’est ouverte en {line.year}.")
    if line.after < 0:
        return Check("warn", f"{line.scheme}\u00a0: il manque {euros(-line.after)} pour tout accorder.")
    return Check("done", f"{line.scheme}\u00a0: l’enveloppe {line.year} suffit.")
