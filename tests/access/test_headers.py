"""What every answer carries: nobody keeps it, nothing of another site runs in it."""

import pytest
from django.test import Client
from django.urls import reverse

from harmonie.public import views
from tests.builders import a_user

pytestmark = pytest.mark.django_db
KEPT_BY_NOBODY = "private, no-store"
PATHS = {
    "/": 200,
    "/demandes/": 200,
    "/demandes/?q=Benali": 200,
    "/demandes/2026-9999/": 404,
    "/prets/": 404,
    "/demandes/2026-9999/verifier/": 405,
    "/nulle-part/": 404,
    "/bilan/?du=rien": 422,
    "/bilan/credits.csv": 200,
}


def is_guarded(response) -> bool:
    policy = response.headers["Content-Security-Policy"]
    return (
        "default-src 'self'" in policy
        and "unsafe" not in policy
        and response.headers["X-Content-Type-Options"] == "nosniff"
        and response.headers["X-Frame-Options"] == "DENY"
        and response.headers["Referrer-Policy"] == "same-origin"
        and response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        and response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        and "camera=()" in response.headers["Permissions-Policy"]
    )


@pytest.mark.parametrize(("path", "status"), PATHS.items())
def test_a_private_answer_is_kept_by_nobody(sign_in, path: str, status: int):
    response = sign_in(a_user()).get(path)
    assert response.status_code == status
    assert response.headers["Cache-Control"] == KEPT_BY_NOBODY
    assert is_guarded(response)


@pytest.mark.parametrize("name", ["account_login", "simulator", "accessibility", "account_reset_password"])
def test_a_public_page_is_guarded_too(client, name: str):
    response = client.get(reverse(name))
    assert "no-store" in response.headers["Cache-Control"]
    assert is_guarded(response)


def test_a_refused_post_is_guarded_too():
    response = Client(enforce_csrf_checks=True).post(reverse("theme"), {"theme": "dark"})
    assert response.status_code == 403
    assert is_guarded(response)


def test_an_incident_is_guarded_too(monkeypatch):
    monkeypatch.setattr(views, "connection", None)
    response = Client(raise_request_exception=False).get(reverse("health"))
    assert response.status_code == 500
    assert is_guarded(response)
    assert "rien n’a été enregistré à moitié" in response.content.decode()


def test_signing_out_really_ends(sign_in):
    client = sign_in(a_user())
    kept = client.cookies["sessionid"].value
    assert client.get("/").status_code == 200
    client.post(reverse("account_logout"))
    client.cookies["sessionid"] = kept
    assert client.get("/").status_code == 302


def test_a_new_password_ends_the_other_sessions(sign_in):
    user = a_user()
    here, elsewhere = sign_in(user), sign_in(user)
    new = {"oldpassword": "une porte bleue", "password1": "un vélo jaune", "password2": "un vélo jaune"}
    assert here.post(reverse("account_change_password"), new).status_code == 302
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_a_closed_account_is_out_at_once(sign_in):
    user = a_user()
    client = sign_in(user)
    assert client.get("/").status_code == 200
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("target", ["//mal.example/", "https://mal.example/", "javascript:alert(1)", "/\\mal.example"])
def test_nobody_is_led_elsewhere(client, target: str):
    user = a_user()
    typed = {"login": user.email, "password": "une porte bleue", "next": target}
    response = client.post(reverse("account_login"), typed)
    assert response.status_code == 302
    assert "mal.example" not in response["Location"]
    assert not response["Location"].startswith("javascript")


def test_no_script_reads_a_cookie_of_ours():
    client = Client()
    client.get(reverse("account_login"))
    assert client.cookies
    assert all(cookie["httponly"] for name, cookie in client.cookies.items() if name != "theme")
