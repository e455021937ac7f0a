"""What becomes of a meeting before it opens: changed, cancelled, left without quorum, convened a second time."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications import actions as applications
from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..actions import add_to_agenda, lock_meeting, plan_meeting, postpone_item
from ..actions.base import ensure
from ..actions.recusals import recuse_tied
from ..convocation.telling import tell_cancelled
from ..enums import ItemState, MeetingState
from ..models import AgendaItem, Meeting, Seat, StandingRules
from ..queries import quorum_of
from ..withdrawals.actions import propose_withdrawal
from .queries import cases_to_take_up, gap_of, titulars_on

PENDING = [ItemState.LISTED, ItemState.UNDER_VOTE]
# What the person at the form decides of a meeting.
FACTS = ("starts_at", "place", "mode", "link", "vote_until")


@transaction.atomic
def change_meeting(*, meeting: Meeting, facts: dict[str, Any], by: User, now: datetime) -> None:
    """Another day, place or way for a planned meeting; its rules, its seats and its cases follow the new day."""
    locked = lock_meeting(meeting)
    if locked.state != MeetingState.PLANNED:
        raise WrongState("Cette séance est convoquée\u00a0: annulez-la, puis prévoyez-en une autre.")
    former = timezone.localdate(locked.starts_at)
    for name in FACTS:
        setattr(locked, name, facts[name])
    day = timezone.localdate(locked.starts_at)
    locked.rules = StandingRules.objects.in_force(day)
    with recorded(by=by, now=now):
        locked.save(update_fields=[*FACTS, "rules"])
    if day != former:
        _reseat(locked, by, now)
        for item in _pending(locked):
            _announce(item, by, now, f"La séance du {plain_day(former)} est déplacée")


def _announce(item: AgendaItem, by: User, now: datetime, why: str) -> None:
    """The dossier says the new day, and its partner is told."""
    application = item.application
    applications.take_off_agenda(application=application, why=why, by=by, now=now)
    day = timezone.localdate(item.meeting.starts_at)
    applications.put_on_agenda(application=application, meeting_on=day, by=by, now=now)


@transaction.atomic
def refresh_seats(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Gives the seats of a planned meeting to the members whose mandates run on its day."""
    locked = lock_meeting(meeting)
    if locked.state != MeetingState.PLANNED:
        raise WrongState("Cette séance est convoquée\u00a0: ses sièges ne changent plus.")
    _reseat(locked, by, now)


def _reseat(meeting: Meeting, by: User, now: datetime) -> None:
    mandates, gap = titulars_on(timezone.localdate(meeting.starts_at)), gap_of(meeting)
    if not mandates:
        raise Refusal(
            f"Personne n’a de mandat le {plain_day(meeting.starts_at)}\u00a0: enregistrez d’abord les membres."
        )
    for seat in gap.leaving:
        if seat.recusals.exists():
            raise Refusal(
                f"{seat.user} ne siège plus ce jour-là, mais son déport est déjà noté\u00a0: annulez cette séance, "
                "puis prévoyez-en une autre."
            )
    seats, changed = {seat.user_id: seat for seat in meeting.seats.all()}, {seat.pk for seat in gap.changed}
    with recorded(by=by, now=now, why="Selon les mandats de ce jour"):
        meeting.seats.filter(pk__in=[seat.pk for seat in gap.leaving]).delete()
        for rank, mandate in enumerate(mandates, 1):
            seat = seats.get(mandate.user_id) or Seat(meeting=meeting, user=mandate.user)
            if seat.pk is None or seat.pk in changed:
                seat.capacity, seat.precedence = mandate.capacity, rank
                seat.save()
        for item in _pending(meeting):
            recuse_tied(item=item, now=now)


def _pending(meeting: Meeting) -> list[AgendaItem]:
    listed = meeting.items.filter(state__in=PENDING, withdraws=None)
    return list(listed.select_related("application", "meeting").order_by("position"))


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, why: str, by: User, now: datetime) -> None:
    """The meeting will not be held: its cases are ready for another one, its members are told."""
    locked = lock_meeting(meeting)
    ensure(locked, "cancel")
    if not why.strip():
        raise Refusal("Indiquez pourquoi la séance est annulée\u00a0: ses membres le liront.")
    _end(locked, MeetingState.CANCELLED, why.strip(), "séance annulée", by, now)
    tell_cancelled(locked, now=now)


@transaction.atomic
def find_no_quorum(*, meeting: Meeting, by: User, now: datetime) -> None:
    """The hour has come and too few are there: nothing is decided, every case waits for a second convocation."""
    locked = lock_meeting(meeting)
    ensure(locked, "find_no_quorum")
    if now < locked.starts_at:
        raise Refusal("La séance n’a pas encore commencé\u00a0: constatez l’absence de quorum à l’heure dite.")
    count = quorum_of(locked)
    if count.is_met:
        raise Refusal("Le quorum est atteint\u00a0: la séance peut s’ouvrir.")
    here = f"{count.present}\u00a0présent{'s' if count.present > 1 else ''}"
    _end(locked, MeetingState.NO_QUORUM, f"{here}, il en fallait {count.needed}", "quorum non atteint", by, now)


def _end(meeting: Meeting, state: MeetingState, why: str, said: str, by: User, now: datetime) -> None:
    """The cases leave first: no meeting ends over a case that waits."""
    for item in meeting.items.filter(state__in=PENDING).order_by("position"):
        postpone_item(item=item, why=said, by=by, now=now)
    meeting.state, meeting.ended_why, meeting.closed_at = state, why, now
    with recorded(by=by, now=now, why=why):
        meeting.save(update_fields=["state", "ended_why", "closed_at"])


@transaction.atomic
def plan_again(*, meeting: Meeting, facts: dict[str, Any], by: User, now: datetime) -> Meeting:
    """The second meeting after one without quorum: the same cases in the same order (CASF R123-16 to R123-23)."""
    failed = lock_meeting(meeting)
    if failed.state != MeetingState.NO_QUORUM:
        raise WrongState("Seule une séance restée sans quorum se convoque une seconde fois.")
    if Meeting.objects.filter(follows=failed).exists():
        raise WrongState("Cette séance a déjà sa seconde convocation.")
    if facts["starts_at"] <= failed.starts_at:
        raise Refusal("La seconde séance vient après la première\u00a0: choisissez un jour plus tard.")
    second = plan_meeting(**facts, follows=failed, by=by, now=now)
    why = f"Seconde convocation, après la séance du {plain_day(failed.starts_at)} restée sans quorum"
    act = {"meeting": second, "by": by, "now": now, "late_reason": why}
    for item in cases_to_take_up(failed):
        if item.withdraws is None:
            add_to_agenda(application=item.application, **act)
        else:
            with suppress(Refusal):  # too late by then, or proposed elsewhere: it is not taken up
                propose_withdrawal(decision=item.withdraws, **act)
    return second
