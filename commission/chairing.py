"""Who may lead a meeting now: the chair's role, or the member who presides in the chair's absence."""

from harmonie.accounts.models import User

from .enums import ItemState
from .models import AgendaItem, Meeting, Seat
from .queries import presiding_over

ROLE = "commission.preside_meeting"
PLANS = "commission.plan_meeting"
PENDING = (ItemState.LISTED, ItemState.UNDER_VOTE)


def first_in_rank(meeting: Meeting) -> Seat | None:
    """The seat in the room that would preside: president, vice-president, longest-serving, oldest (domain.md §1)."""
    here = meeting.seats.taking_part().select_related("user")
    return here.order_by("precedence", "pk").first()


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


def leads_a_case(user: User, meeting: Meeting) -> bool:
    """Whether one of the cases left falls to `user`, because whoever presides stepped aside from it."""
    if not meeting.seats.taking_part().filter(user=user).exists():
        return False
    aside = meeting.items.filter(state__in=PENDING, recusals__isnull=False).distinct()
    return any(presiding_over(item) == user.pk for item in aside.select_related("meeting"))
