"""Who may present a case, and whether the money is there for all of them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.schemes.models import BudgetEnvelope

from ..enums import ItemState
from ..models import AgendaItem, Meeting


def possible_rapporteurs() -> QuerySet[User]:
    """The social workers of the CCAS, by name."""
    workers = User.objects.filter(groups__name=Role.SOCIAL_WORKER, is_active=True, partner=None)
    return workers.order_by("last_name", "first_name", "pk").distinct()


class Funding(NamedTuple):
    """What an agenda asks of one scheme's envelope, in euros. `available` is None where none is open."""

    scheme: str
    year: int
    asked: Decimal
    available: Decimal | None

    @property
    def after(self) -> Decimal:
        """What would be left if everything were granted; below zero when it does not suffice."""
        return (self.available or Decimal(0)) - self.asked

    @property
    def missing(self) -> Decimal:
        """Euros that would lack; 0 when it suffices."""
        return max(-self.after, Decimal(0))


def funding_of(meeting: Meeting, items: Iterable[AgendaItem]) -> tuple[list[Funding], set[int]]:
    """One line a scheme, and the keys of the items for which nothing would be left if those before were granted.

    Cases already decided have taken their money: only what is still to be examined is counted.
    """
    year = timezone.localdate(meeting.starts_at).year
    waiting = (ItemState.LISTED, ItemState.UNDER_VOTE)
    pending = [item for item in items if item.state in waiting and item.withdraws_id is None]
    schemes = {item.application.scheme_id: item.application.scheme for item in pending}
    opened = BudgetEnvelope.objects.filter(year=year, scheme__in=schemes)
    left: dict[int, Decimal | None] = dict.fromkeys(schemes) | {e.scheme_id: e.available for e in opened}
    asked, short = dict.fromkeys(schemes, Decimal(0)), set()
    for item in pending:
        key = item.application.scheme_id
        asked[key] += item.application.project.amount
        if asked[key] > (left[key] or 0):
            short.add(item.pk)
    lines = [Funding(str(scheme), year, asked[key], left[key]) for key, scheme in schemes.items()]
    return lines, short
