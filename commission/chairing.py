"""Who may lead a meeting now: the chair's role, or the member who presides in the chair's absence."""

from harmonie.accounts.models import User

from .models import AgendaItem, Meeting
from .queries import presiding_over

ROLE = "commission.preside_meeting"


def acting_chair(meeting: Meeting) -> int | None:
    """The user who presides: once open, whoever opened it as long as they are there, else the first in rank here."""
    here = meeting.seats.taking_part().order_by("precedence", "pk").values_list("user", flat=True)
    ranks = list(here)
    return meeting.presided_by_id if meeting.presided_by_id in ranks else next(iter(ranks), None)


def presides(user: User, meeting: Meeting, item: AgendaItem | None = None) -> bool:
    """Whether `user` may lead the meeting, or one case of it. Nobody leads a case from which they stepped aside."""
    if item is not None and item.recusals.filter(user=user).exists():
        return False
    if user.has_perm(ROLE):
        return True
    return user.pk == (presiding_over(item) if item else acting_chair(meeting))
