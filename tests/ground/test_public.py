import pytest
from django.conf import settings
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client
from django.views.defaults import bad_request, server_error

from tests.builders import a_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/accessibilite/", "/mentions-legales/", "/compte/connexion/"])
def test_open_to_everybody_and_to_no_robot(client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert '<meta name="robots" content="noindex, nofollow">' in page.content.decode()
    assert settings.TOWN["ccas"] in page.content.decode()


@pytest.mark.parametrize("path", ["/accessibilite/", "/mentions-legales/", "/sante/"])
def test_pages_to_read_take_no_post(client, path):
    assert client.post(path).status_code == 405


def test_no_inline_script_or_style(client):
    page = client.get("/mentions-legales/").content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert "<script src=" in page
    assert page.count("<script") == page.count("<script src=")


def test_health(client):
    answer = client.get("/sante/")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok"}


def test_health_without_a_database(client, monkeypatch):
    def unreachable():
        raise OperationalError("password authentication failed for user secret")

    monkeypatch.setattr("harmonie.public.views.connection.cursor", unreachable)
    answer = client.get("/sante/")
    assert answer.status_code == 503
    assert b"secret" not in answer.content


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_colours_are_kept(client, choice):
    answer = client.post("/theme/", {"theme": choice, "next": "/accessibilite/"})
    assert answer["Location"] == "/accessibilite/"
    assert f'<html lang="fr" data-bs-theme="{choice}">' in client.get("/accessibilite/").content.decode()


@pytest.mark.parametrize("choice", ["device", "", "<script>"])
def test_any_other_choice_follows_the_device(client, choice):
    client.post("/theme/", {"theme": "dark"})
    client.post("/theme/", {"theme": choice})
    assert '<html lang="fr">' in client.get("/accessibilite/").content.decode()


@pytest.mark.parametrize("target", ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)", ""])
def test_colours_never_lead_elsewhere(client, target):
    assert client.post("/theme/", {"theme": "dark", "next": target})["Location"] == "/"


def test_colours_are_a_post(client):
    assert client.get("/theme/").status_code == 405


def test_a_forged_cookie_is_no_theme(client):
    client.cookies["theme"] = '"><script>'
    assert "<script>" not in client.get("/accessibilite/").content.decode()


def test_not_found_for_a_stranger(client):
    page = client.get("/rien-du-tout/")
    assert page.status_code == 404
    assert "Cette porte n’ouvre sur rien" in page.content.decode()
    assert "rien-du-tout" not in page.content.decode().replace('value="/rien-du-tout/"', "")


def test_not_found_keeps_the_menu(sign_in):
    page = sign_in(a_user()).get("/rien-du-tout/").content.decode()
    assert 'id="navigation"' in page


def test_a_form_from_another_session(db):
    page = Client(enforce_csrf_checks=True).post("/compte/connexion/", {"login": "a@b.example", "password": "x"})
    assert page.status_code == 403
    assert "Cette page a trop attendu" in page.content.decode()


def test_an_incident_stands_alone(rf):
    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Un incident est survenu" in answer.content.decode()


def test_an_incomplete_request(rf):
    answer = bad_request(rf.get("/"), Exception("detail"))
    assert answer.status_code == 400
    assert "detail" not in answer.content.decode()


def test_too_many_requests(rf):
    assert "Attendez cinq minutes" in render_to_string("429.html", request=rf.get("/"))
