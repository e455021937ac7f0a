import re

import pytest
from django.contrib.auth.models import Permission

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from tests.builders import PASSWORD, a_partner, a_user

pytestmark = pytest.mark.django_db
SIGN_IN = "/compte/connexion/"


@pytest.fixture
def _somewhere_to_land(settings):
    settings.LOGIN_REDIRECT_URL = "/accessibilite/"


@pytest.mark.usefixtures("_somewhere_to_land")
def test_the_right_password_opens_the_door(client):
    user = a_user(email="Claire@ccas.example")
    answer = client.post(SIGN_IN, {"login": "claire@CCAS.example", "password": PASSWORD})
    assert answer["Location"] == "/accessibilite/"
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.usefixtures("_somewhere_to_land")
def test_one_goes_on_where_one_wanted(client):
    user = a_user()
    answer = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD, "next": "/mentions-legales/"})
    assert answer["Location"] == "/mentions-legales/"


@pytest.mark.usefixtures("_somewhere_to_land")
def test_never_to_another_site(client):
    user = a_user()
    answer = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD, "next": "https://ailleurs.example/"})
    assert answer["Location"] == "/accessibilite/"


def test_a_wrong_password_is_a_sentence_and_keeps_the_address(client):
    user = a_user()
    page = client.post(SIGN_IN, {"login": user.email, "password": "secret"})
    assert page.status_code == 422
    html = page.content.decode()
    assert "L’adresse et le mot de passe ne vont pas ensemble" in html
    assert f'value="{user.email}"' in html
    assert "secret" not in html


def test_an_unknown_address_says_no_more_than_a_wrong_password(client):
    user = a_user()
    known = client.post(SIGN_IN, {"login": user.email, "password": "secret"}).context["form"].errors
    unknown = client.post(SIGN_IN, {"login": "rien@ccas.example", "password": "secret"}).context["form"].errors
    assert known == unknown


def test_nothing_typed(client):
    page = client.post(SIGN_IN, {})
    assert page.status_code == 422
    assert "Complétez «\u202fAdresse électronique\u202f»." in page.content.decode()


def test_a_closed_account_stays_outside(client):
    user = a_user(is_active=False)
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_tries_are_counted(client):
    user = a_user()
    for _ in range(12):
        page = client.post(SIGN_IN, {"login": user.email, "password": "secret"})
    assert "Trop d’essais" in page.content.decode()
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_demonstration_accounts_are_shown_in_the_demonstration_only(client, settings):
    a_user(email="social@harmonie.example", first_name="Nour")
    assert "Nour" not in client.get(SIGN_IN).content.decode()
    settings.DEMONSTRATION = True
    html = client.get(SIGN_IN).content.decode()
    assert 'href="?compte=social%40harmonie.example"' in html
    assert "harmonie-demo" in html


def test_an_account_that_is_not_the_demonstrations_is_never_shown(client, settings):
    settings.DEMONSTRATION = True
    a_user(first_name="Nour", email="nour@ccas.example")
    assert "Nour" not in client.get(SIGN_IN).content.decode()


def test_choosing_an_account_fills_the_form_in(client, settings):
    assert "harmonie-demo" not in client.get(SIGN_IN, {"compte": "social@harmonie.example"}).content.decode()
    settings.DEMONSTRATION = True
    html = client.get(SIGN_IN, {"compte": "social@harmonie.example"}).content.decode()
    assert 'value="social@harmonie.example"' in html
    assert 'value="harmonie-demo"' in html


@pytest.mark.parametrize(
    "path",
    [
        "/compte/ferme/inscription/",
        "/compte/ferme/adresse/",
        "/compte/ferme/verification/",
        "/compte/signup/",
        "/compte/email/",
    ],
)
def test_nobody_opens_an_account_alone(client, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {"email": "a@b.example"}).status_code == 404
    assert not User.objects.exists()


def test_leaving_is_a_post(sign_in):
    client = sign_in(a_user())
    assert "Vous partez" in client.get("/compte/deconnexion/").content.decode()
    assert "_auth_user_id" in client.session
    client.post("/compte/deconnexion/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/compte/mot-de-passe/", "/compte/deux-etapes/", "/compte/deux-etapes/activer/"])
def test_ones_account_needs_a_sign_in(client, path):
    assert client.get(path)["Location"].startswith(SIGN_IN)


def test_a_forgotten_password_is_chosen_again(client, mailoutbox):
    user = a_user()
    assert client.post("/compte/mot-de-passe/oublie/", {"email": user.email}).status_code == 302
    assert mailoutbox[0].subject == "Harmonie\u00a0: choisir un nouveau mot de passe"
    link = re.search(r"https?://testserver(\S+)", mailoutbox[0].body)[1]
    form = client.get(link)["Location"]
    page = client.post(form, {"password1": "court", "password2": "court"})
    assert page.status_code == 422
    client.post(form, {"password1": "une porte verte", "password2": "une porte verte"})
    user.refresh_from_db()
    assert user.check_password("une porte verte")
    assert "Ce lien ne sert plus" in client.get(link).content.decode()


def test_an_unknown_address_gets_the_same_page(client, mailoutbox):
    answer = client.post("/compte/mot-de-passe/oublie/", {"email": "rien@ccas.example"})
    assert answer["Location"] == "/compte/mot-de-passe/oublie/envoye/"
    assert "Aucun compte ne la porte" in mailoutbox[0].body
    assert client.get(answer["Location"]).status_code == 200


def test_changing_ones_password(sign_in):
    user = a_user()
    client = sign_in(user)
    wrong = client.post("/compte/mot-de-passe/", {"oldpassword": "x", "password1": "y", "password2": "z"})
    assert wrong.status_code == 422
    assert "Ce n’est pas votre mot de passe actuel." in wrong.content.decode()
    new = "une porte verte"
    client.post("/compte/mot-de-passe/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)


@pytest.mark.usefixtures("_somewhere_to_land")
def test_the_second_step(client):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    user = a_user()
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    confirm = client.get("/compte/deux-etapes/activer/")["Location"]
    assert "Est-ce bien vous" in client.get(confirm).content.decode()
    assert client.post(confirm, {"password": "x"}).status_code == 422
    page = client.post(confirm, {"password": PASSWORD, "next": "/compte/deux-etapes/activer/"}, follow=True)
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    assert client.post("/compte/deux-etapes/activer/", {"code": "000"}).status_code == 422
    done = client.post("/compte/deux-etapes/activer/", {"code": code})
    assert done["Location"] == "/compte/deux-etapes/codes/"
    assert client.get("/compte/deux-etapes/codes/").status_code == 200
    spare = client.get("/compte/deux-etapes/codes/fichier/").content.decode().split()[0]
    for path in ("", "codes/nouveaux/", "desactiver/"):
        assert client.get(f"/compte/deux-etapes/{path}").status_code == 200
    client.post("/compte/deconnexion/")
    asked = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    assert asked["Location"] == "/compte/deux-etapes/code/"
    assert "Deuxième étape" in client.get(asked["Location"]).content.decode()
    assert client.post(asked["Location"], {"code": "x"}).status_code == 422
    client.post(asked["Location"], {"code": spare})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_bar_says_who_one_is(sign_in):
    partner = a_partner(name="L’Escale")
    html = sign_in(a_user(partner=partner)).get("/compte/mot-de-passe/").content.decode()
    assert ", L’Escale</span>" in html
    assert 'action="/compte/deconnexion/"' in html


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (
            "accounts.view_report",
            {Role.CHAIR, Role.SECRETARY, Role.FINANCE, Role.ADMINISTRATOR, Role.AUDITOR, Role.SOCIAL_WORKER},
        ),
        ("accounts.manage_settings", {Role.ADMINISTRATOR}),
        ("registry.view_accessentry", {Role.AUDITOR, Role.ADMINISTRATOR}),
    ],
)
def test_who_holds_what(permission, roles):
    assert {role for role in Role if a_user(role).has_perm(permission)} == roles


def test_permissions_made_by_hand_are_not_made_twice():
    assert Permission.objects.filter(codename="view_accessentry", content_type__app_label="registry").count() == 1
