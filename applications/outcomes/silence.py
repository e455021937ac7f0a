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
# What went to the lender, or has its outcome, is not silence any more.
WATCHED = (State.SUBMITTED, *OPEN_STATES, State.ON_AGENDA)


class Watch(NamedTuple):
    """The day of the implicit decision, how it is said, and whether somebody should act. `chip` is None when far."""

    on: date
    sentence: str
    chip: Chip | None = None
    is_past: bool = False
    is_near: bool = False


def implicit_decision_on(requested_on: date) -> date:
    """The day on which a request of `requested_on` is rejected by silence, while nothing suspends the delay. [conf]"""
    return add_months(requested_on, SILENCE_MONTHS)


def resumed(due_on: date | None, *, asked_on: date, received_on: date, answer_by: date | None = None) -> date | None:
    """The day `due_on` moved by the days during which the delay stood still, from the letter to the documents. [conf]

    It stands still for the time given to answer (`answer_by`), and no longer. Documents that are asked for after the
    day on which silence had already rejected change nothing.
    """
    if due_on is None or asked_on >= due_on:
        return due_on
    until = min(received_on, answer_by) if answer_by and answer_by >= asked_on else received_on
    return due_on + timedelta(days=max(0, (until - asked_on).days))


def watch(
    state: str, due_on: date | None, suspended_on: date, today: date, answer_by: date | None = None
) -> Watch | None:
    """What to say of the day of the implicit decision; None when nothing is to be feared from silence.

    `suspended_on` is since when documents are awaited, `answer_by` until when; they count only in that state.
    """
    if due_on is None or state not in WATCHED:
        return None
    if state != State.AWAITING_DOCUMENTS or suspended_on >= due_on:
        return _counted(due_on, today)
    if answer_by and suspended_on <= answer_by < today:
        return _counted(due_on + (answer_by - suspended_on), today)
    return _suspended(due_on, suspended_on)


def _suspended(due_on: date, suspended_on: date) -> Watch:
    left = (due_on - suspended_on).days
    return Watch(
        due_on,
        f"Le délai est suspendu depuis le {plain_day(suspended_on)}, le temps de recevoir les pièces. "
        f"Il restera {_days(left)} à leur arrivée.",
        Chip("Délai suspendu", "pause"),
    )


def _counted(due_on: date, today: date) -> Watch:
    day, left = plain_day(due_on), (due_on - today).days
    if left < 0:
        said = (
            f"Depuis le {day}, le silence du CCAS vaut rejet\u00a0: la personne peut le contester pendant deux mois. "
            "Une décision expresse reste possible et la remplace\u00a0: donnez-la vite."
        )
        return Watch(due_on, said, Chip("Rejet implicite acquis", "alert", "stop"), is_past=True, is_near=True)
    if left <= WARN_DAYS:
        when = "ce soir" if left == 0 else f"dans {_days(left)}, le {day}"
        said = f"Sans réponse, la demande sera rejetée par le silence {when}."
        chip = "aujourd’hui" if left == 0 else f"dans {_days(left)}"
        return Watch(due_on, said, Chip(f"Rejet implicite {chip}", "clock", "wait"), is_near=True)
    return Watch(due_on, f"Répondez avant le {day}\u00a0: au-delà, le silence du CCAS vaut rejet.")


def _days(count: int) -> str:
    return f"{count}\u00a0jour{'s' if count > 1 else ''}"
