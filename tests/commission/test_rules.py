"""Quorum and majority, against a count made another way."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commission.enums import Choice
from commission.rules import quorum, tally

CHOICES = st.sampled_from(list(Choice))


@pytest.mark.parametrize(
    ("in_office", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (7, 4), (8, 5), (13, 7)]
)
def test_the_quorum_is_a_majority_of_the_members_in_office(in_office, needed):
    assert quorum(in_office=in_office, present=0).needed == needed


@given(st.integers(1, 40), st.data())
def test_the_quorum_is_met_when_more_than_half_are_there(in_office, data):
    present = data.draw(st.integers(0, in_office))
    assert quorum(in_office=in_office, present=present).is_met == (present > in_office / 2)


def test_a_recused_member_counts_only_when_the_rules_say_so():
    assert not quorum(in_office=6, present=4, recused_present=1).is_met
    assert quorum(in_office=6, present=4, recused_present=1, recused_count=True).is_met


@given(st.lists(CHOICES, max_size=15), st.none() | CHOICES)
def test_the_tally_matches_an_independent_recount(choices, chair):
    voices = [*choices, chair] if chair else choices
    counted, recount = tally(voices, chair), Counter(voices)
    balance = sum({"for": 1, "against": -1}.get(voice, 0) for voice in voices)
    assert (counted.votes_for, counted.votes_against) == (recount[Choice.FOR], recount[Choice.AGAINST])
    assert counted.votes_for + counted.votes_against + counted.abstentions == len(voices)
    if balance:
        assert counted.adopted == (balance > 0)
        assert not counted.by_casting_vote
    else:
        assert counted.adopted == (chair == Choice.FOR)
        assert counted.by_casting_vote == (chair in (Choice.FOR, Choice.AGAINST))


def test_a_tie_is_decided_by_whoever_presides():
    tie = [Choice.FOR, Choice.FOR, Choice.AGAINST, Choice.AGAINST]
    assert tally(tie, Choice.FOR).adopted
    assert not tally(tie, Choice.AGAINST).adopted
    assert not tally([*tie, Choice.ABSTENTION], Choice.ABSTENTION).adopted
    assert not tally(tie, None).adopted


def test_nobody_for_is_never_adopted():
    assert not tally([Choice.ABSTENTION] * 3, Choice.ABSTENTION).adopted
