"""Guarantee 3, its ground: the rules, the substitutes, who came and went, and what a motion must say."""

import pytest

from commission import actions as meetings
from commission import deciding
from commission.models import (
    Mandate,
    Meeting,
    Motion,
    Passage,
    PrivateNote,
    Proxy,
    Reading,
    Recusal,
    Seat,
    StandingRules,
)
from tests.commission_rows import a_secret_motion, a_secret_voter
from tests.story import (
    MEETING_AT,
    NOW,
    House,
    a_decision,
    a_motion,
    a_refusal_motion,
    a_vote,
    an_item_at_meeting,
)

from .attack import refused, sql
from .test_3_meetings import again, give
from .test_3_votes import cast
from .test_4_decisions import end


@pytest.fixture
def meeting(house: House) -> Meeting:
    return an_item_at_meeting(house).meeting


def over(meeting: Meeting, house: House) -> None:
    meetings.postpone_item(item=meeting.items.get(), why="Devis attendu", by=house.chair, now=MEETING_AT)
    meetings.close_meeting(meeting=meeting, by=house.chair, now=MEETING_AT)


def a_substitute(meeting: Meeting, member: Seat, house: House, **facts: object) -> Seat:
    return Seat.objects.create(
        meeting=meeting, user=house.worker, capacity="member", stands_in_for=member, precedence=9, **facts
    )


HERE = {"presence": "present", "arrived_at": MEETING_AT}


# The rules --------------------------------------------------------------------------------------


def test_a_convened_meeting_keeps_its_rules_its_way_and_its_origin(house: House, meeting: Meeting) -> None:
    other = StandingRules.objects.create(valid_from="2026-05-01", source="délibération")
    former = meetings.plan_meeting(starts_at=MEETING_AT, place="Salle", by=house.chair, now=NOW)
    for change in ({"rules": other}, {"mode": "remote"}, {"follows": former}):
        with refused("meeting_keeps_its_rules", meeting):
            Meeting.objects.filter(pk=meeting.pk).update(**change)


def test_a_written_consultation_has_a_term(house: House) -> None:
    meeting = meetings.plan_meeting(starts_at=MEETING_AT, place="Salle", by=house.chair, now=NOW)
    for change in ({"mode": "written"}, {"vote_until": MEETING_AT}, {"mode": "written", "vote_until": MEETING_AT}):
        with refused("meeting_written_has_a_term", meeting):
            Meeting.objects.filter(pk=meeting.pk).update(**change)


def test_a_meeting_does_not_follow_itself(house: House) -> None:
    meeting = meetings.plan_meeting(starts_at=MEETING_AT, place="Salle", by=house.chair, now=NOW)
    with refused("meeting_does_not_follow_itself", meeting):
        Meeting.objects.filter(pk=meeting.pk).update(follows=meeting)


def test_rules_that_were_used_stay(meeting: Meeting) -> None:
    rules = meeting.rules
    with refused("standingrules_used_are_final", rules):
        StandingRules.objects.filter(pk=rules.pk).update(has_casting_vote=False)
    with refused("standingrules_used_are_final", rules):
        sql("DELETE FROM commission_standingrules WHERE id = %s", rules.pk)


def test_rules_are_whole(db: None) -> None:
    rules = {"valid_from": "2030-01-01", "source": "délibération"}
    for part in ({"urgent_cap": 400}, {"urgent_delegation": "D"}, {"urgent_cap": 0, "urgent_delegation": "D"}):
        with refused("standingrules_delegation_is_whole"):
            StandingRules.objects.create(**rules, **part)
    delegating = StandingRules.objects.create(valid_from="2031-01-01", urgent_cap=400, urgent_delegation="D")
    with refused("standingrules_delegation_is_whole", delegating):
        sql("UPDATE commission_standingrules SET urgent_cap = 'NaN' WHERE id = %s", delegating.pk)
    with refused("standingrules_delegation_is_whole"):
        StandingRules.objects.create(**rules, vice_president_decides_urgently=True)
    with refused("standingrules_secret_share_positive"):
        StandingRules.objects.create(**rules, secret_ballot_share=0)


# The room ---------------------------------------------------------------------------------------


def test_nobody_is_their_own_substitute(house: House) -> None:
    mandate = Mandate.objects.get(user=house.chair)
    with refused("mandate_not_its_own_substitute", mandate):
        Mandate.objects.filter(pk=mandate.pk).update(substitute_for=mandate)


def test_a_substitute_sits_for_an_absent_member(house: House, meeting: Meeting) -> None:
    member = meeting.seats.get(user=house.members[0])
    with refused("seat_stand_in_matches", member):
        a_substitute(meeting, member, house, **HERE)
    beside = a_substitute(meeting, member, house)
    with refused("seat_stand_in_matches", beside):
        Seat.objects.filter(pk=beside.pk).update(**HERE)
    with refused("seat_stays", beside):
        Seat.objects.filter(pk=beside.pk).update(stands_in_for=None)
    meetings.record_presence(seat=member, presence="left", by=house.chair, now=MEETING_AT)
    Seat.objects.filter(pk=beside.pk).update(**HERE)
    with refused("seat_stand_in_matches", beside, member):
        Seat.objects.filter(pk=member.pk).update(presence="present", left_at=None)


def test_a_substitute_has_no_substitute(house: House, meeting: Meeting) -> None:
    absent = meeting.seats.get(user=house.members[3])
    beside = a_substitute(meeting, absent, house, **HERE)
    with refused("seat_stand_in_matches", beside):
        Seat.objects.create(meeting=meeting, user=house.finance, capacity="member", stands_in_for=beside)


def test_a_member_and_their_substitute_have_one_voice(house: House, meeting: Meeting) -> None:
    """The member gave a proxy, then the substitute came; or one voted, left, and the other came."""
    motion = a_motion(house, meeting.items.get())
    absent, holder = meeting.seats.get(user=house.members[3]), meeting.seats.get(user=house.members[0])
    beside = a_substitute(meeting, absent, house, **HERE)
    give(absent, holder)
    with refused("vote_one_per_mandate", motion):
        cast(motion, absent, holder.user, means="proxy")
    cast(motion, beside, house.worker)
    Seat.objects.filter(pk=beside.pk).update(presence="left", left_at=MEETING_AT)
    with refused("vote_one_per_mandate", motion):
        cast(motion, absent, holder.user, means="proxy")
    Seat.objects.filter(pk=absent.pk).update(**HERE)
    with refused("vote_one_per_mandate", motion):
        cast(motion, absent, absent.user)


def test_a_member_and_their_substitute_have_one_secret_voice(house: House, meeting: Meeting) -> None:
    motion = a_secret_motion(meeting.items.get(), house.chair, MEETING_AT)
    member = meeting.seats.get(user=house.members[0])
    a_secret_voter(motion, member.user)
    meetings.record_presence(seat=member, presence="left", by=house.chair, now=MEETING_AT)
    a_substitute(meeting, member, house, **HERE)
    with refused("vote_one_per_mandate", motion):
        a_secret_voter(motion, house.worker)


def test_nobody_comes_from_the_future(house: House, meeting: Meeting) -> None:
    seat = meeting.seats.get(user=house.chair)
    with refused("passage_not_in_the_future", seat):
        Passage.objects.create(seat=seat, presence="left", at=MEETING_AT, noted_at=NOW, noted_by=house.chair)


def test_nobody_comes_to_a_meeting_that_is_over(house: House, meeting: Meeting) -> None:
    over(meeting, house)
    first, second, *_ = meeting.seats.all()
    with refused("passage_before_the_end", first):
        Passage.objects.create(seat=first, presence="left", at=NOW, noted_at=NOW, noted_by=house.chair)
    with refused("seat_taken_before_the_end", first):
        a_substitute(meeting, first, house)
    with refused("proxy_within_one_meeting", first):
        give(first, second)
    assert not Proxy.objects.exists()


def test_nobody_steps_aside_from_what_is_decided(house: House) -> None:
    item, member = a_decision(house).item, house.members[3]
    recusal = Recusal(
        item=item, seat=item.meeting.seats.get(user=member), user=member, reason="x", declared_at=MEETING_AT
    )
    with refused("recusal_while_pending", item):
        Recusal.objects.bulk_create([recusal])


def test_a_point_is_read_and_noted_once_each(house: House, meeting: Meeting) -> None:
    item = meeting.items.get()
    Reading.objects.create(item=item, user=house.chair, read_at=NOW)
    with refused("reading_once_per_item"):
        Reading.objects.create(item=item, user=house.chair, read_at=NOW)
    PrivateNote.objects.create(item=item, author=house.chair, text="x", written_at=NOW)
    with refused("privatenote_one_per_item"):
        PrivateNote.objects.create(item=item, author=house.chair, text="y", written_at=NOW)


# What is put to the vote, and what it counted -----------------------------------------------------


def test_a_motion_says_what_its_kind_says(house: House) -> None:
    motion = a_refusal_motion(house)
    deciding.drop_motion(motion=motion, by=house.chair, now=MEETING_AT)
    reopened = {"state": "open", "result": "", "closed_at": None}
    with refused("motion_conditions_of_a_grant", motion):
        again(motion, **reopened, conditions="Si le garage accepte")
    for wrong in ({"defer_until": "2026-09-01"}, {"awaited_document": "Devis"}, {"kind": "defer"}):
        with refused("motion_deferral_has_a_term", motion):
            again(motion, **reopened, **wrong)


def test_a_motion_that_was_voted_on_is_counted_and_no_other(house: House) -> None:
    motion = a_motion(house)
    a_vote(motion, house.chair, "against")
    closed = Motion.objects.filter(pk=motion.pk)
    with refused("motion_counted_when_voted", motion):
        closed.update(state="closed", closed_at=NOW, result="dropped", votes_for=0, votes_against=1, abstentions=0)
    with refused("motion_counts_the_voices", motion):
        closed.update(state="closed", closed_at=NOW, result="rejected")


@pytest.mark.parametrize("counts", [(2, 1, 0), (1, 2, 0), (1, 1, 0), (1, 1, 2), (0, 0, 0)])
def test_a_count_that_lies(house: House, counts: tuple[int, int, int]) -> None:
    """The chair changed their mind, one is against, one abstains: 1, 1 and 1."""
    motion = a_motion(house)
    for user, choice in ((house.chair, "against"), (house.chair, "for")):
        a_vote(motion, user, choice)
    a_vote(motion, house.members[0], "against")
    a_vote(motion, house.members[1], "abstention")
    with refused("motion_counts_the_voices", motion):
        end(motion, *counts, result="rejected")


@pytest.mark.parametrize(
    ("choices", "result", "by_casting_vote"),
    [
        (("for",), "rejected", False),
        (("against",), "adopted", False),
        (("for", "against"), "adopted", False),
        (("abstention",), "adopted", True),
        (("for",), "rejected", True),
    ],
)
def test_a_result_that_lies(house: House, choices: tuple[str, ...], result: str, by_casting_vote: bool) -> None:
    motion = a_motion(house)
    for user, choice in zip([house.chair, *house.members], choices, strict=False):
        a_vote(motion, user, choice)
    counts = [choices.count(choice) for choice in ("for", "against", "abstention")]
    with refused("motion_result_follows_the_count", motion):
        end(motion, *counts, result=result, by_casting_vote=by_casting_vote, presided_by=house.chair)
