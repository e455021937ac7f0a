"""Who leads: the chair's account, the next in rank while the president is away, somebody else for one case."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commission import actions
from commission.desk import actions as desk
from commission.models import Meeting
from harmonie.refusals import Refusal, WrongState

from ..builders import a_meeting, arrive, convened, listed, seat_of


def address(name, pk):
    return reverse(f"commission:{name}", args=[pk])


def note(room, seat, presence):
    actions.record_presence(seat=seat, presence=presence, by=room.secretary, now=timezone.now())


@pytest.fixture
def without_president(room):
    """Convened, everybody there but the president."""
    meeting = a_meeting(room)
    listed(room, meeting)
    meeting = convened(room, meeting)
    arrive(room, meeting, *room.members)
    return meeting


def test_the_next_in_rank_holds_the_meeting_alone(room, without_president, post, sign_in):
    meeting, (acting, other, *_) = without_president, room.members
    assert sign_in(other).get(address("desk", meeting.pk)).status_code == 404
    assert post(other, address("open", meeting.pk)).status_code == 404
    assert "Aller au pupitre" in sign_in(acting).get(address("meeting", meeting.pk)).content.decode()
    assert "Ouvrir la séance" in sign_in(acting).get(address("desk", meeting.pk)).content.decode()
    post(acting, address("open", meeting.pk))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.presided_by) == ("open", acting)
    post(acting, address("presence", seat_of(meeting, room.members[-1]).pk), presence="left")
    assert seat_of(meeting, room.members[-1]).presence == "left"
    post(acting, address("postpone", meeting.items.get().pk), why="Une pièce manque")
    post(acting, address("close", meeting.pk))
    assert Meeting.objects.get().state == "closed"


def test_the_president_who_arrives_late_takes_over(room, without_president, post, sign_in):
    meeting, acting = without_president, room.members[0]
    actions.open_meeting(meeting=meeting, by=acting, now=timezone.now())
    with pytest.raises(Refusal, match="plus haut rang"):
        desk.take_the_chair(
            meeting=meeting, seat=seat_of(meeting, room.members[1]), by=room.secretary, now=timezone.now()
        )
    arrive(room, meeting, room.chair)
    seat = seat_of(meeting, room.chair)
    assert "prend la présidence" in sign_in(room.secretary).get(address("desk", meeting.pk)).content.decode()
    for user in (room.worker, room.members[1]):
        assert post(user, address("take_the_chair", seat.pk)).status_code == 404
    for user in (acting, room.secretary):
        assert post(user, address("take_the_chair", seat.pk)).status_code == 302
    meeting.refresh_from_db()
    assert meeting.presided_by == room.chair
    assert sign_in(acting).get(address("desk", meeting.pk)).status_code == 404
    with pytest.raises(WrongState, match="préside déjà"):
        desk.take_the_chair(meeting=meeting, seat=seat, by=room.secretary, now=timezone.now())


def test_somebody_else_leads_the_case_from_which_the_president_stepped_aside(room, meeting, item, post, sign_in):
    acting = room.members[0]
    assert sign_in(acting).get(address("desk", meeting.pk)).status_code == 404
    actions.declare_recusal(item=item, member=room.chair, reason="Parente", now=timezone.now())
    page = sign_in(acting).get(address("desk", meeting.pk))
    assert page.status_code == 200
    assert "Reporter le point 1" in page.content.decode()
    assert "Lever la séance" not in page.content.decode(), "the meeting stays the president's"
    assert post(acting, address("close", meeting.pk)).status_code == 404
    assert post(acting, address("presence", seat_of(meeting, acting).pk), presence="left").status_code == 404
    for user in (room.chair, room.members[1]):
        assert post(user, address("postpone", item.pk), why="Non").status_code == 404
    assert post(acting, address("postpone", item.pk), why="Une pièce manque").status_code == 302
    assert meeting.items.get().state == "postponed"


def test_the_chair_is_only_taken_while_the_meeting_is_open(room, without_president):
    with pytest.raises(WrongState, match="pendant la séance"):
        desk.take_the_chair(
            meeting=without_president,
            seat=seat_of(without_president, room.members[0]),
            by=room.secretary,
            now=timezone.now(),
        )
