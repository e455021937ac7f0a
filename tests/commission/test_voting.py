"""Who may vote, once each, until the close."""

import pytest
from django.utils import timezone

from commission import actions
from commission.models import AgendaItem, Vote
from commission.queries import standing_votes, voters
from harmonie.refusals import Refusal, WrongState

from .builders import a_commission, an_open_meeting, arrive, close, put, say, seat_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return a_commission()


def test_a_new_choice_replaces_the_former_one(room):
    motion = put(room, an_open_meeting(room).items.get())
    say(motion, room.members[0], "for")
    say(motion, room.members[0], "against")
    assert [vote.choice for vote in standing_votes(motion)] == ["against"]
    assert motion.votes.count() == 2


def test_an_absent_member_cannot_vote(room):
    meeting = an_open_meeting(room, absent=1)
    motion = put(room, meeting.items.get())
    with pytest.raises(Refusal):
        say(motion, room.members[-1], "for")
    assert not motion.votes.exists()


def test_a_recused_member_cannot_vote(room):
    meeting = an_open_meeting(room)
    item = meeting.items.get()
    actions.declare_recusal(item=item, member=room.members[0], reason="Voisin", now=timezone.now())
    motion = put(room, item)
    with pytest.raises(Refusal):
        say(motion, room.members[0], "for")


def test_a_closed_vote_takes_no_voice(room):
    motion = put(room, an_open_meeting(room).items.get())
    say(motion, room.chair, "for")
    close(room, motion)
    with pytest.raises(WrongState):
        say(motion, room.members[0], "for")


def test_the_holder_votes_for_the_absent_member(room):
    meeting = an_open_meeting(room, absent=1)
    giver, holder = room.members[-1], room.members[0]
    actions.give_proxy(
        giver=seat_of(meeting, giver), holder=seat_of(meeting, holder), by=room.secretary, now=timezone.now()
    )
    motion = put(room, meeting.items.get())
    say(motion, holder, "against", seat=seat_of(meeting, giver))
    assert AgendaItem.objects.awaiting_vote_of(holder).count() == 1, "their own voice is still awaited"
    say(motion, holder, "for")
    assert not AgendaItem.objects.awaiting_vote_of(holder).exists()
    assert Vote.objects.filter(motion=motion).count() == 2


def test_the_giver_who_arrives_speaks_for_themselves(room):
    meeting = an_open_meeting(room, absent=1)
    giver, holder = room.members[-1], room.members[0]
    actions.give_proxy(
        giver=seat_of(meeting, giver), holder=seat_of(meeting, holder), by=room.secretary, now=timezone.now()
    )
    motion = put(room, meeting.items.get())
    arrive(room, meeting, giver)
    with pytest.raises(Refusal):
        say(motion, holder, "for", seat=seat_of(meeting, giver))
    say(motion, giver, "for")
    assert motion.votes.count() == 1


def test_nobody_holds_two_proxies(room):
    meeting = an_open_meeting(room, absent=2)
    first, second = room.members[-2:]
    holder = seat_of(meeting, room.members[0])
    actions.give_proxy(giver=seat_of(meeting, first), holder=holder, by=room.secretary, now=timezone.now())
    with pytest.raises(Refusal, match="Un seul pouvoir"):
        actions.give_proxy(giver=seat_of(meeting, second), holder=holder, by=room.secretary, now=timezone.now())


def test_a_stranger_has_no_voice(room):
    meeting = an_open_meeting(room)
    motion = put(room, meeting.items.get())
    with pytest.raises(Refusal):
        say(motion, room.secretary, "for", seat=seat_of(meeting, room.members[0]))


def test_who_is_awaited_is_known_and_nothing_else(room):
    motion = put(room, an_open_meeting(room).items.get())
    say(motion, room.members[0], "against")
    assert [voter.name for voter in voters(motion) if voter.has_voted] == [str(room.members[0])]
    assert set(voters(motion)[0]._fields) == {"name", "by_proxy", "has_voted", "by_hand"}


def test_nobody_steps_aside_after_speaking_for_another(room):
    meeting = an_open_meeting(room, absent=1)
    giver, holder = room.members[-1], room.members[0]
    actions.give_proxy(
        giver=seat_of(meeting, giver), holder=seat_of(meeting, holder), by=room.secretary, now=timezone.now()
    )
    item = meeting.items.get()
    say(put(room, item), holder, "for", seat=seat_of(meeting, giver))
    with pytest.raises(Refusal, match="déjà voté"):
        actions.declare_recusal(item=item, member=holder, reason="Voisin", now=timezone.now())
