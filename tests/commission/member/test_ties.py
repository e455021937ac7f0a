"""Two names are the same one, whatever the accents, the case and the punctuation; and only as a whole."""

import pytest

from commission.ties import is_one_of, names_of

KNOWN = names_of("Odile", "Caron", "Électro Rivemont\nRégie Le Cœur-Volant\nS.A.R.L. Garage du Lac\n\n")


@pytest.mark.parametrize(
    "name",
    [
        "electro  rivemont",
        "SARL ÉLECTRO-RIVEMONT",
        "Électro Rivemont, S.A.",
        "regie le coeur volant",
        "Garage du Lac",
        "Mme Odile Caron",
        "CARON Odile",
        "E\u0301lectro\u00a0Rivemont",
    ],
)
def test_the_same_name(name):
    assert is_one_of(name, KNOWN)


@pytest.mark.parametrize(
    "name", ["", " ", "…", "Rivemont", "Électro Rivemont Sud", "Caron", "O. Caron", "SARL", "\u0000", "🙂" * 300]
)
def test_another_name(name):
    assert not is_one_of(name, KNOWN)


def test_nobody_is_tied_to_nothing():
    assert not is_one_of("", names_of("", "", "\n"))
