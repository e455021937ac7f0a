"""The commission on the first page: each kind for whom it waits, until it is done."""

import pytest

from applications.actions import exclude_reader
from commission import actions as meetings
from commission import deciding
from commission.minutes.actions import sign_minutes
from commission.planning.actions import cancel_meeting
from harmonie.accounts.roles import Role
from tests.story import MEETING_AT, NOW, a_decision, a_house, a_motion, a_person, a_ready_case, a_vote, an_open_meeting

from .reading import counts_agree, kinds

pytestmark = pytest.mark.django_db
TODAY = MEETING_AT.date()


def test_from_reading_to_the_minutes(sign_in):
    house, secretary = a_house(), a_person("secretaire", Role.SECRETARY)
    planned = meetings.plan_meeting(starts_at=MEETING_AT, place="Salle", by=house.chair, now=NOW)
    meetings.add_to_agenda(meeting=planned, application=a_ready_case(house, name="Luc"), by=house.chair, now=NOW)
    for who in (house.chair, secretary):
        assert kinds(who, NOW.date())["Séances"] == ["Convoquer la séance du 11\u00a0juin\u00a02026"]
    cancel_meeting(meeting=planned, why="Remplacée", by=house.chair, now=NOW)
    meeting = an_open_meeting(house, a_ready_case(house))
    item, (recused, member) = meeting.items.get(), house.members[:2]
    meetings.declare_recusal(item=item, member=recused, reason="Parente", now=MEETING_AT)
    assert list(kinds(member, TODAY)) == ["À lire avant la séance"]
    motion = a_motion(house, item)
    assert list(kinds(member, TODAY)) == ["À voter"]
    assert counts_agree(sign_in(member), member, TODAY)
    assert kinds(recused, TODAY) == {}
    assert kinds(secretary, TODAY)["Séances"] == ["Tenir la séance du 11\u00a0juin\u00a02026"]
    a_vote(motion, member)
    assert kinds(member, TODAY) == {}
    for other in house.members[2:3]:
        a_vote(motion, other)
    close(house, meeting, motion)
    assert list(kinds(house.chair, TODAY)) == ["Lettres de décision", "Procès-verbaux"]
    assert (
        "Compléter le procès-verbal de la séance du 11\u00a0juin\u00a02026" in kinds(secretary, TODAY)["Procès-verbaux"]
    )
    sign_minutes(meeting=meeting, by=house.chair, now=MEETING_AT)
    assert list(kinds(house.chair, TODAY)) == ["Lettres de décision"]
    assert "Séances" not in kinds(secretary, TODAY)
    for stranger in (house.finance, house.referrer):
        assert not {"Séances", "À voter", "Lettres de décision", "Procès-verbaux"} & set(kinds(stranger, TODAY))


def close(house, meeting, motion):
    deciding.close_motion(motion=motion, by=house.chair, now=MEETING_AT)
    meetings.close_meeting(meeting=meeting, by=house.chair, now=MEETING_AT)


def test_a_decision_is_not_asked_of_who_stepped_aside():
    house = a_house()
    decision = a_decision(house)
    assert "À contractualiser" in kinds(house.finance, TODAY)
    exclude_reader(application=decision.application, user=house.finance, now=MEETING_AT)
    assert kinds(house.finance, TODAY) == {}
