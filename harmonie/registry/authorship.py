"""Who changes what, and why. The rows themselves are written by database triggers; this gives them their author."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import pghistory

from harmonie.accounts.models import User


def recorded(*, by: User, now: datetime, why: str = "") -> AbstractContextManager[Any]:
    """Names the author, the moment and the reason of every row changed inside the block."""
    return pghistory.context(by=by.get_full_name(), by_id=by.pk, at=now.isoformat(), why=why)
