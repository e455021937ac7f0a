"""Who may decide alone today, and which cases: the delegation of the rules in force (CASF R123-21, R123-22)."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from applications.models import Folded, LoanApplication
from harmonie.accounts.models import User

from ..enums import Capacity
from ..models import Mandate, StandingRules
from ..queries import ready_cases

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

    Not those this person stepped aside from, nor those they would have to (domain.md \u00a71, déport).
    """
    free = ready_cases(user).exclude(partner__in=delegation.mandate.linked_partners.all())
    if user.partner_id:
        free = free.exclude(partner=user.partner_id)
    names = _folded_names(delegation.mandate)
    if names:
        free = free.alias(
            dealt_with=Folded(Coalesce("project__supplier", Value("")), Coalesce("landlord", Value("")))
        ).exclude(_contains(names))
    return free.order_by("-is_urgent", "submitted_at", "id")


def _contains(names: list[str]) -> Q:
    found = Q()
    for name in names:
        found |= Q(dealt_with__contains=Folded(Value(name), Value("")))
    return found


def _folded_names(mandate: Mandate) -> list[str]:
    return [line.strip() for line in mandate.linked_names.splitlines() if line.strip()]
