"""The dated rules, and whether anything happened under them."""

from django.db.models import Exists, OuterRef, QuerySet

from ..enums import MeetingState
from ..models import Decision, Meeting, StandingRules


def dated_rules() -> QuerySet[StandingRules]:
    """All of them, latest first; `is_used` as the database sees it (`standingrules_used_are_final`)."""
    convened = Meeting.objects.filter(rules=OuterRef("pk")).exclude(state=MeetingState.PLANNED)
    decided = Decision.objects.filter(rules=OuterRef("pk"))
    return (
        StandingRules.objects.annotate(is_used=Exists(convened) | Exists(decided))
        .select_related("recorded_by")
        .order_by("-valid_from")
    )
