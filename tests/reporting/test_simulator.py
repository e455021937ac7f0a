"""The public simulator: five answers, a sentence a condition, nothing kept."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session

from applications.models import DocumentRequirement
from harmonie.schemes.enums import CeilingOperator, Lending
from reporting.simulator.simulation import answers, paces
from tests.builders import a_partner, a_scheme, terms

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
    assert not client.cookies
    assert client.post("/simulateur/").status_code == 405


def test_it_says_so_when_no_loan_is_open(client):
    assert "Aucun prêt n’est ouvert" in client.get(URL.format(620, 12, 1, 1, 1180)).content.decode()


MORE = "&ados={}&objet={}&commune={}"


def asked(client, ados="", objet="", commune="", earned="1180"):
    return client.get(URL.format(620, 12, 1, 0, earned) + MORE.format(ados, objet, commune))


@pytest.mark.parametrize(
    ("ados", "earned", "fits"), [(0, "1313.83", False), (1, "1970.74", True), (1, "1970.75", False)]
)
def test_a_child_of_14_counts_as_a_grown_up(own, ados, earned, fits):
    found = answers(
        amount=Decimal(620), months=12, adults=1, teenagers=ados, children=0, earned=Decimal(earned), today=TODAY
    )
    assert found[0].fits is fits


def test_what_no_scheme_pays_for_is_said(client, own):
    assert "Objet non financé" in asked(client, objet="fine").content.decode()
    assert "Objet" not in asked(client, objet="health").content.decode().split('id="resultat"')[1].split("contact")[0]


@pytest.mark.parametrize(
    ("town", "said"), [("rivemont", "Vous habitez la commune"), ("60000 Beauvais", "Vous n’habitez pas la commune")]
)
def test_the_town_counts_when_it_is_told(client, own, town, said):
    assert said in asked(client, commune=town).content.decode()
    assert said not in asked(client).content.decode()


def test_it_says_what_to_bring(client, own):
    for label, more in {
        "Pièce d’identité": {},
        "Trois bulletins de salaire": {"situation": "employed"},
        "Livret de famille": {"situation": "children"},
        "Devis de l’opticien": {"purposes": ["health"]},
        "Ancienne pièce": {"is_active": False},
    }.items():
        DocumentRequirement.objects.create(label=label, **more)
    page = asked(client, objet="mobility").content.decode()
    assert "Pièce d’identité" in page
    assert "Trois bulletins" in page
    assert not [label for label in ("Livret", "opticien", "Ancienne") if label in page]
    assert "opticien" in asked(client, objet="health").content.decode()
    assert "bulletins" not in asked(client, earned="0").content.decode()


def test_it_says_whom_to_see_those_of_the_town_first(client, own):
    a_partner(name="Aube", city="Ailleurs", phone="01 02 03 04 05")
    a_partner(name="Zénith", city="Saint-Aubin")
    a_partner(name="Fermée", is_active=False)
    page = asked(client, commune="ST AUBIN").content.decode()
    assert page.index("Zénith") < page.index("Aube")
    assert "01 02 03 04 05" in page
    assert "Fermée" not in page


ABSURD = ["x" * 300, "\x00", "\u202e", "😀", "-1", "1e9", "99999999999999999999", "٣", "<b>", "%00", "NaN"]


@pytest.mark.parametrize("typed", ABSURD)
@pytest.mark.parametrize("field", ["montant", "mois", "grands", "ados", "petits", "revenus", "objet", "commune"])
def test_absurd_answers_are_answered(client, own, lent, field, typed):
    given = {"montant": "620", "mois": "12", "grands": "1", "petits": "0", "revenus": "1180", field: typed}
    assert client.get("/simulateur/", given).status_code in (200, 422)


def test_a_household_of_sixty_and_a_fortune(client, own, lent):
    given = {"montant": "99999999.99", "mois": "120", "grands": "30", "ados": "30", "petits": "30"}
    assert client.get("/simulateur/", {**given, "revenus": "99999999.99"}).status_code == 200
