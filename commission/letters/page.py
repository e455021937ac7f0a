"""What the page of a meeting's letters shows, and the one thing to do on it."""

from datetime import datetime
from typing import Any

from harmonie.accounts.models import User
from harmonie.components import Part

from ..enums import BatchState, MeetingState
from ..models import LetterBatch, Meeting
from .queries import PREPARES, Line, batch_of, lines_of
from .stopped import has_stopped


def page(meeting: Meeting, user: User, now: datetime) -> dict[str, Any]:
    lines = lines_of(meeting, user)
    prepares = user.has_perm(PREPARES)
    return {
        "meeting": meeting,
        "lines": lines,
        "prepares": prepares,
        "readable": [line for line in lines if line.may_read],
        **progress(meeting, now),
        **_steps(meeting, lines, prepares),
    }


def progress(meeting: Meeting, now: datetime) -> dict[str, Any]:
    """How far the making is, alone, for the part that asks again by itself."""
    batch = batch_of(meeting)
    return {
        "meeting": meeting,
        "batch": batch,
        "is_working": bool(batch and _works(batch)),
        "has_stopped": bool(batch and _works(batch) and has_stopped(batch, now)),
        "bar": [Part(batch.done, f"{batch.done} faites")] if batch else [],
        "said": _said(batch) if batch else "",
    }


def _works(batch: LetterBatch) -> bool:
    return batch.state == BatchState.PREPARING and not batch.trouble


def _said(batch: LetterBatch) -> str:
    """« 3 lettres prêtes sur 7 »."""
    some = "s" if batch.done > 1 else ""
    return f"{batch.done}\u00a0lettre{some} prête{some} sur {batch.total}"


def _steps(meeting: Meeting, lines: list[Line], prepares: bool) -> dict[str, Any]:
    """Prepare, release, note as sent: at most one of them is the next."""
    batch = batch_of(meeting) if prepares else None
    missing = [line for line in lines if line.letter is None]
    ready = [line for line in lines if line.letter and not line.is_issued]
    unsent = [line for line in lines if line.is_issued and not line.is_sent]
    is_open = batch is None or (batch.state == BatchState.PREPARING and bool(batch.trouble))
    return {
        "missing": missing,
        "ready": ready,
        "unsent": unsent,
        "may_prepare": prepares and meeting.state == MeetingState.CLOSED and bool(missing) and is_open,
        "may_release": bool(batch and batch.done and (batch.state == BatchState.READY or (batch.trouble and ready))),
        "may_send": prepares and bool(unsent),
    }
