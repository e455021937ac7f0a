"""From sealed voices to a decision: the worked cases 10 and 12, ties, stale motions."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from applications import actions as intake
from applications.models import LoanApplication
from commission import actions, deciding
from commission.models import AgendaItem, Decision, Mandate
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, WrongState
from harmonie.schemes import actions as schemes
from tests.builders import a_partner, a_user

from .builders import REASONS, a_commission, a_meeting, an_open_meeting, arrive, close, convened, listed, put, say

pytestmark = pytest.mark.django_db


def vote_all(motion, voices):
    for user, choice in voices:
        say(motion, user, choice)


def test_a_majority_grants_and_reserves_the_money():
    room = a_commission()
    motion = put(room, an_open_meeting(room).items.get())
    vote_all(motion, zip(room.everybody, ["for", "for", "for", "against", "abstention"], strict=True))
    decision = close(room, motion)
    assert (decision.outcome, decision.amount, decision.months) == ("granted", Decimal(620), 12)
    assert (decision.votes_for, decision.votes_against, decision.abstentions) == (3, 1, 1)
    room.envelope.refresh_from_db()
    assert room.envelope.engaged == Decimal(620)
    assert decision.application.milestones.last().sentence == "Accord de 620\u202f€ sur 12 mois"


@pytest.mark.parametrize(("chair", "adopted"), [("for", True), ("against", False)])
def test_on_a_tie_the_chair_decides(chair, adopted):
    room = a_commission(members=3)
    motion = put(room, an_open_meeting(room).items.get())
    other = "against" if chair == "for" else "for"
    vote_all(motion, zip(room.everybody, [chair, chair, other, other], strict=True))
    decision = close(room, motion)
    assert (decision is not None) == adopted
    if adopted:
        assert decision.by_casting_vote


def test_on_a_tie_an_abstaining_chair_decides_nothing():
    room = a_commission()
    motion = put(room, an_open_meeting(room).items.get())
    vote_all(motion, zip(room.everybody, ["abstention", "for", "for", "against", "against"], strict=True))
    assert close(room, motion) is None
    motion.refresh_from_db()
    assert motion.result == "rejected"
    assert AgendaItem.objects.get(pk=motion.item_id).state == "listed"


def test_case_10_who_presides_the_partner_is_recused_and_the_case_hidden():
    room, partner = a_commission(), a_partner()
    president = room.members[0]
    Mandate.objects.get(user=president).linked_partners.add(partner)
    meeting = an_open_meeting(room, {"partner": partner})
    item = meeting.items.get()
    assert item.recusals.get().user == president
    assert not AgendaItem.objects.visible_to(president).exists()
    motion = put(room, item)
    vote_all(motion, [(user, "for") for user in room.everybody if user != president])
    decision = close(room, motion)
    assert (decision.votes_for, decision.votes_against) == (4, 0)
    assert not Decision.objects.visible_to(president).exists()


def test_case_10_quorum_lost_means_the_case_is_postponed():
    room = a_commission()
    meeting = an_open_meeting(room, absent=2)
    item = meeting.items.get()
    motion = put(room, item)
    say(motion, room.chair, "for")
    gone = meeting.seats.get(user=room.members[0])
    actions.record_presence(seat=gone, presence="left", by=room.secretary, now=timezone.now())
    with pytest.raises(Refusal, match="Pas de quorum"):
        close(room, motion)
    deciding.drop_motion(motion=motion, by=room.chair, now=timezone.now())
    actions.postpone_item(item=item, why="quorum perdu", by=room.chair, now=timezone.now())
    item.refresh_from_db()
    assert item.state == "postponed"
    assert LoanApplication.objects.get(pk=item.application_id).state == "ready"


def test_a_recused_president_has_no_casting_vote_the_acting_chair_has():
    room = a_commission(members=5)
    deputy = room.members[0]
    deputy.groups.add(*a_user(Role.CHAIR).groups.all())
    meeting = an_open_meeting(room)
    item = meeting.items.get()
    actions.declare_recusal(item=item, member=room.chair, reason="Bailleur", now=timezone.now())
    motion = put(replace(room, chair=deputy), item)
    vote_all(motion, zip(room.members[:4], ["for", "for", "against", "against"], strict=True))
    decision = close(room, motion, by=deputy)
    assert decision.by_casting_vote
    assert decision.decided_by == deputy


def test_case_12_an_envelope_is_never_overdrawn():
    room = a_commission()
    now = timezone.now()
    schemes.engage(scheme=room.scheme, amount=Decimal(29600), reference="autres", by=room.chair, now=now)
    item = an_open_meeting(room, {"amount": Decimal(700)}).items.get()
    motion = put(room, item)
    vote_all(motion, [(user, "for") for user in room.everybody])
    with pytest.raises(schemes.EnvelopeExhausted, match="il reste 400,00\u202f€ pour 700,00\u202f€"):
        close(room, motion)
    motion.refresh_from_db()
    assert motion.state == "open", "nothing is closed"
    deciding.drop_motion(motion=motion, by=room.chair, now=now)
    partial = put(room, item, amount=Decimal(400), **REASONS | {"grounds": "envelope"})
    vote_all(partial, [(user, "for") for user in room.everybody])
    decision = close(room, partial)
    assert (decision.outcome, decision.amount) == ("partially_granted", Decimal(400))
    room.envelope.refresh_from_db()
    assert room.envelope.available == 0


def test_a_late_edit_makes_the_vote_stale():
    room = a_commission()
    item = an_open_meeting(room).items.get()
    motion = put(room, item)
    say(motion, room.chair, "for")
    application = LoanApplication.objects.get(pk=item.application_id)
    intake.assess(
        application=application,
        assessment="Un fait nouveau.",
        expected_revision=application.revision,
        by=room.worker,
        now=timezone.now(),
    )
    assert close(room, motion) is None
    motion.refresh_from_db()
    assert motion.result == "stale"
    assert put(room, AgendaItem.objects.get(pk=item.pk)).state == "open", "it can be put again"


def test_a_vote_closes_once():
    room = a_commission()
    motion = put(room, an_open_meeting(room).items.get())
    say(motion, room.chair, "for")
    close(room, motion)
    with pytest.raises(WrongState):
        close(room, motion)
    assert Decision.objects.count() == 1


def test_nothing_is_closed_before_anybody_spoke():
    room = a_commission()
    motion = put(room, an_open_meeting(room).items.get())
    with pytest.raises(Refusal, match="Personne"):
        close(room, motion)


def test_a_deferred_case_comes_back_with_its_history():
    room = a_commission()
    meeting = an_open_meeting(room)
    motion = put(room, meeting.items.get(), kind="defer", grounds="document", explanation="Un accord est attendu.")
    vote_all(motion, [(user, "for") for user in room.everybody])
    decision = close(room, motion)
    application = LoanApplication.objects.get(pk=decision.application_id)
    assert application.state == "in_review"
    intake.check_eligibility(application=application, by=room.worker, now=timezone.now())
    intake.mark_ready(application=application, by=room.worker, now=timezone.now())
    second = a_meeting(room)
    again = actions.add_to_agenda(
        meeting=second, application=application, by=room.secretary, now=timezone.now(), late_reason="Pièce reçue"
    )
    assert again.application.decisions.get() == decision


def test_a_meeting_opens_with_its_quorum_only():
    room = a_commission()
    meeting = a_meeting(room)
    listed(room, meeting)
    meeting = convened(room, meeting)
    arrive(room, meeting, room.chair, room.members[0])
    with pytest.raises(Refusal, match="quorum n’est pas atteint"):
        actions.open_meeting(meeting=meeting, by=room.chair, now=timezone.now())
