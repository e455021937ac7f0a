"""The minutes and the letters on the page of a meeting that is over."""

from typing import Any

from harmonie.accounts.models import User

from ..models import Meeting, Minutes
from .rules import has_minutes, may_write


def panel(meeting: Meeting, user: User) -> dict[str, Any]:
    """`minutes_panel`: None while there is nothing to read."""
    if not has_minutes(meeting):
        return {"minutes_panel": None}
    found = Minutes.objects.select_related("signed_by").filter(meeting=meeting).first()
    is_signed = found is not None and found.signed_at is not None
    if not is_signed and not may_write(user, meeting):
        return {"minutes_panel": None}
    return {"minutes_panel": {"minutes": found, "is_signed": is_signed}}
