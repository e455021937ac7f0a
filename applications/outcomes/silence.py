"""When silence rejects a request, and how that day is watched. Pure.

Two months without an answer reject a request for money (CRPA L231-4 3°). While documents that were asked for are
awaited, the delay stands still: it is suspended, and goes on when they arrive (CRPA L114-5; décret 2001-492, art. 2,
which it takes up). [conf]
"""

from datetime import date, timedelta
from typing import NamedTuple

from harmonie.calendar import add_months
from harmonie.chips import Chip
from harmonie.dates import plain_day

from ..enums import OPEN_STATES, State

SILENCE_MONTHS = 2
WARN_DAYS = 15
# Documents suspend the delay; what went to the lender, or has its outcome, is not silence any more.
WATCHED = (State.SUBMITTED, *(state for state in OPEN_STATES if state != State.AWAITING_DOCUMENTS), State.ON_AGENDA)


class Watch(NamedTuple):
    """The day of the implicit decision, how it is said, and whether somebody should act. `chip` is None when far."""

    on: date
    sentence: str
    chip: Chip | None = None
    is_past: bool = False


def implicit_decision_on(requested_on: date) -> date:
    """The day on which a request of `requested_on` is rejected by silence, while nothing suspends the delay. [conf]"""
    return add_months(requested_on, SILENCE_MONTHS)


def resumed(due_on: date | None, *, asked_on: date, received_on: date) -> date | None:
    """The day `due_on` moved by the days during which the delay stood still, from the letter to the documents. [conf]

    Documents that come after the day on which silence had already rejected change nothing.
    """
    if due_on is None or asked_on >= due_on:
        return due_on
    return due_on + timedelta(days=max(0, (received_on - asked_on).days))


def watch(state: str, due_on: date | None, suspended_on: date, today: date) -> Watch | None:
    """What to say of the day of the implicit decision; None when nothing is to be feared from silence.

    `suspended_on` is since when documents are awaited; it counts only in that state.
    """
    if due_on is None:
        return None
    if state == State.AWAITING_DOCUMENTS and suspended_on < due_on:
        left = (due_on - suspended_on).days
        return Watch(
            due_on,
            f"Le délai est suspendu depuis le {plain_day(suspended_on)}, le temps de recevoir les pièces. "
            f"Il restera {_days(left)} à leur arrivée.",
            Chip("Délai suspendu", "pause"),
        )
    if state not in WATCHED and state != State.AWAITING_DOCUMENTS:
        return None
    return _counted(due_on, (due_on - today).days)


def _counted(due_on: date, left: int) -> Watch:
    day = plain_day(due_on)
    if left < 0:
        said = (
            f"Depuis le {day}, le silence du CCAS vaut rejet\u00a0: la personne peut le contester pendant deux mois. "
            "Une décision expresse reste possible et la remplace\u00a0: donnez-la vite."
        )
        return Watch(due_on, said, Chip("Rejet implicite acquis", "alert", "stop"), is_past=True)
    if left <= WARN_DAYS:
        when = "ce soir" if left == 0 else f"dans {_days(left)}, le {day}"
        said = f"Sans réponse, la demande sera rejetée par le silence {when}."
        chip = "aujourd’hui" if left == 0 else f"dans {_days(left)}"
        return Watch(due_on, said, Chip(f"Rejet implicite {chip}", "clock", "wait"))
    return Watch(due_on, f"Répondez avant le {day}\u00a0: au-delà, le silence du CCAS vaut rejet.")


def _days(count: int) -> str:
    return f"{count}\u00a0jour{'s' if count > 1 else ''}"
