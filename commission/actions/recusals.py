"""Stepping aside: automatic where the member has ties, declared otherwise."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from applications import actions as applications
from applications.models import LoanApplication
from applications.queries import project_of
from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState

from ..enums import (
    ItemState,
    MotionState,
)
from ..models import AgendaItem, Mandate, Meeting, PrivateNote, Recusal, Seat, SecretVoter, Vote
from ..ties import is_one_of, names_of

AGAIN = "S’était déjà déporté de ce dossier"


@transaction.atomic
def declare_recusal(*, item: AgendaItem, member: User, reason: str, now: datetime) -> Recusal:
    """A member steps aside; from now on the case does not exist for them."""
    locked = AgendaItem.objects.select_for_update(of=("self",)).select_related("application").get(pk=item.pk)
    if locked.state not in (ItemState.LISTED, ItemState.UNDER_VOTE):
        raise WrongState("Ce point est décidé ou reporté\u00a0: il n’est plus temps de s’en déporter.")
    seat = Seat.objects.select_for_update(of=("self",)).filter(meeting=item.meeting_id, user=member).first()
    if seat is None or not reason.strip():
        raise Refusal("Indiquez la raison du déport, en quelques mots.")
    if seat in _spoken(locked, [seat]):
        raise Refusal(
            "Vous avez déjà voté sur ce dossier\u00a0: signalez votre déport à la présidence, qui reprendra le vote."
        )
    return _recuse(locked, seat, reason.strip(), now)


@transaction.atomic
def recuse_everybody_tied(*, meeting: Meeting, now: datetime) -> None:
    """Looks again at every case still to decide: its supplier, its landlord or who sits may have changed since."""
    for item in meeting.items.filter(state=ItemState.LISTED).select_related("meeting"):
        recuse_tied(item=item, now=now)


@transaction.atomic
def recuse_tied(*, item: AgendaItem, now: datetime) -> None:
    """Whoever has ties with one case, or stepped aside from it before, takes no part in it.

    Nearly always nobody: the row is locked only when there is somebody.
    """
    if _tied(item):
        AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        for seat, why in _tied(item):
            _recuse(item, seat, why, now)


def _tied(item: AgendaItem) -> list[tuple[Seat, str]]:
    """Who is to be recused from this case and is not yet, with the reason for the minutes.

    Who has already spoken on an open vote is left there: the change that ties them makes that vote stale.
    """
    application = LoanApplication.objects.with_facts().get(pk=item.application_id)
    apart = set(application.exclusions.values_list("user", flat=True))
    seats = list(item.meeting.seats.exclude(recusals__item=item).select_related("user"))
    found = [
        (seat, AGAIN if seat.user_id in apart else why)
        for seat, why in _ties(item, application, seats)
        if why or seat.user_id in apart
    ]
    spoken = _spoken(item, [seat for seat, _ in found]) if found else []
    return [(seat, why) for seat, why in found if seat not in spoken]


def _ties(item: AgendaItem, application: LoanApplication, seats: list[Seat]) -> Iterable[tuple[Seat, str]]:
    """Each seat with what the minutes say of its ties, "" without any; a landlord or supplier stays unnamed."""
    held, partner, project = _mandates(item, seats), application.partner, project_of(application)
    at_partner = {mandate.user_id for mandate in held.filter(linked_partners=partner)} if partner else set()
    linked: dict[int, str] = defaultdict(str)
    for mandate in held:
        linked[mandate.user_id] += f"{mandate.linked_names}\n"
    for seat in seats:
        user = seat.user
        names = names_of(user.first_name, user.last_name, linked[user.pk])
        if partner and (user.pk in at_partner or user.partner_id == partner.pk):
            yield seat, f"Exerce une fonction chez {partner.name}"
        elif project and is_one_of(project.supplier, names):
            yield seat, "Est le fournisseur, ou y a des liens"
        elif is_one_of(application.landlord, names):
            yield seat, "Est le bailleur, ou y a des liens"
        else:
            yield seat, ""


def _mandates(item: AgendaItem, seats: list[Seat]) -> QuerySet[Mandate]:
    day = timezone.localdate(item.meeting.starts_at)
    return Mandate.objects.in_office(day).filter(user__in=[seat.user_id for seat in seats])


def _spoken(item: AgendaItem, seats: list[Seat]) -> list[Seat]:
    """Those of `seats` whose voice, or whose user's voice for somebody else, is in on the open vote."""
    on_it = Q(motion__item=item, motion__state=MotionState.OPEN)
    told = [
        pair
        for voices in (Vote.objects, SecretVoter.objects)
        for pair in voices.filter(on_it).values_list("seat_id", "cast_by_id")
    ]
    seen, speakers = {seat for seat, _ in told}, {user for _, user in told}
    return [seat for seat in seats if seat.pk in seen or seat.user_id in speakers]


def _recuse(item: AgendaItem, seat: Seat, reason: str, now: datetime) -> Recusal:
    """Out of the commission's sight, and of every other room's; what they jotted down goes too."""
    applications.exclude_reader(application=item.application, user=seat.user, now=now)
    PrivateNote.objects.filter(item__application=item.application_id, author=seat.user).delete()
    return Recusal.objects.create(item=item, seat=seat, user=seat.user, reason=reason, declared_at=now)
