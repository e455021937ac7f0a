"""Somebody's work given to a colleague in one go, through the actions of the rooms that hold it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from applications.worklist.actions import assign, pass_on_list
from commission.agenda.actions import choose_rapporteur
from harmonie.accounts.models import User
from harmonie.accounts.people.actions import leave
from harmonie.accounts.people.base import ensure_manages
from harmonie.refusals import Refusal
from loans.arrears.actions import pass_on_follow_up

from .work import Work

WHY = "Travail repris"


class HandedOver(NamedTuple):
    """How many things changed hands, and what did not, by its reference or its name."""

    given: int
    left: list[str]


@transaction.atomic
def hand_over_work(*, work: Work, of: User, to: User, by: User, now: datetime) -> HandedOver:
    """All that the colleague may take on; what they stepped aside from is named, and left where it is."""
    ensure_manages(by)
    if not to.is_active or to.pk == of.pk:
        raise Refusal("Choisissez quelqu’un d’autre, dont le compte est ouvert.")
    told = {"by": by, "now": now}
    reports = ((item.application.reference, item) for item in work.reports)
    owed = ((row.loan.decision.application.reference, row) for row in work.follow_ups)
    results = [
        *_each(
            ((a.reference, a) for a in work.applications), lambda a: assign(application=a, worker=to, why=WHY, **told)
        ),
        *_each(owed, lambda row: pass_on_follow_up(follow_up=row, worker=to, **told)),
        *_each(reports, lambda item: choose_rapporteur(item=item, rapporteur=to, **told)),
        *_each(
            ((f"liste «\u202f{row.name}\u202f»", row) for row in work.lists), lambda row: pass_on_list(saved=row, to=to)
        ),
    ]
    left = list(dict.fromkeys(name for name, is_given in results if not is_given))
    return HandedOver(sum(is_given for _, is_given in results), left)


@transaction.atomic
def leave_with_work(*, work: Work, of: User, to: User | None, why: str, by: User, now: datetime) -> HandedOver | None:
    """The work first, then the door: both or neither. Without a colleague the work keeps the name it has."""
    handed_over = hand_over_work(work=work, of=of, to=to, by=by, now=now) if to else None
    leave(user=of, why=why, by=by, now=now)
    return handed_over


def _each(things: Iterable[tuple[str, Any]], give: Callable[[Any], Any]) -> Iterable[tuple[str, bool]]:
    """Each by itself: one that is refused holds back no other. Why is not said: it may be nobody's business here."""
    for name, thing in things:
        try:
            with transaction.atomic():
                give(thing)
            yield name, True
        except Refusal:
            yield name, False
