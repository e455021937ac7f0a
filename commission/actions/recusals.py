"""Stepping aside: automatic where the member has ties, declared otherwise."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from applications import actions as applications
from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState

from ..enums import (
    ItemState,
    MotionState,
)
from ..models import AgendaItem, Mandate, Recusal, Seat, Vote


@transaction.atomic
def declare_recusal(*, item: AgendaItem, member: User, reason: str, now: datetime) -> Recusal:
    """A member steps aside; from now on the case does not exist for them."""
    locked = AgendaItem.objects.select_for_update(of=("self",)).select_related("application").get(pk=item.pk)
    if locked.state not in (ItemState.LISTED, ItemState.UNDER_VOTE):
        raise WrongState("Ce point est décidé ou reporté\u00a0: il n’est plus temps de s’en déporter.")
    seat = Seat.objects.select_for_update(of=("self",)).filter(meeting=item.meeting_id, user=member).first()
    if seat is None or not reason.strip():
        raise Refusal("Indiquez la raison du déport, en quelques mots.")
    spoken = Vote.objects.filter(motion__item=item, motion__state=MotionState.OPEN)
    if spoken.filter(Q(seat=seat) | Q(cast_by=member)).exists():
        raise Refusal(
            "Vous avez déjà voté sur ce dossier\u00a0: signalez votre déport à la présidence, qui reprendra le vote."
        )
    return _recuse(locked, seat, reason.strip(), now)


def recuse_linked_members(*, item: AgendaItem, now: datetime) -> None:
    """Who has a function at the referring partner, or an account there, takes no part (CASF, déport)."""
    partner = item.application.partner
    if partner is None:
        return
    linked = Mandate.objects.in_office(timezone.localdate(item.meeting.starts_at)).filter(linked_partners=partner)
    tied = Q(user__in=linked.values("user")) | Q(user__partner=partner)
    for seat in item.meeting.seats.filter(tied).exclude(recusals__item=item).select_related("user"):
        _recuse(item, seat, f"Exerce une fonction chez {partner.name}", now)


def recuse_again(*, item: AgendaItem, now: datetime) -> None:
    """A case that comes back finds the members who stepped aside from it still aside."""
    apart = item.meeting.seats.filter(user__in=item.application.exclusions.values("user"))
    for seat in apart.exclude(recusals__item=item).select_related("user"):
        _recuse(item, seat, "S’était déjà déporté de ce dossier", now)


def _recuse(item: AgendaItem, seat: Seat, reason: str, now: datetime) -> Recusal:
    """Out of the commission's sight, and of every other room's."""
    applications.exclude_reader(application=item.application, user=seat.user, now=now)
    return Recusal.objects.create(item=item, seat=seat, user=seat.user, reason=reason, declared_at=now)
