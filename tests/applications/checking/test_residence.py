"""A town is recognised however it is written; another town is not. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from applications.eligibility import Residence, plain

TOWN = {"town": "Saint-Étienne-sur-Oise", "town_postcode": "60340"}


def lives_in(city: str, postcode: str = "60340") -> bool:
    return Residence(city=city, postcode=postcode, **TOWN).is_in_town


@pytest.mark.parametrize(
    "city",
    [
        "Saint-Étienne-sur-Oise",
        "SAINT ETIENNE SUR OISE",
        "St-Etienne-s/-Oise",
        "st. étienne s/oise",
        "  Saint   Étienne sur Oise ",
        "Saint\u2011Étienne\u00a0sur\u202fOise",
        "St Etienne sur Oise CEDEX 2",
        "Saint-Etiene-sur-Oise",
    ],
)
def test_the_town_however_written(city: str):
    assert lives_in(city)


@pytest.mark.parametrize(
    ("city", "postcode"),
    [
        ("Saint-Étienne", "42000"),
        ("Saint-Étienne-sur-Oise", "42340"),  # a homonym in another département
        ("Sainte-Étienne-sur-Aisne", "60340"),
        ("Beauvais", "60340"),
        ("Saint-Etiene-sur-Oise", "60000"),  # a slip is forgiven under the town's own postcode alone
        ("", "60340"),
        ("...", "60340"),
        ("😀", "60340"),
    ],
)
def test_another_town(city: str, postcode: str):
    assert not lives_in(city, postcode)


def test_another_postcode_of_the_town_is_still_the_town():
    assert lives_in("Saint-Étienne-sur-Oise", "60349")
    assert lives_in("Saint-Étienne-sur-Oise", "")


@pytest.mark.parametrize(("city", "postcode"), [("Saint-Aubin", "60991"), ("Rivemont-le-Haut", "60990")])
def test_neighbours_of_the_demonstration_are_not_rivemont(city: str, postcode: str):
    assert not Residence(city=city, postcode=postcode, town="Rivemont", town_postcode="60990").is_in_town


@given(some.text(some.characters(max_codepoint=0x24F), max_size=80))
def test_any_text_is_a_name_and_plain_names_stay(text: str):
    assert plain(plain(text)) == plain(text)
    assert Residence(city=text, postcode="60990", town=text, town_postcode="60990").is_in_town is bool(plain(text))
