"""What planning reads: which rules and which members a day brings, and what seats no longer say."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from applications.enums import State

from ..enums import TAKEN_OFF, ItemState, MeetingState
from ..models import AgendaItem, Mandate, Meeting, Seat, StandingRules
from ..rules import needed_for_quorum
from .precedence import by_precedence
from .timing import is_within, latest_day, next_working_day


class Day(NamedTuple):
    """What applies to a meeting of that day: its rules, its members by precedence, its last days."""

    on: date
    rules: StandingRules
    members: list[Mandate]
    notice_by: date
    cutoff_on: date
    needed: int
    is_short_notice: bool
    is_past_cutoff: bool


def what_applies(on: date, today: date) -> Day:
    rules, members = StandingRules.objects.in_force(on), titulars_on(on)
    return Day(
        on=on,
        rules=rules,
        members=members,
        notice_by=latest_day(on, rules.notice_days),
        cutoff_on=latest_day(on, rules.cutoff_days),
        needed=needed_for_quorum(len(members), rules.quorum_share),
        is_short_notice=is_within(today, on, rules.notice_days),
        is_past_cutoff=is_within(today, on, rules.cutoff_days),
    )


def titulars_on(day: date) -> list[Mandate]:
    """Who sits by right on a day, in the order in which they would preside."""
    return by_precedence(Mandate.objects.in_office(day).filter(substitute_for=None).select_related("user"))


def others_that_day(on: date, but: Meeting | None = None) -> QuerySet[Meeting]:
    """The other meetings of a day, those that fell through left out."""
    gone = [MeetingState.CANCELLED, MeetingState.NO_QUORUM]
    return Meeting.objects.filter(starts_at__date=on).exclude(state__in=gone).exclude(pk=but.pk if but else None)


class Gap(NamedTuple):
    """How the seats of a meeting differ from the mandates of its day."""

    leaving: list[Seat]
    joining: list[Mandate]
    changed: list[Seat]

    def __bool__(self) -> bool:
        return bool(self.leaving or self.joining or self.changed)


def gap_of(meeting: Meeting) -> Gap:
    mandates = titulars_on(timezone.localdate(meeting.starts_at))
    wanted = {mandate.user_id: (mandate.capacity, rank) for rank, mandate in enumerate(mandates, 1)}
    seats = list(meeting.seats.filter(stands_in_for=None).select_related("user"))
    seated = {seat.user_id for seat in seats}
    return Gap(
        leaving=[seat for seat in seats if seat.user_id not in wanted],
        joining=[mandate for mandate in mandates if mandate.user_id not in seated],
        changed=[s for s in seats if s.user_id in wanted and (s.capacity, s.precedence) != wanted[s.user_id]],
    )


class Substitution(NamedTuple):
    """A member whose substitutes can still be called."""

    seat: Seat
    substitutes: list[Mandate]


def substitutions(meeting: Meeting) -> list[Substitution]:
    """For each member who is not in the room and has no substitute yet, who could be called."""
    day = timezone.localdate(meeting.starts_at)
    seats = {
        seat.user_id: seat
        for seat in meeting.seats.filter(stands_in_for=None, stand_in=None).exclude(presence="present")
    }
    by_titular: dict[int, list[Mandate]] = {}
    seated = meeting.seats.values("user")
    for mandate in substitutes_of(seats, day).exclude(user__in=seated):
        by_titular.setdefault(mandate.substitute_for.user_id, []).append(mandate)
    return [Substitution(seat, by_titular[user]) for user, seat in seats.items() if user in by_titular]


def substitutes_of(users: Iterable[int], day: date) -> QuerySet[Mandate]:
    """The substitutes in office of these people, where both mandates run on that day."""
    of_them = Q(substitute_for__user__in=list(users), substitute_for__in=Mandate.objects.in_office(day))
    return Mandate.objects.in_office(day).filter(of_them).select_related("user", "substitute_for__user").order_by("pk")


def cases_to_take_up(meeting: Meeting) -> list[AgendaItem]:
    """The cases that a meeting without quorum left, in their order, when they still wait for a meeting."""
    waiting = Q(withdraws=None, application__state=State.READY) | Q(withdraws__isnull=False)
    left = left_by(meeting).filter(waiting).select_related("application", "withdraws")
    return list(left.order_by("position"))


def left_by(meeting: Meeting) -> QuerySet[AgendaItem]:
    """What was still on the agenda when a meeting ended without deciding it: not what had been taken off before."""
    history = AgendaItem.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"))
    taken_off = history.filter(state=ItemState.POSTPONED, pgh_context__metadata__why=TAKEN_OFF)
    return meeting.items.filter(~Exists(taken_off), state=ItemState.POSTPONED)


def suggested_day(meeting: Meeting, today: date) -> date:
    """The first working day that leaves the notice of the rules its time."""
    rules = StandingRules.objects.in_force(today)
    earliest = max(today, timezone.localdate(meeting.starts_at)) + timedelta(days=max(1, rules.notice_days))
    return next_working_day(earliest)
