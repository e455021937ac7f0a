"""Case sheets for one reader, and the sheet that members sign."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from commission import actions
from commission.actions import declare_recusal
from commission.convocation import actions as convocation
from commission.convocation.attendance import sheet_context
from commission.convocation.queries import issued_sheet
from commission.convocation.sheets import cases_for, sheets_context
from commission.enums import Presence
from commission.models import Meeting
from harmonie.refusals import WrongState
from harmonie.registry.models import AccessEntry

from ..builders import an_open_meeting, seat_of


def page(template, context) -> str:
    return render_to_string(template, {"town": settings.TOWN, **context})


def test_each_reader_gets_the_cases_that_are_theirs(room):
    meeting = an_open_meeting(room, {"description": "Lit"}, {"description": "Vélo"})
    first, second = meeting.items.order_by("position")
    aside = room.members[0]
    declare_recusal(item=first, member=aside, reason="Bailleur", now=timezone.now())
    said = page("pdf/case_sheets.html", sheets_context(meeting, cases_for(meeting, aside), aside))
    assert first.application.reference not in said
    assert second.application.reference in said
    assert "vous en êtes en déport" in said
    assert str(aside) in said, "it says whose copy it is"
    whole = page("pdf/case_sheets.html", sheets_context(meeting, cases_for(meeting, room.chair), room.chair))
    assert "Lit" in whole
    assert "vous en êtes en déport" not in whole


def test_it_is_anonymous_where_the_scheme_says_so(room):
    room.scheme.is_anonymised = True
    room.scheme.save(update_fields=["is_anonymised"])
    meeting = an_open_meeting(room)
    said = page("pdf/case_sheets.html", sheets_context(meeting, cases_for(meeting, room.chair), room.chair))
    assert "Benali" not in said
    assert "Tanneurs" not in said


def test_the_sheets_are_a_pdf_and_their_reading_is_noted(room, meeting, item, sign_in):
    response = sign_in(room.members[1]).get(reverse("commission:case_sheets", args=[meeting.pk]))
    assert response.content.startswith(b"%PDF")
    assert response["Cache-Control"] == "private, no-store"
    assert AccessEntry.objects.filter(user=room.members[1], reference=item.application.reference).exists()


def test_the_sheet_is_blank_before_and_filled_afterwards(room, meeting, sign_in, post):
    away = seat_of(meeting, room.members[2])
    now = timezone.now()
    actions.record_presence(seat=away, presence=Presence.LEFT, by=room.secretary, now=now + timedelta(minutes=90))
    rows = {row.name: row for row in sheet_context(meeting, issued_on=now.date())["rows"]}
    assert rows[str(room.chair)].capacity == "présidente du CCAS"
    assert rows[str(room.members[2])].left
    assert not rows[str(room.members[1])].left
    planned = Meeting(**{**{f.attname: getattr(meeting, f.attname) for f in Meeting._meta.fields}, "state": "convened"})
    assert not any(row.arrived for row in sheet_context(planned, issued_on=now.date())["rows"])
    address = reverse("commission:attendance_sheet", args=[meeting.pk])
    assert sign_in(room.secretary).get(address).content.startswith(b"%PDF")
    assert sign_in(room.members[1]).get(address).status_code == 404
    with pytest.raises(WrongState, match="levée"):
        convocation.issue_attendance_sheet(meeting=meeting, by=room.secretary, now=now)
    actions.postpone_item(item=meeting.items.get(), why="Absent", by=room.chair, now=now)
    actions.close_meeting(meeting=meeting, by=room.chair, now=now + timedelta(hours=2))
    over = Meeting.objects.get(pk=meeting.pk)
    for _ in range(2):
        post(room.secretary, reverse("commission:issue_attendance_sheet", args=[meeting.pk]))
    issued = issued_sheet(over)
    assert issued.reference == f"FE-{meeting.pk}"
    assert over.papers.count() == 1
    assert sign_in(room.secretary).get(address).content == bytes(issued.content)
    with pytest.raises(WrongState, match="déjà"):
        convocation.issue_attendance_sheet(meeting=over, by=room.secretary, now=now)


def test_a_corrected_hour_counts_once_and_a_return_twice(room, meeting):
    seat, now = seat_of(meeting, room.members[1]), timezone.now()
    for minutes, presence in ((50, Presence.LEFT), (40, Presence.LEFT), (30, Presence.PRESENT)):
        at = now - timedelta(minutes=minutes)
        seat.passages.create(presence=presence, at=at, noted_at=now, noted_by=room.secretary)
    row = next(r for r in sheet_context(meeting, issued_on=now.date())["rows"] if r.name == str(seat.user))
    assert row.arrived.count("h") == 2
    assert row.left.count("h") == 1


def test_the_calendar_file_is_for_those_who_sit(room, meeting, sign_in):
    address = reverse("commission:calendar", args=[meeting.pk])
    response = sign_in(room.members[0]).get(address)
    assert response["Content-Type"].startswith("text/calendar")
    text = response.content.decode()
    assert "METHOD:PUBLISH" in text
    assert "ATTENDEE" not in text
    assert sign_in(room.members[0]).post(address).status_code == 405
