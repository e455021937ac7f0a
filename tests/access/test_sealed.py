"""While a vote is open, every page and export reads the same to everybody but the voter, whatever the voter said."""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from commission import voting
from commission.models import Motion
from tests.story import MEETING_AT

from .table import TABLE, Address
from .world import PEOPLE, World

pytestmark = pytest.mark.django_db
# Where a vote could show, read by everybody who may; one reader of each of the rest.
CLOSELY = ("commission:", "home", "access_log", "outgoing_mail", "bilan", "applications:detail", "applications:export")
# Drawn anew for each reader, and slow: one reader is enough, their content is that of the pages.
DRAWN = ("commission:case_sheets", "commission:attendance_sheet", "commission:preview", "commission:minutes_pdf")
TOKENS = re.compile(
    rb'(name="(?:csrfmiddlewaretoken|once)" value=|nonce=|"csrfmiddlewaretoken": )"[^"]*"', re.IGNORECASE
)
SECONDS = re.compile(rb"DTSTAMP:\w+|\d\d:\d\d:\d\d|\d\d:\d\d|CreationDate \([^)]*\)|/ID \[[^]]*\]")


def looks(world: World) -> Iterator[tuple[str, str]]:
    """Each address with a person who reads it."""
    for address in TABLE:
        readers = [name for name in PEOPLE if name in (address.reads or ())]
        closely = address.name.startswith(CLOSELY) and not address.name.startswith(DRAWN)
        for name in readers if closely else readers[-1:]:
            yield url_of(world, address), name
    yield reverse("applications:detail", args=[motion_of(world).item.application.reference]), "social worker"


def url_of(world: World, address: Address) -> str:
    return reverse(address.name, args=[world.things[thing] for thing in address.things])


def motion_of(world: World) -> Motion:
    return Motion.objects.select_related("item__meeting", "item__application").get(pk=world.things["motion"])


def read_as(world: World, name: str, url: str) -> bytes:
    client = world.browser_of(name)
    with transaction.atomic():
        response: HttpResponse = client.get(url)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    if content.startswith(b"PK"):
        content = b"".join(
            ZipFile(BytesIO(content)).read(name) for name in sorted(ZipFile(BytesIO(content)).namelist())
        )
    if content.startswith(b"%PDF"):
        # The issued papers of this world are a few words: compared as they are.
        with suppress(pikepdf.PdfError), pikepdf.open(BytesIO(content)) as paper:
            content = b"".join(page.Contents.read_bytes() for page in paper.pages)
    return SECONDS.sub(b"", TOKENS.sub(b"", content)) + str(response.status_code).encode()


def read_all(world: World, choice: str) -> dict[tuple[str, str], bytes]:
    """What everybody reads once a member who is not among them said `choice`."""
    motion = motion_of(world)
    with transaction.atomic():
        seat = motion.item.meeting.seats.get(user__email="membre2@maison.example")
        voting.cast_vote(motion=motion, seat=seat, choice=choice, by=seat.user, now=MEETING_AT)
        found = {(url, name): read_as(world, name, url) for url, name in looks(world)}
        transaction.set_rollback(True)
    return found


def test_every_page_and_export_reads_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    said_for, said_against = read_all(world, "for"), read_all(world, "against")
    assert len(said_for) > 100
    different = {look: unlike(content, said_against[look]) for look, content in said_for.items()}
    assert {look: lines for look, lines in different.items() if lines} == {}


def unlike(one: bytes, other: bytes) -> list[bytes]:
    """The lines that only one of two pages has."""
    return sorted(set(one.splitlines()) ^ set(other.splitlines()))


def test_the_search_would_find_a_choice(world: World) -> None:
    """The voter's own page says their choice: it reads differently, so the comparison above sees something."""
    motion, pages = motion_of(world), []
    seat = motion.item.meeting.seats.get(user__email="membre1@maison.example")
    url = reverse("commission:case", args=[motion.item_id])
    for choice in ("for", "against"):
        with transaction.atomic():
            voting.cast_vote(motion=motion, seat=seat, choice=choice, by=seat.user, now=MEETING_AT)
            pages.append(read_as(world, "member", url))
            transaction.set_rollback(True)
    assert pages[0] != pages[1]
