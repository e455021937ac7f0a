"""The agenda: put on, moved, taken off, postponed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from applications import actions as applications
from applications.models import LoanApplication
from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..enums import (
    AGENDA_OPEN,
    ITEM_TRANSITIONS,
    TAKEN_OFF,
    ItemState,
)
from ..models import AgendaItem, Meeting
from ..planning.cutoff import late_reason_of
from ..planning.queries import left_by
from .base import lock_meeting
from .recusals import recuse_tied


@transaction.atomic
def add_to_agenda(
    *, meeting: Meeting, application: LoanApplication, by: User, now: datetime, late_reason: str = ""
) -> AgendaItem:
    """Puts a ready case at the end of the agenda; past the cut-off of the rules only with a `late_reason`.

    Members with ties to its partner, supplier or landlord, and those who stepped aside before, are recused at once.
    """
    locked = lock_meeting(meeting)
    if locked.state not in AGENDA_OPEN:
        raise WrongState("L’ordre du jour de cette séance est clos\u00a0: inscrivez le dossier à la suivante.")
    _ensure_same_agenda(locked, application)
    day = timezone.localdate(locked.starts_at)
    late_reason = late_reason_of(locked, late_reason, now)
    applications.put_on_agenda(application=application, meeting_on=day, by=by, now=now)
    last = locked.items.aggregate(last=Max("position"))["last"] or 0
    with recorded(by=by, now=now):
        item = AgendaItem.objects.create(
            meeting=locked,
            application=application,
            position=last + 1,
            rapporteur=application.worker,
            listed_at=now,
            late_reason=late_reason,
        )
        renumber(locked)
        recuse_tied(item=item, now=now)
    item.refresh_from_db(fields=["position"])
    return item


def renumber(meeting: Meeting, order: Sequence[int] = ()) -> None:
    """Numbers what is to be examined from 1 on, in `order` (keys of items) or as it stands; what was taken off follows.

    Only before the meeting opens, behind its lock: afterwards every number has been said aloud.
    """
    places = {key: place for place, key in enumerate(order)}
    items = sorted(
        meeting.items.select_for_update(of=("self",)),
        key=lambda item: (item.state == ItemState.POSTPONED, places.get(item.pk, len(places)), item.position),
    )
    for number, item in enumerate(items, 1):
        if item.position != number:
            item.position = number
            item.save(update_fields=["position"])


def _ensure_same_agenda(meeting: Meeting, application: LoanApplication) -> None:
    """What decides without quorum was announced twice: no case comes in by the second convocation. [conf]"""
    if meeting.follows is None or not meeting.rules.second_without_quorum:
        return
    if not left_by(meeting.follows).filter(application=application).exists():
        raise Refusal(
            "Une seconde convocation reprend l’ordre du jour de la première\u00a0: "
            "inscrivez ce dossier à une autre séance."
        )


@transaction.atomic
def remove_from_agenda(*, item: AgendaItem, by: User, now: datetime) -> None:
    """Takes a case off before the meeting opens; it is ready for another one."""
    meeting = lock_meeting(item.meeting)
    if meeting.state not in AGENDA_OPEN:
        raise WrongState("La séance est ouverte\u00a0: reportez le point au lieu de le retirer.")
    _postpone(item, TAKEN_OFF, by, now)
    with recorded(by=by, now=now):
        renumber(meeting)


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: User, now: datetime) -> None:
    """Swaps an item with its neighbour; at the end of the list it stays where it is."""
    lock_meeting(item.meeting)
    place = AgendaItem.objects.get(pk=item.pk).position
    place_item(item=item, place=place - 1 if up else place + 1, by=by, now=now)


@transaction.atomic
def place_item(*, item: AgendaItem, place: int, by: User, now: datetime) -> None:
    """Makes an item the `place`th, the first one being 1; beyond the ends of the list it stops there."""
    meeting = lock_meeting(item.meeting)
    if meeting.state not in AGENDA_OPEN:
        raise WrongState("L’ordre du jour ne change plus\u00a0: la séance est ouverte.")
    listed = meeting.items.exclude(state=ItemState.POSTPONED).order_by("position").values_list("pk", flat=True)
    order = [key for key in listed if key != item.pk]
    if len(order) == len(listed):
        raise WrongState("Ce dossier est retiré de l’ordre du jour\u00a0: inscrivez-le de nouveau.")
    order.insert(max(place, 1) - 1, item.pk)
    with recorded(by=by, now=now):
        renumber(meeting, order)


@transaction.atomic
def postpone_item(*, item: AgendaItem, why: str, by: User, now: datetime) -> None:
    """Leaves a case for another meeting: no quorum for it, or something is missing."""
    if not why.strip():
        raise Refusal("Indiquez pourquoi le dossier est reporté.")
    lock_meeting(item.meeting)
    _postpone(item, f"Reportée\u00a0: {why.strip()}", by, now)


def _postpone(item: AgendaItem, why: str, by: User, now: datetime) -> None:
    locked = AgendaItem.objects.select_for_update(of=("self",)).select_related("application").get(pk=item.pk)
    transition = ITEM_TRANSITIONS["postpone"]
    if locked.state not in transition.sources:
        raise WrongState("Ce dossier est au vote, ou déjà décidé\u00a0: il ne peut plus être reporté.")
    locked.state = transition.target
    with recorded(by=by, now=now, why=why):
        locked.save(update_fields=["state"])
    if locked.withdraws_id is None:  # a withdrawal leaves its dossier decided until it is voted
        applications.take_off_agenda(application=locked.application, why=why, by=by, now=now)
