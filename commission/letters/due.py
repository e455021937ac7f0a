"""Which decisions of a meeting have a letter, or need one."""

from django.db.models import Q, QuerySet

from ..models import Decision


def letters_due(meeting_id: int) -> QuerySet[Decision]:
    """In the order of the agenda. One that was taken back before its letter: the withdrawal's letter tells of it."""
    found = Decision.objects.filter(item__meeting=meeting_id).filter(~Q(letter=None) | Q(withdrawn_by=None))
    return found.select_related(
        "item__meeting", "application__scheme", "application__project", "application__applicant",
        "application__worker", "target_scheme", "decided_by", "rules", "withdraws",
    ).order_by("item__position")  # fmt: skip
