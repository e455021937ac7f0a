"""The mandates, by what they are today."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role

from ..models import Mandate
from ..planning.precedence import by_precedence

MAY_SIT = (Role.COMMISSION_MEMBER, Role.CHAIR)


class Mandates(NamedTuple):
    """Those in office in the order in which they would preside, their substitutes after them; to come; past."""

    in_office: list[Mandate]
    substitutes: list[Mandate]
    to_come: list[Mandate]
    past: list[Mandate]


def mandates_on(day: date) -> Mandates:
    every = list(with_ties().order_by("-starts_on", "user__last_name", "pk"))
    running = [m for m in every if m.starts_on <= day and (m.ends_on is None or m.ends_on >= day)]
    return Mandates(
        in_office=by_precedence(m for m in running if m.substitute_for_id is None),
        substitutes=[m for m in running if m.substitute_for_id],
        to_come=[m for m in every if m.starts_on > day],
        past=[m for m in every if m.ends_on and m.ends_on < day],
    )


def with_ties() -> QuerySet[Mandate]:
    return Mandate.objects.select_related("user", "substitute_for__user").prefetch_related("linked_partners")


def may_sit() -> QuerySet[User]:
    """The accounts that a mandate may be given to: they hold a role with which one votes."""
    holders = User.objects.filter(is_active=True, groups__name__in=MAY_SIT).distinct()
    return holders.order_by("last_name", "first_name", "pk")


def titulars(today: date) -> QuerySet[Mandate]:
    """The mandates that somebody may substitute for: a member's own, running or to come."""
    own = Mandate.objects.filter(substitute_for=None).exclude(ends_on__lt=today)
    return own.select_related("user").order_by("user__last_name", "pk")
