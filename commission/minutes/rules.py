"""Who writes in the minutes and who signs them. Pure but for the roles."""

import json
import zlib
from collections.abc import Mapping

from harmonie.accounts.models import User

from ..chairing import ROLE
from ..enums import MeetingState
from ..models import Meeting

DRAFTED = (MeetingState.CLOSED, MeetingState.NO_QUORUM)


def has_minutes(meeting: Meeting) -> bool:
    return meeting.state in DRAFTED


def may_sign(user: User, meeting: Meeting) -> bool:
    """Whoever presided, or the chair."""
    return user.pk == meeting.presided_by_id or user.has_perm(ROLE)


def may_write(user: User, meeting: Meeting) -> bool:
    return user.has_perm("commission.plan_meeting") or may_sign(user, meeting)


def revision_of(opening: str, closing: str, remarks: Mapping[int, str]) -> int:
    """A figure that changes with the free texts: a page shown before somebody's change is refused."""
    texts = json.dumps([opening, closing, sorted(remarks.items())])
    return zlib.crc32(texts.encode()) % 10**8
