"""Planning a meeting, composing its agenda, convening it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications.models import LoanApplication
from commission.models import AgendaItem, Mandate, Meeting

from ..builders import a_meeting, a_ready_case, convened, listed

PLAN = "/commission/seances/nouvelle/"


def next_week() -> date:
    return timezone.localdate() + timedelta(days=7)


def test_planning_seats_the_members_in_office(room, post):
    response = post(
        room.secretary, PLAN, day=f"{next_week():%d/%m/%Y}", clock="14 h 30", place="Mairie", confirmed="on"
    )
    planned = Meeting.objects.get()
    assert response["Location"] == reverse("commission:meeting", args=[planned.pk])
    assert timezone.localtime(planned.starts_at).strftime("%H:%M") == "14:30"
    assert planned.seats.count() == 5


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("day", "31/02/2027", "Écrivez une date qui existe"),
        ("day", "01/01/2020", "Cette date est passée"),
        ("day", "01/01/2999", "trop lointaine"),
        ("clock", "25 h", "Écrivez une heure"),
        ("clock", "midi", "Écrivez une heure"),
        ("clock", "²2", "Écrivez une heure"),
        ("place", "", "Complétez"),
    ],
)
def test_what_cannot_be_is_explained_and_kept(room, post, field, typed, sentence):
    fields = {"day": f"{next_week():%d/%m/%Y}", "clock": "14:30", "place": "Salle du Chêne", field: typed}
    response = post(room.secretary, PLAN, **fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "14:30" in page or field == "clock"
    assert not Meeting.objects.exists()


def test_no_meeting_without_members(room, post):
    Mandate.objects.update(ends_on=date(2021, 1, 1))
    response = post(room.secretary, PLAN, day=f"{next_week():%d/%m/%Y}", clock="14:30", place="Mairie", confirmed="on")
    assert response.status_code == 422
    assert "Personne n’a de mandat" in response.content.decode()


def test_a_ready_case_is_put_on_the_agenda_once(room, post, sign_in):
    meeting, case = a_meeting(room), a_ready_case(room)
    address = reverse("commission:meeting", args=[meeting.pk])
    assert case.reference in sign_in(room.secretary).get(address).content.decode()
    for _ in range(2):
        post(
            room.secretary,
            reverse("commission:add_case", args=[meeting.pk]),
            application=case.reference,
            late_reason="Panne ce week-end",
        )
    assert meeting.items.get().application == case


def test_an_odd_case_is_refused_kindly(room, post):
    meeting = a_meeting(room)
    response = post(room.secretary, reverse("commission:add_case", args=[meeting.pk]), application="x")
    assert response.status_code == 302
    assert not meeting.items.exists()


def test_points_move_up_and_down_by_buttons(room, post):
    meeting = a_meeting(room)
    first, second = listed(room, meeting), listed(room, meeting, description="Lit")
    post(room.secretary, reverse("commission:move_up", args=[second.pk]))
    assert list(meeting.items.order_by("position")) == [second, first]
    post(room.secretary, reverse("commission:move_down", args=[second.pk]))
    assert list(meeting.items.order_by("position")) == [first, second]
    post(room.secretary, reverse("commission:move_down", args=[second.pk]))
    assert list(meeting.items.order_by("position")) == [first, second], "the last stays last"


def test_a_case_taken_off_is_ready_again(room, post):
    meeting = a_meeting(room)
    item = listed(room, meeting)
    post(room.secretary, reverse("commission:remove", args=[item.pk]))
    assert AgendaItem.objects.get(pk=item.pk).state == "postponed"
    assert LoanApplication.objects.get(pk=item.application_id).state == "ready"


def test_an_open_meeting_keeps_its_agenda(room, meeting, item, post):
    post(room.secretary, reverse("commission:remove", args=[item.pk]))
    post(room.secretary, reverse("commission:move_up", args=[item.pk]))
    assert AgendaItem.objects.get(pk=item.pk).state == "listed"


def test_convening_shows_the_meeting_to_its_members(room, post, sign_in):
    meeting = a_meeting(room)
    address = reverse("commission:convene", args=[meeting.pk])
    post(room.secretary, address)
    assert Meeting.objects.get().state == "planned", "an empty agenda is not sent out"
    listed(room, meeting)
    post(room.secretary, address, short_notice_reason="Panne ce week-end")
    post(room.secretary, address)
    assert Meeting.objects.get().state == "convened"
    page = sign_in(room.members[0]).get(reverse("commission:meetings")).content.decode()
    assert reverse("commission:meeting", args=[meeting.pk]) in page


def test_the_list_goes_on_by_key(room, sign_in):
    for days in range(23):
        a_meeting(room, starts_at=timezone.now() + timedelta(days=days))
    browser = sign_in(room.secretary)
    first = browser.get("/commission/seances/")
    assert len(first.context["meetings"]) == 20
    rest = browser.get(first.context["following"])
    assert len(rest.context["meetings"]) == 3
    assert not set(first.context["meetings"]) & set(rest.context["meetings"])
    assert browser.get("/commission/seances/?apres=x").status_code == 404


def test_as_many_queries_for_three_points_as_for_one(room, sign_in):
    meeting, counts, browser = a_meeting(room), [], sign_in(room.secretary)
    for rounds in (1, 2):
        for _ in range(rounds):
            listed(room, meeting)
            a_ready_case(room)
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("commission:meeting", args=[meeting.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert convened(room, meeting).state == "convened"
