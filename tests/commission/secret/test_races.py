"""Voices that fall into the box at the same moment, on real connections: none is lost, none counts twice."""

import pytest
from django.utils import timezone

from commission import voting
from commission.models import Motion, SecretVoter
from commission.secret.queries import open_box
from harmonie.refusals import Refusal

from ..builders import a_commission, an_open_meeting, put, seat_of
from ..test_races import at_once, closing

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_whole_room_votes_secretly_at_once_and_twice_while_the_vote_closes():
    room = a_commission(members=5)
    meeting = an_open_meeting(room)
    motion = put(room, meeting.items.get(), is_secret=True)

    def voting_as(user, choice):
        seat = seat_of(meeting, user)
        return lambda: voting.cast_vote(motion=motion, seat=seat, choice=choice, by=user, now=timezone.now())

    first = [
        voting_as(user, choice) for user, choice in zip(room.everybody[:5], ["for"] * 3 + ["against"] * 2, strict=True)
    ]
    results = at_once(*first, voting_as(room.chair, "for"))
    assert sum(isinstance(result, Refusal) for result in results) == 1, "the chair's second voice"
    assert SecretVoter.objects.count() == 5
    assert sorted(open_box(motion).values()) == [0, 2, 3]
    late, decision = at_once(voting_as(room.members[-1], "against"), closing(room, motion))
    motion = Motion.objects.get()
    accepted = SecretVoter.objects.count()
    assert motion.votes_for + motion.votes_against == accepted == (5 if isinstance(late, Refusal) else 6)
    assert (decision is not None) == (accepted == 5), "three to three is no majority, and nobody decides the tie"
