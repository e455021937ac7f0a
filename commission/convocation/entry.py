"""What a meeting looks like in a calendar: no case, no name of anybody who asks for a loan."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from harmonie.accounts.models import User
from harmonie.town.queries import town

from ..enums import Mode
from ..models import Meeting
from .content import title
from .icalendar import Entry, written

USUAL_LENGTH = timedelta(hours=2)  # a meeting has no planned end


def address_of(meeting: Meeting) -> str:
    """The meeting's page, as a mail and a calendar name it."""
    return settings.HARMONIE_URL + reverse("commission:meeting", args=[meeting.pk])


def calendar_for(
    meeting: Meeting, *, member: User | None, sequence: int, now: datetime, is_cancelled: bool = False
) -> str:
    """The iCalendar object for one member, or for nobody in particular (a file to save)."""
    is_written = meeting.mode == Mode.WRITTEN
    name = title(meeting)
    entry = Entry(
        uid=f"seance-{meeting.pk}@{urlsplit(settings.HARMONIE_URL).hostname or 'localhost'}",
        sequence=sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.vote_until if is_written else meeting.starts_at + USUAL_LENGTH,
        summary=f"Commission permanente, {name}",
        place=meeting.link if meeting.mode == Mode.REMOTE and meeting.link else meeting.place,
        description=f"{town().ccas}. L’ordre du jour et les dossiers sont dans Harmonie.",
        link=address_of(meeting),
        organiser=(town().ccas, town().email),
        attendee=(str(member), member.email) if member else ("", ""),
        is_cancelled=is_cancelled,
        keeps_free=is_written,
    )
    return written(entry, now=now)
