"""Later than the rules allow: refused, unless somebody says why."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commission import actions
from commission.models import AgendaItem, Meeting, StandingRules
from harmonie.refusals import Refusal

from ..builders import a_meeting, a_ready_case, convened, listed

WHY = "Le chauffage est coupé"


def test_a_late_case_says_why(room, post, sign_in):
    meeting, case = a_meeting(room), a_ready_case(room)
    page = sign_in(room.secretary).get(reverse("commission:meeting", args=[meeting.pk])).content.decode()
    assert "Inscrire malgré le délai" in page
    address = reverse("commission:add_case", args=[meeting.pk])
    for reason, kept in (("", ""), ("à" * 300, "à" * 300), ("  ", "")):
        response = post(room.secretary, address, application=case.reference, late_reason=reason)
        assert response.status_code == 422
        assert "s’inscrivaient jusqu’au" in response.content.decode()
        assert kept in response.content.decode()
    assert not AgendaItem.objects.exists()
    assert post(room.secretary, address, application=case.reference, late_reason=WHY).status_code == 302
    assert AgendaItem.objects.get().late_reason == WHY
    assert WHY in sign_in(room.secretary).get(reverse("commission:meeting", args=[meeting.pk])).content.decode()


def test_in_time_no_reason_is_kept(room):
    item = listed(room, a_meeting(room, starts_at=timezone.now() + timedelta(days=8)))
    assert item.late_reason == ""


def test_the_rules_say_when_it_is_late(room):
    StandingRules.objects.update(cutoff_days=0)
    item = listed(room, a_meeting(room))
    assert item.late_reason == ""


def test_a_short_notice_says_why(room, post):
    meeting = a_meeting(room)
    listed(room, meeting)
    address = reverse("commission:convene", args=[meeting.pk])
    response = post(room.secretary, address)
    assert response.status_code == 422
    assert "Convoquer quand même" in response.content.decode()
    assert "error-summary" not in response.content.decode(), "nothing was asked yet"
    response = post(room.secretary, address, short_notice_reason="à" * 300)
    assert response.status_code == 422
    assert "Raccourcissez" in response.content.decode()
    assert Meeting.objects.get().state == "planned"
    assert post(room.secretary, address, short_notice_reason=WHY).status_code == 302
    convoked = Meeting.objects.get()
    assert (convoked.state, convoked.short_notice_reason) == ("convened", WHY)


def test_in_time_no_reason_is_asked(room):
    meeting = a_meeting(room, starts_at=timezone.now() + timedelta(days=8))
    listed(room, meeting)
    actions.convene_meeting(meeting=meeting, by=room.secretary, now=timezone.now())
    assert Meeting.objects.get().short_notice_reason == ""


def test_a_meeting_is_convened_with_the_seats_of_its_mandates(room):
    meeting = a_meeting(room)
    listed(room, meeting)
    room.members[0].mandates.update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refusal, match="sièges"):
        convened(room, meeting)
