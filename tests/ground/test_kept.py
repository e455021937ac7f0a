"""The address that keeps what is typed: whose, which pages, how much, how long."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from harmonie.registry.models import KeptInput
from tests.builders import a_user

pytestmark = pytest.mark.django_db
PAGE = "/demandes/nouvelle/"


def test_tokens_are_not_kept(sign_in):
    user = a_user()
    typed = {"first_name": "Nadia", "tags": ["a", "b"], "once": "x", "csrfmiddlewaretoken": "y"}
    assert sign_in(user).post("/saisie/", {"kept-page": PAGE, **typed}).status_code == 200
    kept = KeptInput.objects.get()
    assert (kept.user, kept.path) == (user, PAGE)
    assert json.loads(kept.data) == {"first_name": ["Nadia"], "tags": ["a", "b"]}


def test_the_last_thing_said_counts(sign_in):
    client = sign_in(a_user())
    for name in ("Nad", "Nadia", "Nadia"):
        client.post("/saisie/", {"kept-page": PAGE, "first_name": name})
    assert json.loads(KeptInput.objects.get().data) == {"first_name": ["Nadia"]}


@pytest.mark.parametrize(
    "page",
    ["", "/", "//mal.example/", "https://mal.example/", "/demandes/", "/\0", "/" + "x" * 300, "\u202e", "/saisie/"],
)
def test_only_pages_that_take_a_form(sign_in, page: str):
    response = sign_in(a_user()).post("/saisie/", {"kept-page": page, "a": "b"})
    assert response.status_code == 422
    assert "enregistrez avec son bouton" in response.content.decode()
    assert not KeptInput.objects.exists()


def test_too_much_is_said_so(sign_in):
    response = sign_in(a_user()).post("/saisie/", {"kept-page": PAGE, "text": "é" * 60_000})
    assert response.status_code == 422
    assert "trop long" in response.content.decode()


@pytest.mark.parametrize("text", ["\0", "🧊", "\u202eمرحبا", "a" * 8000, "{'\"}"])
def test_whatever_is_typed_comes_back(sign_in, text: str):
    client = sign_in(a_user())
    assert client.post("/saisie/", {"kept-page": PAGE, "city": text}).status_code == 200
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("data", [b"\xff\xfe", b"kept-page=%ff", b"a" * 10])
def test_what_is_no_form_is_no_incident(sign_in, data: bytes):
    client = sign_in(a_user())
    assert client.post("/saisie/", data, content_type="application/x-www-form-urlencoded").status_code in (400, 422)


def test_visitors_keep_nothing():
    response = Client().post("/saisie/", {"kept-page": PAGE, "a": "b"})
    assert response.status_code == 302
    assert not KeptInput.objects.exists()


@pytest.mark.parametrize("address", ["/saisie/", "/saisie/oublier/"])
def test_they_are_posted_to(sign_in, address: str):
    assert sign_in(a_user()).get(address).status_code == 405


@pytest.mark.parametrize("back", ["https://mal.example/", "//mal.example/", "", "\0", "/" + "x" * 300])
def test_the_way_back_is_an_address_of_ours(sign_in, back: str):
    token = "3f0c8d0e-9f5e-4f6e-8a3e-0d0f5a5b6c7d"
    response = sign_in(a_user()).post("/saisie/oublier/", {"once": token, "kept-page": back, "back": back})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_one_forgets_ones_own_alone(sign_in):
    user, other = a_user(), a_user()
    for person in (user, other):
        sign_in(person).post("/saisie/", {"kept-page": PAGE, "a": "b"})
    token = "3f0c8d0e-9f5e-4f6e-8a3e-0d0f5a5b6c7d"
    sign_in(user).post("/saisie/oublier/", {"once": token, "kept-page": PAGE, "back": PAGE})
    assert KeptInput.objects.get().user == other


def test_it_is_forgotten_after_thirty_days(sign_in):
    client, out = sign_in(a_user()), StringIO()
    client.post("/saisie/", {"kept-page": PAGE, "a": "b"})
    KeptInput.objects.update(kept_at=timezone.now() - timedelta(days=29))
    call_command("forget_kept_input", stdout=out)
    assert KeptInput.objects.exists()
    KeptInput.objects.update(kept_at=timezone.now() - timedelta(days=31))
    call_command("forget_kept_input", stdout=out)
    assert not KeptInput.objects.exists()
    assert out.getvalue().split("\n")[:2] == ["0 forgotten", "1 forgotten"]
