"""A meeting as an entry of somebody's calendar: RFC 5545, and RFC 5546 for what is sent by mail. Pure.

Times are in UTC, so that no time zone has to be described. An entry keeps its UID for ever; each new version of it has
a higher SEQUENCE, and a CANCEL of the same UID takes it away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

OCTETS = 75  # RFC 5545, 3.1: a line has no more than 75 octets, its end excluded
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Entry:
    """What stands in the calendar. `attendee` is the one address it is sent to; "" for a file that anyone may save."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str
    description: str
    link: str
    organiser: tuple[str, str]
    attendee: tuple[str, str] = ("", "")
    is_cancelled: bool = False
    keeps_free: bool = False


def written(entry: Entry, *, now: datetime) -> str:
    """The iCalendar object: a request or a cancellation for its attendee, a publication for nobody in particular."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Harmonie//Seances//FR",
        "CALSCALE:GREGORIAN",
        f"METHOD:{_method(entry)}",
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{_utc(now)}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTART:{_utc(entry.starts_at)}",
        f"DTEND:{_utc(entry.ends_at)}",
        f"SUMMARY:{_text(entry.summary)}",
        *_optional("LOCATION", entry.place),
        *_optional("DESCRIPTION", entry.description),
        f"URL:{entry.link}",
        f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}",
        f"TRANSP:{'TRANSPARENT' if entry.keeps_free or entry.is_cancelled else 'OPAQUE'}",
        "CLASS:PRIVATE",
        f"ORGANIZER;CN={_parameter(entry.organiser[0])}:mailto:{entry.organiser[1]}",
        *_attendee(entry),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def fold(line: str) -> Iterable[str]:
    """The line in pieces of at most 75 octets, each but the first after a space; no character is cut in two."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    yield piece


def _method(entry: Entry) -> str:
    if entry.is_cancelled:
        return "CANCEL"
    return "REQUEST" if entry.attendee[1] else "PUBLISH"


def _attendee(entry: Entry) -> list[str]:
    name, address = entry.attendee
    if not address:
        return []
    answer = "ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE"
    return [f"ATTENDEE;CN={_parameter(name)};{answer}:mailto:{address}"]


def _optional(name: str, value: str) -> list[str]:
    return [f"{name}:{_text(value)}"] if value else []


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """A value of type TEXT (3.3.11). What no calendar may hold is left out."""
    return _printable(value, keep="\n").translate(ESCAPED)


def _parameter(value: str) -> str:
    """A quoted parameter value (3.2): it has no way to hold a double quote."""
    return '"' + _printable(value).replace('"', "’") + '"'


def _printable(value: str, keep: str = "") -> str:
    return "".join(c for c in value if c in keep or (c >= " " and c != "\x7f"))
