"""When things go wrong at once, on real connections: one result, each voice taken counted once, each refusal told."""

import threading
import uuid
from decimal import Decimal

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commission import actions, deciding, voting
from commission.models import Decision, Motion, Recusal, Vote
from harmonie.refusals import Refusal, WrongState
from harmonie.schemes.models import BudgetEnvelope

from .builders import a_commission, an_open_meeting, close, put, say, seat_of
from .test_races import at_once, closing

pytestmark = pytest.mark.django_db(transaction=True)
CHOICES = ("for", "for", "against", "abstention")


def voter(motion, seat, choice):
    return lambda: voting.cast_vote(motion=motion, seat=seat, choice=choice, by=seat.user, now=timezone.now())


def stepping_aside(motion, member):
    return lambda: actions.declare_recusal(item=motion.item, member=member, reason="Voisin", now=timezone.now())


def test_twenty_voices_and_two_chairs_in_the_same_second():
    room = a_commission(members=20)
    motion = put(room, an_open_meeting(room).items.get())
    say(motion, room.chair, "for")
    seats = [seat_of(motion.item.meeting, member) for member in room.members]
    voices = [voter(motion, seat, CHOICES[place % 4]) for place, seat in enumerate(seats)]
    *voted, first, second = at_once(*voices, closing(room, motion), closing(room, motion))
    accepted = [vote for vote in voted if isinstance(vote, Vote)]
    refused = [vote for vote in voted if not isinstance(vote, Vote)]
    assert all(isinstance(vote, WrongState) and "n’a pas pu être comptée" in str(vote) for vote in refused)
    assert [type(result) for result in (first, second)].count(WrongState) == 1, "one chair closes, the other is told"
    motion.refresh_from_db()
    counts = {"for": motion.votes_for, "against": motion.votes_against, "abstention": motion.abstentions}
    cast = ["for", *(vote.choice for vote in accepted)]
    assert counts == {choice: cast.count(choice) for choice in counts}
    adopted = counts["for"] > counts["against"] or motion.by_casting_vote
    assert Decision.objects.count() == adopted
    assert BudgetEnvelope.objects.get().engaged == (Decimal(620) if adopted else 0)


def test_a_member_steps_aside_while_their_voice_comes_in():
    room = a_commission()
    motion = put(room, an_open_meeting(room).items.get())
    member = room.members[0]
    voice = voter(motion, seat_of(motion.item.meeting, member), "against")
    voted, aside = at_once(voice, stepping_aside(motion, member))
    assert isinstance(voted, Vote) != isinstance(aside, Recusal), (voted, aside)
    told = aside if isinstance(voted, Vote) else voted
    assert isinstance(told, Refusal)
    assert ("déjà voté" if isinstance(voted, Vote) else "déport") in str(told)
    assert Vote.objects.count() + Recusal.objects.count() == 1


def test_a_form_sent_twice_at_once_is_one_voice():
    """The browser was cut in the middle and sent it again: both lead to the same page, one voice is in."""
    room = a_commission()
    motion = put(room, an_open_meeting(room).items.get())
    seat = seat_of(motion.item.meeting, room.members[0])
    form = {"once": str(uuid.uuid4()), "motion": motion.pk, "seat": seat.pk, "choice": "for"}
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(seat.user, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("commission:vote", args=[motion.item.pk])
    answers = at_once(*(lambda browser=browser: browser.post(address, form) for browser in browsers))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Vote.objects.get().choice == "for"


def test_a_connection_that_dies_between_the_vote_and_the_close_decides_nothing():
    """Everybody voted; the server goes away while the chair closes. Afterwards all voices are there, and count once."""
    room = a_commission()
    motion = put(room, an_open_meeting(room).items.get())
    for user in room.everybody:
        say(motion, user, "for")
    died = []

    def close_and_die():
        try:
            with transaction.atomic():
                deciding.close_motion(motion=motion, by=room.chair, now=timezone.now())
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        except OperationalError as error:
            died.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=close_and_die)
    thread.start()
    thread.join(30)
    assert died
    assert Motion.objects.get().state == "open"
    assert not Decision.objects.exists()
    assert BudgetEnvelope.objects.get().engaged == 0
    sever_all_connections()
    decision = close(room, motion)
    assert (decision.votes_for, decision.votes_against, decision.abstentions) == (5, 0, 0)
    assert decision.number.endswith("0001"), "no number was lost"
    with pytest.raises(WrongState, match=r"déjà clos|d’être clos"):
        close(room, motion)


def sever_all_connections():
    """What everybody at the screens meets when the database is restarted: the next request opens a new connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connection.close()
