"""What somebody has in hand: shown without a name, since who keeps the settings reads no dossier."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from applications.enums import CLOSED_STATES, State
from applications.models import LoanApplication, SavedFilter
from commission.agenda.queries import possible_rapporteurs
from commission.enums import ENDED, ItemState
from commission.models import AgendaItem, Mandate, Seat
from harmonie.accounts.models import User
from loans.models import FollowUp

PENDING = (ItemState.LISTED, ItemState.UNDER_VOTE)


class Work(NamedTuple):
    """What can be handed over, then what cannot: a mandate is personal."""

    applications: Sequence[LoanApplication]
    follow_ups: Sequence[FollowUp]
    reports: Sequence[AgendaItem]
    lists: Sequence[SavedFilter]
    mandates: Sequence[Mandate]
    seats: Sequence[Seat]

    @property
    def is_something(self) -> bool:
        return bool(self.applications or self.follow_ups or self.reports or self.lists)


def work_of(user: User, today: date) -> Work:
    """Costs six queries, however much there is."""
    return Work(
        applications=list(assigned(user)),
        follow_ups=list(to_do(user)),
        reports=list(to_present(user)),
        lists=list(SavedFilter.objects.filter(user=user).order_by("name")),
        mandates=list(mandates_of(user, today)),
        seats=list(seats_of(user)),
    )


def assigned(user: User) -> QuerySet[LoanApplication]:
    """The dossiers under way that are theirs, oldest first."""
    mine = LoanApplication.objects.filter(worker=user).exclude(state__in=(State.DRAFT, *CLOSED_STATES))
    return mine.order_by("pk")


def to_do(user: User) -> QuerySet[FollowUp]:
    """What is asked of them about late loans."""
    waiting = FollowUp.objects.filter(worker=user, done_at=None)
    return waiting.select_related("loan__decision__application").order_by("due_on", "pk")


def to_present(user: User) -> QuerySet[AgendaItem]:
    """The cases they present at meetings to come."""
    mine = AgendaItem.objects.filter(rapporteur=user, state__in=PENDING).exclude(meeting__state__in=ENDED)
    return mine.select_related("application", "meeting").order_by("meeting__starts_at", "position")


def seats_of(user: User) -> QuerySet[Seat]:
    """Their seats at meetings that are not over."""
    mine = Seat.objects.filter(user=user).exclude(meeting__state__in=ENDED)
    return mine.select_related("meeting").order_by("meeting__starts_at")


def mandates_of(user: User, today: date) -> QuerySet[Mandate]:
    """Their mandates of today and to come."""
    return Mandate.objects.filter(user=user).exclude(ends_on__lt=today).order_by("starts_on")


def who_may_take_over(user: User) -> QuerySet[User]:
    """The social workers of the CCAS but this one, the least loaded first."""
    load = Count("assigned_applications", filter=~Q(assigned_applications__state__in=CLOSED_STATES))
    return possible_rapporteurs().exclude(pk=user.pk).annotate(load=load).order_by("load", "last_name", "pk")
