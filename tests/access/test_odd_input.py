"""What nobody types in good faith: an answer in words, never an incident."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from harmonie.accounts.roles import Role
from reporting.settings.forms import TermsForm
from tests.builders import a_user
from tests.loans.builders import an_active_loan

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/prets/%00/",
    "/prets/a%00b/documents/%00/",
    "/prets/accords/%00/contrat/",
    "/demandes/%00/",
    "/prets/%F0/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_no_database_can_hold(sign_in, address: str):
    assert sign_in(a_user(Role.FINANCE, Role.SOCIAL_WORKER)).get(address).status_code == 404


@pytest.mark.parametrize("seen", ["9" * 5000, "-1", "", "\0", "²"])
def test_a_sequence_that_was_never_shown_is_stale(sign_in, seen: str):
    loan = an_active_loan()
    typed = {"amount": "1", "channel": "card", "expected_sequence": seen, "once": str(uuid.uuid4())}
    typed["value_on"] = loan.entries.get().value_on.isoformat()
    response = sign_in(a_user(Role.FINANCE)).post(reverse("loans:repay", args=[loan.reference]), typed)
    assert response.status_code == 409
    assert "Le compte a changé entre-temps" in response.content.decode()


@pytest.mark.parametrize("target", ["NaN", "home", "1", "//mal.example", "\\\\mal.example", "\0", "a" * 3000])
def test_the_way_back_of_the_colours_is_an_address_of_ours(client: Client, target: str):
    response = client.post(reverse("theme"), {"theme": "dark", "next": target})
    assert response.status_code == 302
    assert response["Location"] == "/"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ('{"a": 1}', "application/json"),
        (b"\xff\xfe", "text/plain"),
        ("once=%ff&x=%00", "application/x-www-form-urlencoded"),
        ("once=1", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"--x\r\nrien", "multipart/form-data; boundary=x"),
        ("&".join(f"a{n}=1" for n in range(2000)), "application/x-www-form-urlencoded"),
        ("note=" + "x" * 3_000_000, "application/x-www-form-urlencoded"),
    ],
    ids=["json", "binary", "bad utf-8", "utf-16", "broken multipart", "too many fields", "too large"],
)
def test_what_is_no_form_is_refused_in_words(sign_in, data: str | bytes, kind: str):
    response = sign_in(a_user()).post(reverse("applications:new"), data, content_type=kind)
    assert response.status_code == 400
    assert "Rechargez la page" in response.content.decode()


@pytest.mark.parametrize("day", ["31/12/9999", "01/01/2099"])
def test_terms_are_not_voted_for_another_age(day: str):
    form = TermsForm({"valid_from": day})
    assert "vérifiez l’année" in form.errors["valid_from"][0]
