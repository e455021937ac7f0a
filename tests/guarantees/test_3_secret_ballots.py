"""Guarantee 3 on a secret ballot: who voted is kept once each; the box lives with its vote, and is empty afterwards."""

import pytest

from commission import actions as meetings
from commission.models import BallotBox, Motion, Recusal, SecretDemand, SecretVoter
from tests.commission_rows import a_secret_motion, a_secret_voter
from tests.story import MEETING_AT, NOW, House, a_motion, a_ready_case, an_item_at_meeting, an_open_meeting, seat_of

from .attack import refused, sql
from .test_3_votes import cast
from .test_4_decisions import end


@pytest.fixture
def motion(house: House) -> Motion:
    """A secret motion with three voices in the box."""
    motion = a_secret_motion(an_item_at_meeting(house), house.chair, MEETING_AT)
    for member in house.members[:3]:
        a_secret_voter(motion, member)
    BallotBox.objects.filter(motion=motion).update(sealed=b"three voices")
    return motion


def emptied(motion: Motion) -> None:
    BallotBox.objects.filter(motion=motion).update(sealed=b"")


def test_a_member_is_noted_once(house: House, motion: Motion) -> None:
    with refused("secretvoter_once", motion):
        a_secret_voter(motion, house.members[0])


def test_a_member_asks_once(house: House, motion: Motion) -> None:
    asked = {"item": motion.item, "seat": seat_of(motion, house.chair), "asked_at": NOW}
    SecretDemand.objects.create(**asked)
    with refused("secretdemand_once_per_item"):
        SecretDemand.objects.create(**asked)


def test_no_open_voice_on_a_secret_motion(house: House, motion: Motion) -> None:
    with refused("vote_motion_is_public", motion):
        cast(motion, seat_of(motion, house.chair), house.chair)


def test_no_secret_voice_on_a_public_motion(house: House) -> None:
    motion = a_motion(house)
    with refused("secretvoter_motion_is_secret", motion):
        a_secret_voter(motion, house.chair)
    with refused("ballotbox_lives_with_motion", motion):
        BallotBox.objects.create(motion=motion, sealed=b"x")


def test_nobody_is_noted_for_somebody_else(house: House, motion: Motion) -> None:
    with refused("vote_by_own_voice", motion):
        SecretVoter.objects.create(motion=motion, seat=seat_of(motion, house.chair), cast_by=house.members[1])


def test_nobody_is_noted_who_is_away_aside_or_elsewhere(house: House, motion: Motion) -> None:
    with refused("vote_present_or_represented", motion):
        a_secret_voter(motion, house.members[3])
    meetings.declare_recusal(item=motion.item, member=house.chair, reason="Parente", now=MEETING_AT)
    with refused("vote_not_recused", motion):
        a_secret_voter(motion, house.chair)
    other = an_open_meeting(house, a_ready_case(house, name="Luc")).seats.get(user=house.chair)
    with refused("vote_seat_of_this_meeting", motion):
        SecretVoter.objects.create(motion=motion, seat=other, cast_by=house.chair)


def test_who_has_voted_is_not_recused_behind_the_vote(house: House, motion: Motion) -> None:
    voter = house.members[0]
    recusal = Recusal(item=motion.item, seat=seat_of(motion, voter), user=voter, reason="x", declared_at=NOW)
    with refused("recusal_before_the_vote", motion):
        Recusal.objects.bulk_create([recusal])


def test_nobody_is_noted_after_the_close(house: House, motion: Motion) -> None:
    emptied(motion)
    end(motion, 1, 2, 0, result="rejected")
    with refused("vote_motion_open"):
        a_secret_voter(motion, house.chair)


@pytest.mark.parametrize("counts", [(2, 2, 0), (0, 1, 0), (1, 2, 1)])
def test_as_many_voices_as_voters(motion: Motion, counts: tuple[int, int, int]) -> None:
    emptied(motion)
    with refused("motion_counts_the_voices", motion):
        end(motion, *counts, result="rejected")


def test_nobodys_voice_decides_a_secret_tie(house: House, motion: Motion) -> None:
    emptied(motion)
    a_secret_voter(motion, house.chair)
    with refused("motion_secret_has_no_casting_vote", motion):
        end(motion, 2, 2, 0, result="rejected", by_casting_vote=True, presided_by=house.chair)


@pytest.mark.parametrize("result", ["rejected", "dropped", "stale"])
def test_no_voice_is_left_in_the_box(motion: Motion, result: str) -> None:
    with refused("motion_closed_empties_the_box", motion, motion.ballot_box):
        if result == "rejected":
            end(motion, 1, 2, 0, result=result)
        else:
            Motion.objects.filter(pk=motion.pk).update(state="closed", result=result, closed_at=NOW)


def test_a_closed_box_is_not_filled_again(motion: Motion) -> None:
    emptied(motion)
    end(motion, 1, 2, 0, result="rejected")
    box = BallotBox.objects.get(motion=motion)
    with refused("ballotbox_lives_with_motion", box):
        BallotBox.objects.filter(pk=box.pk).update(sealed=b"forged")


def test_a_box_stays_with_its_motion(house: House, motion: Motion) -> None:
    other = a_secret_motion(an_open_meeting(house, a_ready_case(house, name="Luc")).items.get(), house.chair, NOW)
    box = BallotBox.objects.get(motion=motion)
    with refused("ballotbox_lives_with_motion", box):
        sql("UPDATE commission_ballotbox SET motion_id = %s WHERE id = %s", other.pk, box.pk)


def test_a_ballot_does_not_become_public(motion: Motion) -> None:
    with refused("motion_text_and_close_are_final", motion):
        Motion.objects.filter(pk=motion.pk).update(is_secret=False)
