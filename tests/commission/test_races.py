"""Two people at once, on real connections: one wins, the other is told."""

import threading
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from commission import deciding, voting
from commission.models import Decision, Motion, Vote
from harmonie.refusals import Refusal, WrongState
from harmonie.schemes import actions as schemes
from harmonie.schemes.models import BudgetEnvelope

from .builders import a_commission, an_open_meeting, put, say

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs):
    """Runs the jobs together, each on its own connection; what they returned or refused."""
    results, start = [None] * len(jobs), threading.Barrier(len(jobs))

    def run(place, job):
        start.wait()
        try:
            results[place] = job()
        except (Refusal, DatabaseError) as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def adopted_by_all(room, item):
    motion = put(room, item)
    for user in room.everybody:
        say(motion, user, "for")
    return motion


def closing(room, motion):
    return lambda: deciding.close_motion(motion=Motion.objects.get(pk=motion.pk), by=room.chair, now=timezone.now())


def test_two_chairs_closing_at_once_make_one_decision():
    room = a_commission()
    motion = adopted_by_all(room, an_open_meeting(room).items.get())
    results = at_once(closing(room, motion), closing(room, motion))
    assert sorted(type(result).__name__ for result in results) == ["Decision", "WrongState"]
    assert Decision.objects.count() == 1
    assert BudgetEnvelope.objects.get().engaged == Decimal(620)


def test_two_decisions_on_a_tight_envelope_one_wins():
    room = a_commission(allocated=1000)
    meeting = an_open_meeting(room, {}, {"description": "Lit et literie"})
    first, second = (adopted_by_all(room, item) for item in meeting.items.all())
    results = at_once(closing(room, first), closing(room, second))
    assert sorted(type(result).__name__ for result in results) == ["Decision", "EnvelopeExhausted"]
    loser = next(result for result in results if isinstance(result, schemes.EnvelopeExhausted))
    assert "380,00\u202f€" in str(loser)
    assert Motion.objects.filter(state="open").count() == 1, "the loser's vote is still open"


def test_a_vote_and_the_close_never_pass_each_other():
    room = a_commission()
    motion = put(room, an_open_meeting(room).items.get())
    for user in room.everybody[:-1]:
        say(motion, user, "for")
    late, seat = room.members[-1], motion.item.meeting.seats.get(user=room.members[-1])

    def vote():
        return voting.cast_vote(motion=motion, seat=seat, choice="against", by=late, now=timezone.now())

    voted, decision = at_once(vote, closing(room, motion))
    assert isinstance(voted, Vote | WrongState)
    assert decision.votes_against == (1 if isinstance(voted, Vote) else 0)


def test_one_member_voting_twice_at_once_has_one_voice():
    room = a_commission()
    motion = put(room, an_open_meeting(room).items.get())
    member, seat = room.members[0], motion.item.meeting.seats.get(user=room.members[0])

    def vote(choice):
        return lambda: voting.cast_vote(motion=motion, seat=seat, choice=choice, by=member, now=timezone.now())

    at_once(vote("for"), vote("against"))
    assert motion.votes.filter(replaced_by=None).count() == 1
