"""The sealed box by itself: what it holds, and what does not open it."""

import pytest

from commission.enums import Choice
from commission.secret.box import SealBroken, none_yet, seal, unseal

VOICES = {Choice.FOR: 4, Choice.AGAINST: 2, Choice.ABSTENTION: 1}


def test_what_goes_in_comes_out_and_the_length_tells_nothing():
    assert unseal(seal(VOICES, motion=3), 3, voters=7) == VOICES
    assert len(seal(none_yet(), 3)) == len(seal(VOICES, 3))


def test_the_same_voices_never_look_the_same():
    assert seal(VOICES, 3) != seal(VOICES, 3)


@pytest.mark.parametrize(("motion", "voters"), [(4, 7), (3, 6), (3, 8)])
def test_another_motion_or_an_earlier_state_does_not_open(motion, voters):
    with pytest.raises(SealBroken):
        unseal(seal(VOICES, 3), motion, voters)


@pytest.mark.parametrize("harm", [b"", b"x" * 12, b"x" * 34])
def test_what_another_hand_wrote_does_not_open(harm):
    with pytest.raises(SealBroken):
        unseal(harm, 3, 0)


def test_a_former_secret_still_opens_and_a_lost_one_does_not(settings):
    sealed, former = seal(VOICES, 3), settings.SECRET_KEY
    settings.SECRET_KEY = "another secret, long enough to be one"
    with pytest.raises(SealBroken):
        unseal(sealed, 3, 7)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed, 3, 7) == VOICES
