"""Who may be the same person: what must agree, and what is not enough."""

from datetime import date
from typing import Any

import pytest

from applications.duplicates.evidence import compared
from applications.duplicates.panel import doubles
from applications.duplicates.queries import like, possible_duplicates, with_likeness
from applications.models import Applicant
from tests.applications.builders import NADIA, a_submitted
from tests.builders import a_user

pytestmark = pytest.mark.django_db
ELSEWHERE = {"address": "3 place du Marché", "birth_date": date(1980, 1, 1)}
PHONE = {"phone": "06 55 50 12 34"}


def a_person(**facts: Any) -> Applicant:
    return Applicant.objects.create(**{**NADIA, **PHONE, **facts})


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "Même date de naissance, même nom, même téléphone, même adresse"),
        ({"last_name": "BÉNALI", "phone": ""}, "Même date de naissance, même nom, même adresse"),
        ({"first_name": "Benali", "last_name": "Nadia", **PHONE}, "nom et prénom inversés"),
        ({"first_name": "Nadja", "phone": "", "address": "ailleurs"}, "Même date de naissance, nom proche"),
        ({"last_name": "Martin", "phone": "+33 6.55.50.12.34", "address": "ailleurs"}, "même téléphone"),
        ({"birth_date": date(1980, 1, 1), "address": "12, rue des TANNEURS"}, "Même nom, même téléphone, même adresse"),
        ({"first_name": "Karim", "last_name": "Sow", "address": "x"}, "Même date de naissance, même téléphone"),
    ],
)
def test_enough_to_ask_somebody(facts: dict[str, Any], said: str):
    one, other = a_person(), a_person(**facts)
    found = like(one).get()
    assert found == other
    evidence = compared(one, other, found.likeness)
    assert evidence.is_likely
    assert said in evidence.sentence


@pytest.mark.parametrize(
    "facts",
    [
        {**ELSEWHERE, "phone": ""},  # a namesake
        {"first_name": "Karim", "birth_date": date(1988, 1, 1)},  # who lives with her, and shares her telephone
        {"first_name": "Karim", "last_name": "Sow", "phone": "", "address": "x"},  # born the same day
        {"first_name": "😀", "last_name": "😀", **ELSEWHERE, "phone": ""},
    ],
)
def test_not_enough(facts: dict[str, Any]):
    one, other = a_person(), a_person(**facts)
    assert not like(one).exists()
    likeness = with_likeness(one.search_text).get(pk=other.pk).likeness
    assert not compared(one, other, likeness).is_likely


def test_names_without_a_letter_are_compared_too():
    one, other = a_person(first_name="😀", last_name="😀"), a_person(first_name="😀", last_name="😀", phone="")
    assert like(one).get() == other


@pytest.mark.parametrize("phone", ["", "—", "+"])
def test_no_phone_is_like_no_phone(phone: str):
    one = a_person(phone=phone)
    a_person(phone=phone, address="ailleurs", first_name="Karim", last_name="Sow")
    assert one.phone_key is None
    assert not like(one).exists()


def test_the_likeliest_comes_first():
    mine = a_submitted(**PHONE)
    weak = a_submitted(first_name="Nadja", address="ailleurs")
    strong = a_submitted(**PHONE)
    assert [double.other for double in doubles(mine, a_user())] == [strong, weak]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(django_assert_num_queries, count: int):
    mine = a_submitted()
    for _ in range(count):
        a_submitted()
    user = a_user()
    user.has_perm("applications.view_loanapplication")
    mine = type(mine).objects.with_facts().get(pk=mine.pk)
    with django_assert_num_queries(6):
        assert len(doubles(mine, user)) == count
    assert possible_duplicates(mine).count() == count
