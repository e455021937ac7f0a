"""Who may decide alone today, and which cases: the delegation of the rules in force (CASF R123-21, R123-22)."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from applications.models import LoanApplication
from harmonie.accounts.models import User

from ..enums import Capacity
from ..models import Mandate, StandingRules
from ..queries import ready_cases
from ..ties import is_one_of, names_of

PERMISSION = "commission.decide_urgently"


class Delegation(NamedTuple):
    """What a member may decide alone: up to `cap` euros, under these rules, in the capacity of this mandate."""

    rules: StandingRules
    mandate: Mandate
    cap: Decimal


def delegation_of(user: User, day: date) -> Delegation | None:
    """The president's delegation on `day`, the vice-president's where the rules extend it to them; else None."""
    rules = StandingRules.objects.in_force(day)
    if rules.urgent_cap is None or not user.has_perm(PERMISSION):
        return None
    allowed = [Capacity.PRESIDENT]
    if rules.vice_president_decides_urgently:
        allowed.append(Capacity.VICE_PRESIDENT)
    mandates = Mandate.objects.in_office(day).filter(user=user, capacity__in=allowed, substitute_for=None)
    mandate = mandates.order_by("capacity", "pk").first()
    return Delegation(rules, mandate, rules.urgent_cap) if mandate else None


def urgent_cases(user: User, delegation: Delegation) -> QuerySet[LoanApplication]:
    """Ready cases that the CCAS lends for itself, those said to be urgent first.

    Not those this person stepped aside from, nor those they would have to (domain.md §1, déport).
    """
    free = ready_cases(user).exclude(partner__in=delegation.mandate.linked_partners.all())
    if user.partner_id:
        free = free.exclude(partner=user.partner_id)
    tied = _tied_by_name(user, delegation, free)
    return free.exclude(pk__in=tied).order_by("-is_urgent", "submitted_at", "id")


def _tied_by_name(user: User, delegation: Delegation, cases: QuerySet[LoanApplication]) -> list[int]:
    """The cases whose supplier or landlord this person is, or has ties with."""
    known = names_of(user.first_name, user.last_name, delegation.mandate.linked_names)
    named = cases.order_by().values_list("pk", "project__supplier", "landlord")
    return [key for key, *names in named if any(is_one_of(name or "", known) for name in names)]
