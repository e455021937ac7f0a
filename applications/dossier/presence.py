"""Colleagues who have the same dossier open, and what they saved since this page was shown. Never for partners."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role

from ..models import LoanApplication, Reader
from .actions import GONE_AFTER, note_reading
from .history import Change, changes_since


class Watch(NamedTuple):
    """What a page that shows the dossier at `revision` should say; `key` changes when the sentences do."""

    reference: str
    revision: int
    colleagues: Sequence[Reader]
    changes: Sequence[Change]

    @property
    def key(self) -> str:
        there = [f"{reader.user_id}-{reader.opened_at:%H%M%S}" for reader in self.colleagues]
        return ".".join([*there, str(len(self.changes))])


def is_watched(user: User) -> bool:
    return not user.holds(Role.PARTNER)


def open_here(request: HttpRequest, application: LoanApplication) -> dict[str, Any]:
    """Notes that this person has the dossier open; what `_readers.html` takes."""
    if not is_watched(request.user):
        return {"watch": None}
    now = timezone.now()
    note_reading(application=application, by=request.user, now=now)
    return {"watch": watch(application, request.user, application.revision, now)}


def watch(application: LoanApplication, user: User, revision: int, now: datetime) -> Watch:
    """Who else is there, and what changed after `revision`."""
    readers = application.readers.filter(seen_at__gt=now - GONE_AFTER).exclude(user=user)
    changes = changes_since(application, revision) if application.revision > revision else []
    return Watch(application.reference, revision, list(_allowed(readers, application)), changes)


def _allowed(readers: Any, application: LoanApplication) -> Any:
    """Those who stepped aside meanwhile are there no more."""
    aside = application.exclusions.values("user")
    return readers.exclude(user__in=aside).select_related("user").order_by("opened_at", "id")
