"""An entry as calendars want it, read here by hand: lines, escapes, versions."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commission.convocation.icalendar import Entry, fold, written

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 1, 4, 9, 0, tzinfo=PARIS)
START = datetime(2027, 7, 12, 14, 30, tzinfo=PARIS)


def an_entry(**facts) -> Entry:
    given = {
        "uid": "seance-7@ici.example",
        "sequence": 2,
        "starts_at": START,
        "ends_at": START + timedelta(hours=2),
        "summary": "Commission permanente, séance du 12 juillet",
        "place": "Mairie; salle 3, 1er étage",
        "description": "Première ligne\nSeconde ligne",
        "link": "https://ici.example/commission/seances/7/",
        "organiser": ("CCAS de Rivemont", "ccas@rivemont.example"),
        "attendee": ("Hélène « H » Dubreuil", "helene@rivemont.example"),
    }
    return Entry(**{**given, **facts})


def properties(text: str) -> dict[str, str]:
    """By name without parameters; the last of each name."""
    lines = text.replace("\r\n ", "").split("\r\n")
    return {line.partition(":")[0].partition(";")[0]: line.partition(":")[2] for line in lines if line}


def test_an_entry_has_what_a_calendar_needs():
    text = written(an_entry(), now=NOW)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    found = properties(text)
    assert (found["DTSTART"], found["DTEND"]) == ("20270712T123000Z", "20270712T143000Z"), "summer time is UTC+2"
    assert found["DTSTAMP"] == NOW.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    assert (found["UID"], found["SEQUENCE"], found["METHOD"]) == ("seance-7@ici.example", "2", "REQUEST")
    assert found["LOCATION"] == "Mairie\\; salle 3\\, 1er étage"
    assert found["DESCRIPTION"] == "Première ligne\\nSeconde ligne"
    assert found["TRANSP"] == "OPAQUE"


@pytest.mark.parametrize(
    ("facts", "method", "status"),
    [
        ({}, "REQUEST", "CONFIRMED"),
        ({"is_cancelled": True}, "CANCEL", "CANCELLED"),
        ({"attendee": ("", "")}, "PUBLISH", "CONFIRMED"),
    ],
)
def test_its_method_says_what_it_is_for(facts, method, status):
    text = written(an_entry(**facts), now=NOW)
    assert properties(text)["METHOD"] == method
    assert properties(text)["STATUS"] == status
    assert ("ATTENDEE" in text) == (method != "PUBLISH")


def test_no_line_is_longer_than_75_octets_and_none_is_cut_in_a_character():
    long = "DESCRIPTION:" + "é🏛" * 100
    pieces = list(fold(long))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == long
    assert list(fold("")) == [""]


def test_nothing_typed_adds_a_line_or_a_parameter():
    text = written(an_entry(place='Salle"\r\nATTENDEE:mailto:x@x\x00', attendee=('A"; X=1', "a@a.example")), now=NOW)
    assert text.count("ATTENDEE") - text.replace("\r\n ", "").count("\\nATTENDEE") == 1
    assert "\x00" not in text
    assert 'CN="A’; X=1"' in text.replace("\r\n ", "")
