"""Planning a meeting: what the day brings is seen before it is done."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commission.enums import Mode
from commission.models import Mandate, Meeting, StandingRules
from commission.planning.timing import next_working_day

from ..builders import a_meeting, listed

PLAN = "/commission/seances/nouvelle/"


@pytest.fixture
def in_time() -> dict[str, str]:
    day = next_working_day(timezone.localdate() + timedelta(days=9))
    return {"day": f"{day:%d/%m/%Y}", "clock": "14 h 30", "place": "Mairie"}


def test_a_day_in_time_needs_no_confirmation(room, post, in_time):
    assert post(room.secretary, PLAN, **in_time).status_code == 302
    planned = Meeting.objects.get()
    assert (planned.mode, planned.place, planned.seats.count()) == (Mode.IN_ROOM, "Mairie", 5)


def test_a_short_notice_is_said_and_confirmed(room, post, in_time):
    tomorrow = in_time | {"day": f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"}
    response = post(room.secretary, PLAN, **tomorrow)
    page = response.content.decode()
    assert response.status_code == 422
    assert "La séance est demain" in page
    assert "Les dossiers s’inscrivaient jusqu’au" in page
    assert "Mairie" in page
    assert not Meeting.objects.exists()
    assert post(room.secretary, PLAN, **tomorrow, confirmed="on").status_code == 302


def test_the_day_is_shown_before_anything_is_done(room, post, sign_in, in_time):
    StandingRules.objects.create(valid_from=date(2026, 1, 1), source="2025-12", quorum_share="third")
    response = post(room.secretary, PLAN, **in_time, check="1")
    page = response.content.decode()
    assert (response.status_code, Meeting.objects.count()) == (200, 0)
    assert "2\u00a0présents" in page or "2 présents sur 5" in page
    assert "Hélène Dubreuil" in page
    fragment = sign_in(room.secretary).get(f"{PLAN}jour/", {"day": "25/12/2026", "clock": "23 h"}).content.decode()
    assert "c’est Noël" in fragment
    assert "inhabituelle" in fragment
    for odd in ("", "demain", "\0", "9" * 400, "🙂"):
        assert sign_in(room.secretary).get(f"{PLAN}jour/", {"day": odd, "seance": odd}).status_code == 200


def test_two_meetings_on_one_day_and_no_president_are_said(room, post, in_time, sign_in):
    post(room.secretary, PLAN, **in_time)
    Mandate.objects.filter(capacity="president").update(ends_on=timezone.localdate())
    page = post(room.secretary, PLAN, **in_time).content.decode()
    assert "Une autre séance est déjà prévue" in page
    assert "Personne n’a de mandat de présidence" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"mode": "remote"}, "Indiquez l’adresse"),
        ({"mode": "remote", "link": "javascript:alert(1)"}, "Écrivez une adresse entière"),
        ({"mode": "written"}, "Indiquez le jour et l’heure"),
        ({"mode": "written", "until_day": "01/12/2020", "until_clock": "12 h"}, "Cette date est passée"),
        ({"mode": "elsewhere"}, "Choisissez une des réponses"),
        ({"place": "à" * 300}, "Raccourcissez"),
        ({"place": "\0"}, "nul"),
    ],
)
def test_each_way_of_meeting_asks_its_own(room, post, in_time, typed, sentence):
    response = post(room.secretary, PLAN, **(in_time | typed))
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_remote_and_written_meetings_keep_what_they_need(room, post, in_time):
    post(room.secretary, PLAN, **(in_time | {"mode": "remote", "link": "visio.example/c", "place": ""}))
    remote = Meeting.objects.get()
    assert (remote.link, remote.place) == ("https://visio.example/c", "À distance")
    later = next_working_day(timezone.localdate() + timedelta(days=20))
    term = {"mode": "written", "until_day": f"{later:%d/%m/%Y}", "until_clock": "18 h", "link": "visio.example"}
    post(room.secretary, PLAN, **(in_time | term), confirmed="on")
    written = Meeting.objects.latest("pk")
    assert (written.mode, written.link) == (Mode.WRITTEN, "")
    assert timezone.localtime(written.vote_until).hour == 18


def test_a_planned_meeting_is_moved_with_its_seats_and_its_cases(room, post, sign_in, in_time):
    meeting = a_meeting(room, starts_at=timezone.now() + timedelta(days=40))
    item = listed(room, meeting)
    Mandate.objects.filter(user=room.members[0]).update(ends_on=timezone.localdate() + timedelta(days=20))
    address = reverse("commission:change_meeting", args=[meeting.pk])
    assert "Salle du conseil" in sign_in(room.secretary).get(address).content.decode()
    assert post(room.secretary, address, **in_time).status_code == 302
    meeting.refresh_from_db()
    item.application.refresh_from_db()
    assert meeting.place == "Mairie"
    assert meeting.seats.count() == 5, "the member still sits on the earlier day"
    assert item.application.meeting_on == timezone.localdate(meeting.starts_at)
    assert item.application.state == "on_agenda"
