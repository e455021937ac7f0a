"""What a meeting is told of decisions taken alone."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from harmonie.accounts.models import User

from ..enums import DecisionPath, MeetingState
from ..models import Decision, Meeting

NEVER_SAT = (MeetingState.NO_QUORUM, MeetingState.CANCELLED)


def reports_of(meeting: Meeting, user: User | None = None) -> QuerySet[Decision]:
    """The decisions taken alone that this meeting is told of, in the order they were taken.

    Those reported to a meeting that then could not sit go on to the next one. `user` leaves out what they stepped
    aside from; without one (the minutes), all of them.
    """
    told = Decision.objects.filter(path=DecisionPath.DELEGATION).filter(
        Q(report__meeting=meeting) | _carried_over(meeting)
    )
    if user is not None:
        told = told.exclude(application__exclusions__user=user)
    return told.select_related(
        "application__project", "application__scheme", "decided_by", "rules", "withdrawn_by"
    ).order_by("pk")


def _carried_over(meeting: Meeting) -> Q:
    if meeting.convened_at is None:
        return Q(pk=None)
    between = Meeting.objects.filter(
        convened_at__gt=OuterRef("report__listed_at"), convened_at__lt=meeting.convened_at
    ).exclude(state__in=NEVER_SAT)
    return Q(report__meeting__state__in=NEVER_SAT, report__listed_at__lt=meeting.convened_at) & ~Q(Exists(between))
