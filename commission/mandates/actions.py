"""Who sits on the commission, from when to when, and whom they have ties with."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from harmonie.accounts.models import Partner, User
from harmonie.dates import plain_day
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..actions.recusals import recuse_tied
from ..enums import AGENDA_OPEN, Capacity, ItemState, MeetingState, Presence
from ..models import AgendaItem, Mandate, Seat


@transaction.atomic
def appoint(
    *,
    user: User,
    capacity: Capacity,
    starts_on: date,
    ends_on: date | None,
    substitute_for: Mandate | None = None,
    age_rank: int | None = None,
    linked_partners: Iterable[Partner] = (),
    linked_names: str = "",
    by: User,
    now: datetime,
) -> Mandate:
    """Gives somebody a mandate, or makes them the substitute of a member. Both days count."""
    _lock()
    if ends_on and ends_on < starts_on:
        raise Refusal("Le mandat finit avant de commencer.")
    _ensure_one_mandate(user, starts_on, ends_on)
    if capacity == Capacity.PRESIDENT:
        _ensure_one_president(starts_on, ends_on)
    if substitute_for:
        _ensure_can_substitute(user, capacity, substitute_for)
    with recorded(by=by, now=now):
        mandate = Mandate.objects.create(
            user=user,
            capacity=capacity,
            starts_on=starts_on,
            ends_on=ends_on,
            substitute_for=substitute_for,
            age_rank=age_rank,
            linked_names=linked_names,
        )
        mandate.linked_partners.set(linked_partners)
    _step_aside(mandate, now)
    return mandate


@transaction.atomic
def end_mandate(*, mandate: Mandate, ends_on: date, by: User, now: datetime) -> None:
    """The last day of a mandate, which still counts; never before a meeting at which the person sat."""
    _lock()
    locked = _found(mandate)
    if ends_on < locked.starts_on:
        raise Refusal(f"Ce mandat commence le {plain_day(locked.starts_on)}\u00a0: choisissez ce jour-là ou plus tard.")
    sat = Seat.objects.filter(user=locked.user_id, presence__in=[Presence.PRESENT, Presence.LEFT])
    last = sat.filter(meeting__starts_at__date__gt=ends_on, meeting__starts_at__date__gte=locked.starts_on)
    last = last.exclude(meeting__state=MeetingState.CANCELLED).order_by("-meeting__starts_at").first()
    if last:
        raise Refusal(
            f"{locked.user} a siégé le {plain_day(last.meeting.starts_at)}\u00a0: choisissez ce jour-là ou plus tard."
        )
    _ensure_one_mandate(locked.user, locked.starts_on, ends_on, but=locked)
    if locked.capacity == Capacity.PRESIDENT:
        _ensure_one_president(locked.starts_on, ends_on, but=locked)
    locked.ends_on = ends_on
    with recorded(by=by, now=now, why=f"Jusqu’au {plain_day(ends_on)}"):
        locked.save(update_fields=["ends_on"])


@transaction.atomic
def change_ties(
    *,
    mandate: Mandate,
    age_rank: int | None,
    linked_partners: Iterable[Partner],
    linked_names: str,
    by: User,
    now: datetime,
) -> None:
    """What makes a member step aside, and their rank of age. Cases already on an agenda follow at once."""
    _lock()
    locked = _found(mandate)
    locked.age_rank, locked.linked_names = age_rank, linked_names
    with recorded(by=by, now=now, why="Liens mis à jour"):
        locked.save(update_fields=["age_rank", "linked_names"])
        locked.linked_partners.set(linked_partners)
    _step_aside(locked, now)


@transaction.atomic
def remove_mandate(*, mandate: Mandate, by: User, now: datetime) -> None:
    """A mandate written by mistake, before it begins."""
    _lock()
    locked = _found(mandate)
    if locked.starts_on <= timezone.localdate(now):
        raise Refusal("Ce mandat a commencé\u00a0: indiquez son dernier jour.")
    if locked.substitutes.exists():
        raise Refusal(f"{locked.user} a un suppléant pour ce mandat\u00a0: retirez d’abord le suppléant.")
    with recorded(by=by, now=now, why="Retiré avant d’avoir commencé"):
        locked.delete()


def _lock() -> None:
    """One change of the mandates at a time: two presidents are found whoever comes second."""
    list(Mandate.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _found(mandate: Mandate) -> Mandate:
    found = Mandate.objects.select_related("user").filter(pk=mandate.pk).first()
    if found is None:
        raise WrongState("Ce mandat vient d’être retiré.")
    return found


def _during(starts_on: date, ends_on: date | None, but: Mandate | None) -> QuerySet[Mandate]:
    """The mandates that share a day with this time."""
    running = Mandate.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).exclude(pk=but.pk if but else None)
    return running.filter(starts_on__lte=ends_on) if ends_on else running


def _ensure_one_mandate(user: User, starts_on: date, ends_on: date | None, but: Mandate | None = None) -> None:
    other = _during(starts_on, ends_on, but).filter(user=user).order_by("starts_on").first()
    if other:
        until = f" au {plain_day(other.ends_on)}" if other.ends_on else ", sans date de fin"
        raise Refusal(
            f"{user} a déjà un mandat, du {plain_day(other.starts_on)}{until}\u00a0: les deux ne se recouvrent pas."
        )


def _ensure_one_president(starts_on: date, ends_on: date | None, but: Mandate | None = None) -> None:
    other = _during(starts_on, ends_on, but).filter(capacity=Capacity.PRESIDENT).select_related("user").first()
    if other:
        raise Refusal(
            f"{other.user} préside déjà pendant ce temps\u00a0: indiquez d’abord la fin de son mandat de présidence."
        )


def _ensure_can_substitute(user: User, capacity: Capacity, titular: Mandate) -> None:
    if titular.user_id == user.pk:
        raise Refusal("On ne se supplée pas soi-même\u00a0: choisissez une autre personne.")
    if titular.substitute_for_id:
        raise Refusal("Un suppléant n’a pas de suppléant\u00a0: choisissez un membre.")
    if capacity != Capacity.MEMBER:
        raise Refusal("Un suppléant siège comme membre\u00a0: la présidence ne se supplée pas, elle passe au suivant.")


def _step_aside(mandate: Mandate, now: datetime) -> None:
    """On the agendas that are still open; where a vote runs, the member declares it themselves."""
    listed = AgendaItem.objects.filter(
        meeting__state__in=AGENDA_OPEN, meeting__seats__user=mandate.user_id, state=ItemState.LISTED
    )
    for item in listed.select_related("application__partner", "application__project", "meeting").order_by("pk"):
        recuse_tied(item=item, now=now)
