"""Random meetings, every step of which is held against a count made by hand (`paper.py`).

`HARMONIE_RANDOM_MEETINGS=500` plays that many, with longer evenings.
"""

import os
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from applications.models import LoanApplication
from commission import actions, deciding, voting
from commission.models import AgendaItem, Decision, Mandate, Meeting, Motion, Seat, StandingRules
from commission.motions.actions import record_show_of_hands
from commission.queries import presiding_over, quorum_of, standing_votes, voting_seats, who_has_voted
from harmonie.refusals import Refusal, Stale

from .builders import a_commission, a_meeting, a_ready_case, convened
from .paper import CHOICES, PaperCase, PaperMeeting, PaperMotion, PaperRules

pytestmark = pytest.mark.django_db
MEETINGS = int(os.environ.get("HARMONIE_RANDOM_MEETINGS", "8"))
MEMBERS = 7
member, case = st.integers(0, MEMBERS - 1), st.integers(0, 1)
choice = st.sampled_from(CHOICES)


class Town:
    """Built once: the commission and two cases that every random meeting puts on its agenda."""

    room = None
    cases: list[LoanApplication] = []


@contextmanager
def answer():
    """What an action answers: `refused[0]` is True when it was refused, with nothing written."""
    refused = [False]
    try:
        with transaction.atomic():
            yield refused
    except Refusal:
        refused[0] = True


class RandomMeeting(RuleBasedStateMachine):
    """`paper` is what a clerk with a pencil would know; the database must agree after every step."""

    def __init__(self):
        super().__init__()
        self.evening = transaction.atomic()
        self.evening.__enter__()
        self.decisions = self.steps = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.evening.__exit__(None, None, None)

    @initialize(
        members=st.integers(3, MEMBERS),
        rules=st.builds(
            PaperRules,
            share=st.sampled_from(["majority", "half", "third"]),
            recused_count=st.booleans(),
            casting_vote=st.booleans(),
        ),
        here=st.sets(member, min_size=2),
    )
    def convene(self, members, rules, here):
        StandingRules.objects.create(
            valid_from=timezone.localdate() - timedelta(days=1),
            source="délibération",
            quorum_share=rules.share,
            recused_count_for_quorum=rules.recused_count,
            has_casting_vote=rules.casting_vote,
        )
        Mandate.objects.filter(user__in=Town.room.everybody[members:]).delete()
        meeting = a_meeting(Town.room)
        for application in Town.cases:
            told = {"by": Town.room.secretary, "now": timezone.now()}
            actions.add_to_agenda(meeting=meeting, application=application, late_reason="Panne", **told)
        self.meeting = convened(Town.room, meeting)
        self.seats = list(meeting.seats.order_by("precedence"))
        self.items = list(meeting.items.order_by("position"))
        self.paper = PaperMeeting(members, rules, cases=[PaperCase(), PaperCase()])
        for number in here:
            self.come_or_go(number, "present")
        self.open_the_meeting()

    # Who is there ---------------------------------------------------------------------------

    def seat(self, number: int) -> Seat:
        """Afresh: the numbers beyond the commission's size fall back on its members."""
        return Seat.objects.select_related("user", "meeting").get(pk=self.seats[number % len(self.seats)].pk)

    def number(self, number: int) -> int:
        return number % len(self.seats)

    @rule(number=member, presence=st.sampled_from(["present", "present", "present", "left", "excused"]))
    def come_or_go(self, number, presence):
        number = self.number(number)
        with answer() as refused:
            actions.record_presence(
                seat=self.seat(number), presence=presence, by=Town.room.secretary, now=timezone.now()
            )
        assert not refused[0]
        (self.paper.here.add if presence == "present" else self.paper.here.discard)(number)

    @rule(giver=member, holder=member)
    def give_a_proxy(self, giver, holder):
        giver, holder = self.number(giver), self.number(holder)
        with answer() as refused:
            actions.give_proxy(
                giver=self.seat(giver), holder=self.seat(holder), by=Town.room.secretary, now=timezone.now()
            )
        paper = self.paper
        assert refused[0] == (giver == holder or giver in paper.proxies or holder in paper.proxies.values())
        if not refused[0]:
            paper.proxies[giver] = holder

    @precondition(lambda self: self.paper.proxies)
    @rule(data=st.data())
    def revoke_a_proxy(self, data):
        giver = data.draw(st.sampled_from(sorted(self.paper.proxies)))
        proxy = self.seat(giver).proxies_given.get(revoked_at=None)
        actions.revoke_proxy(proxy=proxy, by=Town.room.secretary, now=timezone.now())
        del self.paper.proxies[giver]

    @precondition(lambda self: not self.paper.is_open)
    @rule()
    def open_the_meeting(self):
        with answer() as refused:
            actions.open_meeting(meeting=self.meeting, by=Town.room.chair, now=timezone.now())
        assert refused[0] != self.paper.has_quorum()
        if not refused[0]:
            self.paper.opened_by = min(self.paper.here)

    @rule(number=member, place=case)
    def step_aside(self, number, place):
        number, paper = self.number(number), self.paper.cases[place]
        if number in paper.recused:
            return
        spoken = paper.motion is not None and (number in paper.motion.voices or number in paper.motion.spoken_by)
        with answer() as refused:
            actions.declare_recusal(
                item=self.item(place), member=self.seat(number).user, reason="Voisin", now=timezone.now()
            )
        assert refused[0] == (spoken or paper.state not in ("listed", "under_vote"))
        if not refused[0]:
            paper.recused.add(number)

    # The vote -------------------------------------------------------------------------------

    def item(self, place: int) -> AgendaItem:
        return AgendaItem.objects.select_related("meeting__rules", "application__project").get(pk=self.items[place].pk)

    def motion(self, place: int) -> Motion:
        return Motion.objects.select_related("item__meeting__rules").filter(item=self.items[place]).latest("id")

    @rule(place=case, is_secret=st.booleans(), amend=st.booleans())
    def put_to_the_vote(self, place, is_secret, amend):
        item, paper = self.item(place), self.paper.cases[place]
        amends = self.motion(place) if amend and paper.motion else None
        with answer() as refused:
            voting.put_motion(
                item=item,
                kind="grant",
                amount=item.application.project.amount,
                months=12,
                payee="supplier",
                is_secret=is_secret,
                amends=amends,
                by=Town.room.chair,
                now=timezone.now(),
            )
        free = paper.state == "listed" or (paper.motion and (amends or paper.motion.is_stale))
        assert refused[0] == (not self.paper.is_open or not free or not self.paper.has_quorum(paper))
        if not refused[0]:
            paper.state, paper.motion = "under_vote", PaperMotion(is_secret)

    def voice_of(self, place, by, whose, said):
        return voting.cast_vote(
            motion=self.motion(place), seat=self.seat(whose), choice=said, by=self.seat(by).user, now=timezone.now()
        )

    @precondition(lambda self: self.under_vote())
    @rule(data=st.data(), said=choice)
    def vote(self, data, said):
        """Somebody who may, most of the time."""
        place = data.draw(st.sampled_from(self.under_vote()))
        pairs = self.pairs(place)
        by, whose = data.draw(st.sampled_from(pairs)) if pairs else (0, 0)
        self.speak(place, by, whose, said)

    @precondition(lambda self: self.under_vote())
    @rule(data=st.data(), by=member, whose=member, said=choice)
    def vote_at_random(self, data, by, whose, said):
        self.speak(data.draw(st.sampled_from(self.under_vote())), self.number(by), self.number(whose), said)

    def speak(self, place, by, whose, said):
        paper = self.paper.cases[place]
        motion, may = paper.motion, self.paper.may_speak(by, whose, paper)
        told = None
        with answer() as refused:
            try:
                self.voice_of(place, by, whose, said)
            except Stale as stale:  # the vote is closed as stale, and stays so
                told = stale
        if may and motion.is_stale:
            assert told
            paper.state, paper.motion = "listed", None
            return
        assert refused[0] == (not may or (motion.is_secret and whose in motion.voices))
        if not refused[0]:
            motion.voices[whose] = said
            motion.noted.discard(whose)
            motion.spoken_by.add(by)

    @precondition(lambda self: self.under_vote())
    @rule(data=st.data(), hands=st.dictionaries(member, choice, min_size=1, max_size=4))
    def raise_hands(self, data, hands):
        place = data.draw(st.sampled_from(self.under_vote()))
        paper = self.paper.cases[place]
        voters, motion = self.paper.voters(paper), paper.motion
        hands = {self.number(number): said for number, said in hands.items()}
        if data.draw(st.booleans()):
            hands = {n: said for n, said in hands.items() if n in voters and self.may_be_noted(motion, n)}
        with answer() as refused:
            record_show_of_hands(
                motion=self.motion(place),
                voices={self.seat(number): said for number, said in hands.items()},
                by=Town.room.secretary,
                now=timezone.now(),
            )
        able = hands and set(hands) <= voters and all(self.may_be_noted(motion, number) for number in hands)
        assert refused[0] == (not able or motion.is_secret or motion.is_stale)
        if not refused[0]:
            motion.voices |= hands
            motion.noted |= set(hands)

    @staticmethod
    def may_be_noted(motion, number):
        return number not in motion.voices or number in motion.noted

    # The end --------------------------------------------------------------------------------

    def under_vote(self) -> list[int]:
        return [place for place in (0, 1) if self.paper.cases[place].motion]

    def pairs(self, place) -> list[tuple[int, int]]:
        everybody, paper = range(self.paper.members), self.paper
        return [(b, w) for b in everybody for w in everybody if paper.may_speak(b, w, paper.cases[place])]

    @precondition(lambda self: self.under_vote())
    @rule(data=st.data(), for_good=st.sampled_from([False, False, True]))
    def close(self, data, for_good):
        """Most of the time what was closed is then undone, so that the evening goes on."""
        place = data.draw(st.sampled_from(self.under_vote()))
        with transaction.atomic():
            state = self.close_now(place)
            connection.check_constraints()  # what the database checks at the end of a transaction
            transaction.set_rollback(not for_good)
        if for_good and state:
            self.paper.cases[place].state, self.paper.cases[place].motion = state, None
            self.decisions += state == "decided"

    def close_now(self, place) -> str | None:
        """Closes and compares; the state the case is in now, None when the close was refused."""
        paper, motion = self.paper.cases[place], self.motion(place)
        with answer() as refused:
            decision = deciding.close_motion(motion=motion, by=Town.room.chair, now=timezone.now())
        if paper.motion.is_stale:
            assert (refused[0], decision) == (False, None)
            assert self.motion(place).result == "stale"
            return "listed"
        assert refused[0] == (not self.paper.has_quorum(paper) or not paper.motion.voices)
        if refused[0]:
            return None
        result, counts, by_casting_vote = self.paper.result(paper)
        closed = self.motion(place)
        assert (closed.state, closed.result) == ("closed", result)
        assert (closed.votes_for, closed.votes_against, closed.abstentions) == counts
        assert closed.by_casting_vote == by_casting_vote
        assert (decision is not None) == (result == "adopted")
        if decision:
            assert (decision.votes_for, decision.votes_against, decision.abstentions) == counts
            assert int(decision.number[-4:]) == self.decisions + 1
        if closed.is_secret:
            assert bytes(closed.ballot_box.sealed) == b""
        return "decided" if decision else "listed"

    @precondition(lambda self: self.under_vote())
    @rule(data=st.data())
    def take_back(self, data):
        place = data.draw(st.sampled_from(self.under_vote()))
        deciding.drop_motion(motion=self.motion(place), by=Town.room.chair, now=timezone.now())
        self.paper.cases[place].state, self.paper.cases[place].motion = "listed", None

    @rule(place=case)
    def edit_the_dossier(self, place):
        """A colleague saves the dossier: what is under vote was for another one."""
        LoanApplication.objects.filter(pk=self.items[place].application_id).update(revision=F("revision") + 1)
        if self.paper.cases[place].motion:
            self.paper.cases[place].motion.is_stale = True

    # What is read -----------------------------------------------------------------------------

    @invariant()
    def the_room_is_read_as_it_is(self):
        if not hasattr(self, "paper"):
            return
        meeting = Meeting.objects.get(pk=self.meeting.pk)
        count = quorum_of(meeting)
        assert (count.present, count.is_met) == (self.paper.count_of(), self.paper.has_quorum())
        self.steps += 1
        for place in self.under_vote()[self.steps % 2 :][:1]:  # one at a time: this is read after every step
            self.compare(place)
        assert Decision.objects.count() == self.decisions

    def compare(self, place):
        paper, motion, item = self.paper.cases[place], self.motion(place), self.item(place)
        ranks = {seat.pk: number for number, seat in enumerate(self.seats)}
        assert {ranks[seat.pk] for seat in voting_seats(motion)} == self.paper.voters(paper)
        assert {ranks[seat] for seat in who_has_voted(motion)} == set(paper.motion.voices)
        assert quorum_of(item.meeting, item).is_met == self.paper.has_quorum(paper)
        presiding = self.paper.presiding(paper)
        assert presiding_over(item) == (None if presiding is None else self.seats[presiding].user_id)
        if not motion.is_secret:
            said = {ranks[vote.seat_id]: vote.choice for vote in standing_votes(motion)}
            assert said == paper.motion.voices


def test_random_meetings_agree_with_a_count_by_hand():
    Town.room = a_commission(members=MEMBERS - 1)
    Town.cases = [a_ready_case(Town.room) for _ in range(2)]
    run_state_machine_as_test(
        RandomMeeting,
        settings=settings(
            max_examples=MEETINGS,
            stateful_step_count=50 if MEETINGS > 50 else 20,
            deadline=None,
            derandomize=MEETINGS <= 50,
            database=None,
            phases=[Phase.explicit, Phase.generate] if MEETINGS <= 50 else list(Phase),
            suppress_health_check=list(HealthCheck),
        ),
    )
