"""What every change of a person begins with."""

from django.contrib.auth.models import Group
from django.utils.crypto import get_random_string

from harmonie.refusals import Refusal, WrongState

from ..models import User
from ..roles import Role
from .queries import administrators
from .rules import LAST_ADMINISTRATOR

SECRET = 60  # characters that nobody knows


def locked(user: User, by: User) -> User:
    """The person's row; `by` still keeps the settings. One change of the people at a time.

    The role of administrator is held too, so that the last two never take it from each other at once.
    """
    list(Group.objects.select_for_update(no_key=True).filter(name=Role.ADMINISTRATOR))
    ensure_manages(by)
    found = User.objects.select_for_update(of=("self",)).select_related("partner").filter(pk=user.pk).first()
    if found is None:
        raise WrongState("Cette invitation vient d’être annulée\u00a0: il n’y a plus de compte.")
    return found


def ensure_manages(by: User) -> None:
    """As the database has it now, not as it was when their page was opened."""
    today = User.objects.filter(pk=by.pk, is_active=True).first()
    if today is None or not today.has_perm("accounts.manage_settings"):
        raise Refusal("Vous ne tenez plus les réglages\u00a0: demandez à l’administration du CCAS.")


def ensure_not_the_last(user: User) -> None:
    """Somebody always administers."""
    if not administrators().exclude(pk=user.pk).exists() and user.holds(Role.ADMINISTRATOR):
        raise Refusal(LAST_ADMINISTRATOR)


def shut_every_way_in(user: User) -> None:
    """A password that nobody knows: sessions and links are made from the old one, and end with it."""
    user.set_password(get_random_string(SECRET))
