"""Keeping what is typed, and forgetting it: the writing half of `kept.py`."""

import json
import uuid
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.http import QueryDict
from django.urls import Resolver404, resolve

from harmonie.accounts.models import User
from harmonie.refusals import Refusal

from .models import KeptInput, SpentToken

DAYS = 30
MOST = 100_000  # characters of JSON: ten assessments of the greatest length
PATH_LENGTH = 200
PAGE, ONCE = "kept-page", "once"
NEVER = {"csrfmiddlewaretoken", ONCE, PAGE}
# One after the other for one person and page, so that nothing is kept again behind the back of what spent it.
IN_TURN = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


@transaction.atomic
def keep(*, user: User, path: str, typed: QueryDict, now: datetime, unless_spent: str = "") -> None:
    """Keeps what stands in a form, without its tokens; nothing when the form of token `unless_spent` was saved already.

    A `Refusal` when `path` takes no form, or when it is too much to keep.
    """
    if not takes_forms(path):
        raise Refusal("Cette page ne garde pas la saisie\u00a0: enregistrez avec son bouton.")
    data = json.dumps({name: typed.getlist(name) for name in typed if name not in NEVER})
    if len(data) > MOST:
        raise Refusal("Ce texte est trop long pour être gardé ainsi\u00a0: enregistrez avec le bouton de la page.")
    _in_turn(user, path)
    if not is_spent(unless_spent):
        KeptInput.objects.update_or_create(user=user, path=path, defaults={"data": data, "kept_at": now})


@transaction.atomic
def spend(*, user: User, path: str) -> None:
    """Forgets what was kept of a page: it is saved, or not wanted any more."""
    _in_turn(user, path)
    KeptInput.objects.filter(user=user, path=path).delete()


def forget(*, now: datetime) -> int:
    """Forgets what nobody came back to for a month; how many pages it was."""
    return KeptInput.objects.filter(kept_at__lt=now - timedelta(days=DAYS)).delete()[0]


def takes_forms(path: str) -> bool:
    """Whether `path` is an address of ours whose posts count once."""
    return is_ours(path) and hasattr(resolve(path).func, "posts_once")


def is_ours(path: str) -> bool:
    """Whether `path` is an address of this house, short enough to be remembered."""
    try:
        return len(path) <= PATH_LENGTH and bool(resolve(path))
    except Resolver404:
        return False


def is_spent(token: str) -> bool:
    """Whether the form that bears this token was saved already."""
    try:
        return SpentToken.objects.filter(token=uuid.UUID(token)).exists()
    except ValueError:
        return False


def _in_turn(user: User, path: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(IN_TURN, [f"kept {user.pk} {path}"])
