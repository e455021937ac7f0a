"""The partners with what is counted of them."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Q, QuerySet

from applications.enums import CLOSED_STATES, State
from applications.models import LoanApplication
from harmonie.accounts.models import Partner


def with_counts() -> QuerySet[Partner]:
    """Each with `people`, the accounts that are open, and `waiting`, the invitations; by name."""
    opened = Q(users__is_active=True)
    waiting = opened & Q(users__last_login=None, users__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    counted = Partner.objects.annotate(
        people=Count("users", filter=opened & ~waiting), waiting=Count("users", filter=waiting)
    )
    return counted.order_by("name", "pk")


def under_way(partner: Partner) -> QuerySet[LoanApplication]:
    """Its referrals that the CCAS has in hand."""
    return LoanApplication.objects.filter(partner=partner).exclude(state__in=(State.DRAFT, *CLOSED_STATES))


def drafts(partner: Partner) -> QuerySet[LoanApplication]:
    """Its referrals that were begun and not sent."""
    return LoanApplication.objects.filter(partner=partner, state=State.DRAFT)
