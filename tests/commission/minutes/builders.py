"""A meeting in which much happened, and its minutes."""

import io
from datetime import timedelta
from decimal import Decimal

import pypdf
from django.utils import timezone

from commission import actions, deciding, voting
from commission.enums import Presence
from commission.models import Meeting
from tests.commission.builders import (
    REASONS,
    Commission,
    a_meeting,
    arrive,
    close,
    convened,
    listed,
    put,
    say,
    seat_of,
)


def a_full_meeting(room: Commission) -> Meeting:
    """Five members: one excused with a proxy, one late, one who leaves.

    Five cases: granted, refused after a rejected and a dropped motion, granted without the chair, deferred, put off.
    """
    now, planned = timezone.now(), a_meeting(room)
    for description in ("Réfrigérateur", "Lit", "Permis", "Lunettes", "Vélo"):
        listed(room, planned, description=description)
    meeting = convened(room, planned)
    chair, first, second, late, away = room.everybody
    arrive(room, meeting, chair, first, second)
    told = {"by": room.secretary, "now": now}
    actions.record_presence(seat=seat_of(meeting, away), presence=Presence.EXCUSED, **told)
    actions.give_proxy(giver=seat_of(meeting, away), holder=seat_of(meeting, first), **told)
    actions.open_meeting(meeting=meeting, by=chair, now=timezone.now())
    granted, refused, aside, deferred, put_off = meeting.items.order_by("position")

    motion = put(room, granted, amount=Decimal(400), conditions="Devis à jour", **REASONS)
    for user in (chair, first, second):
        say(motion, user, "for")
    say(motion, first, "abstention", seat=seat_of(meeting, away))
    close(room, motion)

    arrive(room, meeting, late)
    motion = put(room, refused)
    say(motion, chair, "against")
    close(room, motion)
    deciding.drop_motion(motion=put(room, refused), by=chair, now=timezone.now())
    motion = put(room, refused, kind="refuse")
    say(motion, second, "for")
    close(room, motion)

    actions.declare_recusal(item=aside, member=chair, reason="Parente", now=timezone.now())
    motion = voting.put_motion(
        item=aside, kind="grant", amount=Decimal(620), months=12, payee="supplier", by=first, now=timezone.now()
    )
    say(motion, first, "for")
    close(room, motion, by=first)

    motion = put(room, deferred, kind="defer", awaited_document="Ordonnance", **REASONS)
    say(motion, chair, "for")
    close(room, motion)
    actions.record_presence(seat=seat_of(meeting, second), presence=Presence.LEFT, by=chair, now=timezone.now())
    actions.postpone_item(item=put_off, why="le devis manque", by=chair, now=timezone.now())
    actions.close_meeting(meeting=meeting, by=chair, now=timezone.now() + timedelta(seconds=1))
    return Meeting.objects.get(pk=meeting.pk)


def text_of(content: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(bytes(content)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())
