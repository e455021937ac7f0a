"""Guarantee 3: one vote per member per motion; by somebody present or represented, and not recused; never changed."""

import pytest

from applications.models import Exclusion
from commission import actions as meetings
from commission import deciding
from commission.models import Motion, Recusal, Seat, Vote
from harmonie.accounts.models import User
from tests.story import MEETING_AT, House, a_decision, a_motion, a_ready_case, a_vote, an_open_meeting, seat_of

from .attack import refused, sql


def cast(motion: Motion, seat: Seat, by: User, **fields: object) -> None:
    Vote.objects.bulk_create(
        [Vote(**{"motion": motion, "seat": seat, "choice": "for", "cast_by": by, "cast_at": MEETING_AT} | fields)]
    )


@pytest.fixture
def motion(house: House) -> Motion:
    return a_motion(house)


def test_a_member_votes_once(house: House, motion: Motion) -> None:
    vote = a_vote(motion, house.chair)
    with refused("vote_one_per_member", vote):
        cast(motion, vote.seat, house.chair, choice="against")


def test_a_vote_is_replaced_once(house: House, motion: Motion) -> None:
    first = a_vote(motion, house.chair)
    a_vote(motion, house.chair, "against")
    with refused("commission_vote_replaces_id_key"):
        cast(motion, first.seat, house.chair, replaces=first)


def test_a_vote_replaces_only_ones_own(house: House, motion: Motion) -> None:
    other = a_vote(motion, house.members[0])
    with refused("vote_replaces_own_vote", other):
        cast(motion, seat_of(motion, house.chair), house.chair, replaces=other)


def test_a_choice_is_one_of_three(house: House, motion: Motion) -> None:
    with refused("vote_choice_known"):
        cast(motion, seat_of(motion, house.chair), house.chair, choice="maybe")


def test_a_vote_is_not_changed_moved_or_removed(house: House, motion: Motion) -> None:
    vote = a_vote(motion, house.chair)
    for change in ("choice = 'against'", "motion_id = motion_id + 1", "seat_id = seat_id + 1", "cast_at = now()"):
        with refused("vote_append_only", vote):
            sql(f"UPDATE commission_vote SET {change} WHERE id = %s", vote.pk)
    with refused("vote_append_only", vote):
        Vote.objects.filter(pk=vote.pk)._raw_delete("default")


def test_no_vote_on_a_closed_motion(house: House, motion: Motion) -> None:
    a_decision(house, motion)
    with refused("vote_motion_open", motion):
        cast(motion, seat_of(motion, house.chair), house.chair)


def test_a_closed_motion_is_not_reopened_for_a_vote(house: House, motion: Motion) -> None:
    a_decision(house, motion)
    with refused("motion_text_and_close_are_final", motion):
        sql("UPDATE commission_motion SET state = 'open', result = '', closed_at = NULL WHERE id = %s", motion.pk)


def test_no_vote_from_another_meeting(house: House, motion: Motion) -> None:
    other = an_open_meeting(house, a_ready_case(house, name="Luc"))
    with refused("vote_seat_of_this_meeting"):
        cast(motion, other.seats.get(user=house.chair), house.chair)


def test_no_vote_by_a_recused_member(house: House, motion: Motion) -> None:
    meetings.declare_recusal(item=motion.item, member=house.members[0], reason="Parente", now=MEETING_AT)
    with refused("vote_not_recused"):
        cast(motion, seat_of(motion, house.members[0]), house.members[0])


def test_no_vote_by_an_absent_member(house: House, motion: Motion) -> None:
    with refused("vote_present_or_represented"):
        cast(motion, seat_of(motion, house.members[3]), house.members[3])


def test_no_vote_in_somebody_elses_name(house: House, motion: Motion) -> None:
    with refused("vote_by_own_voice"):
        cast(motion, seat_of(motion, house.members[0]), house.chair)


def test_a_proxy_is_voted_by_its_holder_alone(house: House, motion: Motion) -> None:
    absent, holder = seat_of(motion, house.members[3]), seat_of(motion, house.members[0])
    meetings.give_proxy(giver=absent, holder=holder, by=house.chair, now=MEETING_AT)
    with refused("vote_by_own_voice"):
        cast(motion, absent, house.chair)
    with refused("vote_means_agree"):
        cast(motion, absent, holder.user)
    with refused("vote_means_agree"):
        cast(motion, holder, holder.user, means="proxy")
    cast(motion, absent, holder.user, means="proxy")
    assert Vote.objects.filter(seat=absent).count() == 1


@pytest.mark.parametrize("why", ["revoked", "holder left", "holder recused"])
def test_a_proxy_without_its_holder_is_no_voice(house: House, motion: Motion, why: str) -> None:
    absent, holder = seat_of(motion, house.members[3]), seat_of(motion, house.members[0])
    proxy = meetings.give_proxy(giver=absent, holder=holder, by=house.chair, now=MEETING_AT)
    if why == "revoked":
        meetings.revoke_proxy(proxy=proxy, by=house.chair, now=MEETING_AT)
    elif why == "holder left":
        meetings.record_presence(seat=holder, presence="left", by=house.chair, now=MEETING_AT)
    else:
        meetings.declare_recusal(item=motion.item, member=holder.user, reason="Parente", now=MEETING_AT)
    with refused("vote_present_or_represented"):
        cast(motion, absent, holder.user)


def test_a_recusal_is_not_withdrawn(house: House, motion: Motion) -> None:
    recusal = meetings.declare_recusal(item=motion.item, member=house.members[0], reason="Parente", now=MEETING_AT)
    with refused("recusal_append_only", recusal):
        sql("DELETE FROM commission_recusal WHERE id = %s", recusal.pk)
    with refused("recusal_append_only", recusal):
        sql("UPDATE commission_recusal SET item_id = item_id + 1 WHERE id = %s", recusal.pk)


def recuse(motion: Motion, seat: Seat, user: User) -> None:
    Recusal.objects.bulk_create(
        [Recusal(item=motion.item, seat=seat, user=user, reason="Parente", declared_at=MEETING_AT)]
    )


def test_a_recusal_is_of_a_member_of_this_meeting(house: House, motion: Motion) -> None:
    with refused("recusal_seat_matches"):
        recuse(motion, seat_of(motion, house.members[0]), house.members[1])


def test_a_recusal_is_declared_once(house: House, motion: Motion) -> None:
    recuse(motion, seat_of(motion, house.members[0]), house.members[0])
    with refused("recusal_once_per_item"):
        recuse(motion, seat_of(motion, house.members[0]), house.members[0])


def test_a_reader_is_excluded_once(house: House, motion: Motion) -> None:
    meetings.declare_recusal(item=motion.item, member=house.members[0], reason="Parente", now=MEETING_AT)
    with refused("exclusion_once_per_person"):
        Exclusion.objects.create(application=motion.item.application, user=house.members[0], declared_at=MEETING_AT)


def test_who_has_voted_is_not_recused_behind_the_vote(house: House, motion: Motion) -> None:
    vote = a_vote(motion, house.members[0])
    with refused("recusal_before_the_vote", vote):
        recuse(motion, vote.seat, house.members[0])


def test_who_has_voted_may_step_aside_once_the_motion_is_taken_back(house: House, motion: Motion) -> None:
    vote = a_vote(motion, house.members[0])
    deciding.drop_motion(motion=motion, by=house.chair, now=MEETING_AT)
    recuse(motion, vote.seat, house.members[0])
    assert motion.item.recusals.count() == 1
