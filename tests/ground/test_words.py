"""Names inside sentences."""

import pytest

from harmonie.words import of


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Marie Petit", "de Marie Petit"),
        ("Adama Koné", "d’Adama Koné"),
        ("Élodie Martin", "d’Élodie Martin"),
        ("Yves Carpentier", "d’Yves Carpentier"),
        ("Yamina Kaci", "de Yamina Kaci"),
        ("Hamid Zerrouki", "de Hamid Zerrouki"),
        ("", "de "),
    ],
)
def test_a_vowel_elides_de(name, said):
    assert of(name) == said
