"""The agenda: put on, moved, taken off, postponed."""

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
    ItemState,
)
from ..models import AgendaItem, Meeting
from .base import lock_meeting
from .recusals import recuse_again, recuse_linked_members


@transaction.atomic
def add_to_agenda(*, meeting: Meeting, application: LoanApplication, by: User, now: datetime) -> AgendaItem:
    """Puts a ready case at the end of the agenda.

    Members with ties to its partner, and those who stepped aside from it before, are recused at once.
    """
    locked = lock_meeting(meeting)
    if locked.state not in AGENDA_OPEN:
        raise WrongState("L’ordre du jour de cette séance est clos\u00a0: inscrivez le dossier à la suivante.")
    day = timezone.localdate(locked.starts_at)
    applications.put_on_agenda(application=application, meeting_on=day, by=by, now=now)
    last = locked.items.aggregate(last=Max("position"))["last"] or 0
    with recorded(by=by, now=now):
        item = AgendaItem.objects.create(
            meeting=locked, application=application, position=last + 1, rapporteur=application.worker, listed_at=now
        )
        recuse_linked_members(item=item, now=now)
        recuse_again(item=item, now=now)
    return item


@transaction.atomic
def remove_from_agenda(*, item: AgendaItem, by: User, now: datetime) -> None:
    """Takes a case off before the meeting opens; it is ready for another one."""
    meeting = lock_meeting(item.meeting)
    if meeting.state not in AGENDA_OPEN:
        raise WrongState("La séance est ouverte\u00a0: reportez le point au lieu de le retirer.")
    _postpone(item, "Retirée de l’ordre du jour", by, now)


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: User, now: datetime) -> None:
    """Swaps an item with its neighbour; at the end of the list it stays where it is."""
    meeting = lock_meeting(item.meeting)
    if meeting.state not in AGENDA_OPEN:
        raise WrongState("L’ordre du jour ne change plus\u00a0: la séance est ouverte.")
    locked = AgendaItem.objects.get(pk=item.pk)
    side = (
        meeting.items.filter(position__lt=locked.position) if up else meeting.items.filter(position__gt=locked.position)
    )
    neighbour = side.order_by("-position" if up else "position").first()
    if neighbour is None:
        return
    with recorded(by=by, now=now):
        neighbour.position, locked.position = locked.position, neighbour.position
        neighbour.save(update_fields=["position"])
        locked.save(update_fields=["position"])


@transaction.atomic
def postpone_item(*, item: AgendaItem, why: str, by: User, now: datetime) -> None:
    """Leaves a case for another meeting: no quorum for it, or something is missing."""
    if not why.strip():
        raise Refusal("Indiquez pourquoi le dossier est reporté.")
    lock_meeting(item.meeting)
    _postpone(item, f"Reportée\u00a0: {why.strip()}", by, now)


def _postpone(item: AgendaItem, why: str, by: User, now: datetime) -> None:
    locked = AgendaItem.objects.select_for_update(of=("self",)).select_related("application").get(pk=item.pk)
    if locked.state != ItemState.LISTED:
        raise WrongState("Ce dossier est au vote, ou déjà décidé\u00a0: il ne peut plus être reporté.")
    locked.state = ItemState.POSTPONED
    with recorded(by=by, now=now, why=why):
        locked.save(update_fields=["state"])
    if locked.withdraws_id is None:  # a withdrawal leaves its dossier decided until it is voted
        applications.take_off_agenda(application=locked.application, why=why, by=by, now=now)
