"""A show of hands, noted by the secretary, and marked so everywhere."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commission.models import Vote
from commission.motions.actions import record_show_of_hands
from commission.queries import own_votes, voters
from commission.wording import voting_sentence
from harmonie.refusals import Refusal, WrongState

from ..builders import close, put, say, seat_of


def note(room, motion, **choices):
    """`note(room, motion, **{"0": "for"})`: the member of that number."""
    voices = {seat_of(motion.item.meeting, room.members[int(n)]): choice for n, choice in choices.items()}
    record_show_of_hands(motion=motion, voices=voices, by=room.secretary, now=timezone.now())


def hands(motion):
    return reverse("commission:show_of_hands", args=[motion.pk])


def test_the_secretary_notes_all_hands_in_one_form(room, meeting, item, post, sign_in):
    motion = put(room, item)
    say(motion, room.chair, "for")
    page = sign_in(room.secretary).get(hands(motion)).content.decode()
    assert f"A déjà voté sur son écran\u00a0: {room.chair}." in page
    assert post(room.secretary, hands(motion)).status_code == 422, "nothing was noted"
    against = f"seat_{seat_of(meeting, room.members[0]).pk}"
    assert post(room.secretary, hands(motion), **{against: "maybe"}).status_code == 422
    fields = {against: "against", "others": "for"}
    assert post(room.secretary, hands(motion), **fields).status_code == 302
    noted = Vote.objects.filter(means="show_of_hands")
    assert noted.count() == len(room.members)
    assert {vote.cast_by for vote in noted} == {room.secretary}
    desk = sign_in(room.chair).get(reverse("commission:desk", args=[meeting.pk])).content.decode()
    assert desk.count("noté à main levée") == len(room.members)
    decision = close(room, motion)
    assert (decision.votes_for, decision.votes_against) == (4, 1)
    motion.refresh_from_db()
    assert "4\u00a0voix ont été notées à main levée" in voting_sentence(motion, 4)
    desk = sign_in(room.chair).get(reverse("commission:desk", args=[meeting.pk])).content.decode()
    assert "4\u00a0voix ont été notées à main levée" in desk


def test_a_voice_of_ones_own_is_never_noted_over_and_comes_after(room, item):
    motion = put(room, item)
    say(motion, room.members[0], "for")
    with pytest.raises(Refusal, match=f"Déjà voté.*{room.members[0]}"):
        note(room, motion, **{"0": "against", "1": "against"})
    assert motion.votes.count() == 1, "nothing of it is noted"
    note(room, motion, **{"1": "against"})
    note(room, motion, **{"1": "abstention"})
    assert [v.choice for v in own_votes(room.members[1], motion).values()] == ["abstention"]
    assert own_votes(room.secretary, motion) == own_votes(room.chair, motion) == {}
    say(motion, room.members[1], "for")
    assert motion.votes.filter(replaced_by=None, means="show_of_hands").count() == 0
    assert not any(voter.by_hand for voter in voters(motion))


def test_neither_the_absent_nor_a_secret_nor_a_closed_vote(room, item, post):
    stranger = room.members[-1]
    item.meeting.seats.filter(user=stranger).update(presence="left", left_at=timezone.now())
    motion = put(room, item)
    with pytest.raises(Refusal, match=str(stranger)):
        note(room, motion, **{str(len(room.members) - 1): "for"})
    say(motion, room.chair, "against")
    close(room, motion)
    with pytest.raises(WrongState):
        note(room, motion, **{"0": "for"})
    secret = put(room, item, is_secret=True)
    with pytest.raises(Refusal, match="secret"):
        note(room, secret, **{"0": "for"})
    assert post(room.secretary, hands(secret)).status_code == 404
    assert post(room.members[0], hands(motion)).status_code == 404
    assert post(room.worker, hands(motion)).status_code == 404
