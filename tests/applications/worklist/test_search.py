"""Names are found as people remember them."""

import pytest

from tests.applications.builders import a_partners_user, a_submitted, in_review
from tests.applications.worklist.builders import shown, with_co_applicant
from tests.builders import a_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "first_name", "last_name"),
    [
        ("Benali", "Nadia", "Bénally"),
        ("forunier", "Élodie", "Fournier"),
        ("founier", "Élodie", "Fournier"),
        ("Marten", "Luc", "Martin"),
        ("dialo", "Fatou", "Diallo"),
        ("Kelifi sonya", "Sonia", "Khélifi"),
        ("ng", "Thi", "Ng"),
        ("d'almeida", "Ana", "D’Almeida"),
        ("Petit, Rose", "Rose", "Petit"),
    ],
)
def test_a_slip_is_forgiven(sign_in, said: str, first_name: str, last_name: str):
    wanted = a_submitted(first_name=first_name, last_name=last_name)
    a_submitted(first_name="Thomas", last_name="Roussel")
    assert shown(sign_in(a_user()), q=said) == [wanted.reference]


def test_what_is_exact_comes_first(sign_in):
    near = a_submitted(last_name="Bénally")
    exact = a_submitted(last_name="Benali")
    nearer = a_submitted(last_name="Benalioui")
    assert shown(sign_in(a_user()), q="benali") == [exact.reference, nearer.reference, near.reference]


def test_the_co_applicant_is_found_too_and_named(sign_in):
    worker = a_user()
    wanted = with_co_applicant(in_review(worker, last_name="Chérif"), "Sarah", "Aït Lahcen")
    a_submitted(last_name="Roussel")
    client = sign_in(worker)
    assert shown(client, q="ait lahsen") == [wanted.reference]
    assert shown(client, q="sarah cherif") == [wanted.reference]
    assert "avec Sarah Aït Lahcen" in client.get("/demandes/", {"q": "lahcen"}).text


def test_a_partner_does_not_find_whom_the_ccas_added(sign_in):
    partner = a_partners_user()
    with_co_applicant(in_review(a_user(), by=partner), "Sarah", "Aït Lahcen")
    page = sign_in(partner).get("/demandes/", {"q": "Lahcen"})
    assert page.context["rows"] == []
    assert "Sarah" not in page.text


def test_a_number_goes_with_a_name(sign_in):
    wanted, _ = a_submitted(last_name="Benali"), a_submitted(last_name="Benali")
    client = sign_in(a_user())
    assert shown(client, q=f"n° {wanted.reference} benali") == [wanted.reference]


@pytest.mark.parametrize("said", ["🙂", "a" * 300, "\u202e\u0645", "é " * 40, "%", "_ _", "n°", ", ; .", "1'; --"])
def test_odd_words_find_nothing_and_break_nothing(sign_in, said: str):
    a_submitted(last_name="Roussel", first_name="Thomas")
    assert shown(sign_in(a_user()), q=said) == []
