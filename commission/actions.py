"""A meeting, from its plan to its close. The only place that writes the commission's tables, the vote apart
(`voting.py`) and the decision apart (`deciding.py`)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils import timezone

from applications import actions as applications
from applications.models import LoanApplication
from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.documents.actions import freeze
from harmonie.documents.models import DocumentKind
from harmonie.documents.pdf import render_pdf
from harmonie.documents.remedies import remedies
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from . import letters
from .enums import (
    AGENDA_OPEN,
    IN_THE_ROOM,
    MEETING_TRANSITIONS,
    Capacity,
    ItemState,
    MeetingState,
    MotionState,
    Presence,
)
from .models import AgendaItem, Decision, DecisionLetter, Mandate, Meeting, Proxy, Recusal, Seat, Vote
from .queries import quorum_of


def lock_meeting(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def _ensure(meeting: Meeting, action: str) -> None:
    if meeting.state not in MEETING_TRANSITIONS[action].sources:
        raise WrongState(
            f"La séance est maintenant «\u202f{MeetingState(meeting.state).label}\u202f»\u00a0: rechargez la page."
        )


@transaction.atomic
def plan_meeting(*, starts_at: datetime, place: str, by: User, now: datetime) -> Meeting:
    """Plans a meeting and seats every member in office on its day."""
    day = timezone.localdate(starts_at)
    mandates = list(
        Mandate.objects.in_office(day).select_related("user").order_by("user__last_name", "user__first_name")
    )
    if not mandates:
        raise Refusal(
            f"Personne n’a de mandat le {short_day(day)}\u00a0: enregistrez d’abord les membres de la commission."
        )
    with recorded(by=by, now=now):
        meeting = Meeting.objects.create(starts_at=starts_at, place=place)
        Seat.objects.bulk_create(
            Seat(meeting=meeting, user=mandate.user, capacity=mandate.capacity) for mandate in mandates
        )
    return meeting


@transaction.atomic
def convene_meeting(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Sends out the agenda: from now on members see the meeting."""
    locked = lock_meeting(meeting)
    _ensure(locked, "convene")
    if not locked.items.exists():
        raise Refusal("L’ordre du jour est vide\u00a0: inscrivez au moins un dossier avant de convoquer.")
    locked.state, locked.convened_at = MeetingState.CONVENED, now
    with recorded(by=by, now=now):
        locked.save(update_fields=["state", "convened_at"])


# The agenda -------------------------------------------------------------------------------------


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
        _recuse_linked_members(item, now)
        _recuse_again(item, now)
    return item


def _recuse_linked_members(item: AgendaItem, now: datetime) -> None:
    """Who has a function at the referring partner, or an account there, takes no part (CASF, déport)."""
    partner = item.application.partner
    if partner is None:
        return
    linked = Mandate.objects.in_office(timezone.localdate(item.meeting.starts_at)).filter(linked_partners=partner)
    tied = Q(user__in=linked.values("user")) | Q(user__partner=partner)
    for seat in item.meeting.seats.filter(tied).select_related("user"):
        _recuse(item, seat, f"Exerce une fonction chez {partner.name}", now)


def _recuse_again(item: AgendaItem, now: datetime) -> None:
    """A case that comes back finds the members who stepped aside from it still aside."""
    apart = item.meeting.seats.filter(user__in=item.application.exclusions.values("user"))
    for seat in apart.exclude(recusals__item=item).select_related("user"):
        _recuse(item, seat, "S’était déjà déporté de ce dossier", now)


def _recuse(item: AgendaItem, seat: Seat, reason: str, now: datetime) -> Recusal:
    """Out of the commission's sight, and of every other room's."""
    applications.exclude_reader(application=item.application, user=seat.user, now=now)
    return Recusal.objects.create(item=item, seat=seat, user=seat.user, reason=reason, declared_at=now)


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
    applications.take_off_agenda(application=locked.application, why=why, by=by, now=now)


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


# In the room ------------------------------------------------------------------------------------


@transaction.atomic
def record_presence(*, seat: Seat, presence: Presence, by: User, now: datetime) -> None:
    """Somebody arrives, leaves, or sent an excuse."""
    locked = Seat.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=seat.pk)
    if locked.meeting.state not in IN_THE_ROOM:
        raise WrongState("Les présences se notent entre la convocation et la fin de la séance.")
    came = presence in (Presence.PRESENT, Presence.LEFT)
    locked.arrived_at = (locked.arrived_at or now) if came else None
    locked.left_at = now if presence == Presence.LEFT else None
    locked.presence = presence
    with recorded(by=by, now=now):
        locked.save(update_fields=["presence", "arrived_at", "left_at"])


@transaction.atomic
def give_proxy(*, giver: Seat, holder: Seat, by: User, now: datetime) -> Proxy:
    """An absent member's written proxy to one who is there; one a holder."""
    if giver.meeting_id != holder.meeting_id or giver.pk == holder.pk:
        raise Refusal("Un pouvoir se donne à un autre membre de la même séance.")
    meeting = lock_meeting(giver.meeting)
    if meeting.state not in IN_THE_ROOM:
        raise WrongState("Les pouvoirs se notent entre la convocation et la fin de la séance.")
    try:
        with transaction.atomic(), recorded(by=by, now=now):
            return Proxy.objects.create(giver=giver, holder=holder, given_at=now)
    except IntegrityError as error:
        raise Refusal(
            f"Un seul pouvoir par membre\u00a0: {holder} en détient déjà un, ou {giver} a déjà donné le sien."
        ) from error


@transaction.atomic
def revoke_proxy(*, proxy: Proxy, by: User, now: datetime) -> None:
    locked = Proxy.objects.select_for_update(of=("self",)).get(pk=proxy.pk)
    if locked.revoked_at is None:
        locked.revoked_at = now
        with recorded(by=by, now=now):
            locked.save(update_fields=["revoked_at"])


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Whoever presides opens the meeting, when the quorum is in the room."""
    locked = lock_meeting(meeting)
    _ensure(locked, "open")
    count = quorum_of(locked)
    if not count.is_met:
        raise Refusal(f"Le quorum n’est pas atteint\u00a0: {count.present} présents, il en faut {count.needed}.")
    locked.state, locked.opened_at, locked.presided_by = MeetingState.OPEN, now, _presiding(locked)
    with recorded(by=by, now=now):
        locked.save(update_fields=["state", "opened_at", "presided_by"])


def _presiding(meeting: Meeting) -> User:
    """The president if there, else the vice-president, else the first member present."""
    rank = list(Capacity)
    present = meeting.seats.filter(presence=Presence.PRESENT).select_related("user")
    return min(present, key=lambda seat: (rank.index(Capacity(seat.capacity)), seat.pk)).user


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Ends the meeting, once every case is decided or postponed."""
    locked = lock_meeting(meeting)
    _ensure(locked, "close")
    left = locked.items.filter(state__in=[ItemState.LISTED, ItemState.UNDER_VOTE]).count()
    if left:
        raise Refusal(
            f"Il reste {left} dossier{'s' if left > 1 else ''} à décider ou à reporter avant de lever la séance."
        )
    locked.state, locked.closed_at = MeetingState.CLOSED, now
    with recorded(by=by, now=now):
        locked.save(update_fields=["state", "closed_at"])


# Paper ------------------------------------------------------------------------------------------


def issue_letter(*, decision: Decision, by: User, now: datetime) -> DecisionLetter:
    """The decision letter, rendered before any lock and frozen once; the same letter when it was issued already."""
    issued = DecisionLetter.objects.filter(decision=decision).first()
    if issued:
        return issued
    context = letters.letter_context(decision, issued_on=timezone.localdate(now))
    content = render_pdf(letters.TEMPLATE, context, must_say=remedies())
    return _freeze_letter(decision, content, by, now)


@transaction.atomic
def _freeze_letter(decision: Decision, content: bytes, by: User, now: datetime) -> DecisionLetter:
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    issued = DecisionLetter.objects.filter(decision=locked).first()
    if issued:
        return issued
    document = freeze(
        kind=DocumentKind.DECISION_LETTER,
        reference=letters.reference_of(locked),
        title=f"Lettre de décision, demande n°\u00a0{decision.application.reference}",
        content=content,
        template_name=letters.TEMPLATE,
        by=by,
        now=now,
    )
    return DecisionLetter.objects.create(decision=locked, document=document)
