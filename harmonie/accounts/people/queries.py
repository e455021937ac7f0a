"""The people who have an account, or were invited to."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet

from ..models import User
from ..roles import Role

WAITING = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX, last_login=None)


def everybody() -> QuerySet[User]:
    """Each person with their roles and their partner, in two queries."""
    return User.objects.select_related("partner").prefetch_related("groups")


def invited() -> QuerySet[User]:
    """Those who have not chosen a password yet."""
    return User.objects.filter(WAITING, is_active=True)


def is_waiting(user: User) -> bool:
    """Whether the person was invited and has not come in yet."""
    return user.is_active and user.last_login is None and not user.has_usable_password()


def administrators() -> QuerySet[User]:
    """Those who can act: active, and with a password of their own."""
    acting = User.objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR).exclude(WAITING)
    return acting.exclude(partner__is_active=False)
