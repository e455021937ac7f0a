"""The public simulator: five answers, a sentence a condition, nothing kept."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session

from harmonie.schemes.enums import CeilingOperator, Lending
from reporting.simulation import answers, paces
from tests.builders import a_scheme, terms

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
URL = "/simulateur/?montant={}&mois={}&grands={}&petits={}&revenus={}"


@pytest.fixture
def own():
    return terms(a_scheme(name="Crédit Harmonie"))


@pytest.fixture
def lent():
    scheme = a_scheme(name="Micro-crédit", lending=Lending.EXTERNAL, lender_name="Crédit municipal")
    limits = {"amount_min": 300, "amount_max": 3000, "months_min": 6, "months_max": 36, "income_ceiling": 1500}
    return terms(scheme, ceiling_operator=CeilingOperator.AT_MOST, **limits)


def ask(amount="620", months=12, adults=1, children=0, earned="1180"):
    given = {"amount": Decimal(amount), "months": months, "adults": adults, "children": children}
    return answers(earned=Decimal(earned), today=TODAY, **given)


def test_worked_case_1(client, own):
    page = client.get(URL.format(620, 12, 1, 1, "1 180")).content.decode()
    assert "Crédit Harmonie" in page
    assert "51,67\u202f€" in page
    assert "la dernière échéance est de 51,63\u202f€" in page


@pytest.mark.parametrize(
    ("adults", "children", "earned", "fits"),
    [
        (1, 0, "1313.83", False),
        (1, 0, "1313.82", True),
        (2, 0, "1970.74", True),
        (2, 0, "1970.75", False),
        (2, 2, "2130", True),
        (1, 0, "0", True),
    ],
)
def test_worked_cases_4_to_6_at_the_ceiling(own, adults, children, earned, fits):
    assert ask(adults=adults, children=children, earned=earned)[0].fits is fits


def test_worked_case_7_shows_the_other_road_first(own, lent):
    found = ask(amount="2400", months=24, earned="1250")
    assert [(answer.scheme.name, answer.fits) for answer in found] == [
        ("Micro-crédit", True),
        ("Crédit Harmonie", False),
    ]
    assert [line.say for line in found[1].refusals] == ["Montant hors des conditions", "Durée hors des conditions"]


def test_every_duration_is_shown_with_its_instalments(own):
    found = paces(own, Decimal(100), TODAY)
    assert [pace.months for pace in found] == list(range(1, 19))
    assert (found[5].usual, found[5].last, found[5].is_small) == (Decimal("16.67"), Decimal("16.65"), False)
    assert found[17].is_small


def test_terms_to_come_do_not_count_yet(own):
    own.valid_from = date(2027, 1, 1)
    own.save(update_fields=["valid_from"])
    assert ask() == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("beaucoup", 12, 1, 0, 1180), "Écrivez un montant en euros"),
        (("", 12, 1, 0, 1180), "Répondez à"),
        ((0, 12, 1, 0, 1180), "indiquez au moins 0,01"),
        ((620, 0, 1, 0, 1180), "indiquez au moins 1 mois"),
        ((620, "douze", 1, 0, 1180), "Écrivez un nombre entier"),
        ((620, 12, 0, 0, 1180), "indiquez au moins 1"),
        ((620, 12, 1, -1, 1180), "indiquez au moins 0"),
        ((620, 12, 1, 0, "-5"), "indiquez au moins 0"),
        ((620, 12, 1, 0, "99999999999999"), "trop grand"),
    ],
)
def test_bad_input_is_answered_in_a_sentence_and_kept(client, own, given, sentence):
    answer = client.get(URL.format(*given))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert all(f'value="{value}"' in answer.content.decode() for value in given if value != "")


def test_it_opens_for_everybody_and_keeps_nothing(client, own):
    assert client.get("/simulateur/").status_code == 200
    assert client.get(URL.format(620, 12, 1, 1, 1180)).status_code == 200
    assert not Session.objects.exists()
    assert client.post("/simulateur/").status_code == 405


def test_it_says_so_when_no_loan_is_open(client):
    assert "Aucun prêt n’est ouvert" in client.get(URL.format(620, 12, 1, 1, 1180)).content.decode()
