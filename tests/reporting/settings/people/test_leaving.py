"""Leaving shuts every way in at once; coming back takes a new password; a lost telephone is helped."""

from datetime import date

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from commission.models import Mandate
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.mail.models import OutgoingMail
from tests.accounts.builders import a_leader, link_in
from tests.applications.browsing import post
from tests.builders import PASSWORD, a_user

pytestmark = pytest.mark.django_db
NEW = {"password1": "un vélo jaune", "password2": "un vélo jaune"}


def at(user: User, act: str = "") -> str:
    return f"/reglages/personnes/{user.pk}/{act}"


@pytest.fixture
def admin(sign_in):
    return sign_in(a_user(Role.ADMINISTRATOR))


def signs_in(user: User, password: str) -> bool:
    visitor = Client()
    visitor.post("/compte/connexion/", {"login": user.email, "password": password})
    return visitor.get("/demandes/").status_code == 200


def test_every_way_in_is_shut_and_coming_back_takes_a_new_password(admin, sign_in):
    user = a_user()
    theirs = sign_in(user)
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    link = reverse("account_reset_password_from_key", kwargs=key)
    assert "Ce lien ne sert plus" not in Client().get(link, follow=True).text
    assert post(admin, at(user, "depart/"), why="Mutation").status_code == 302
    page = admin.get(at(user))
    assert "Mutation" in [change.why for change in page.context["changes"]]
    assert "Fermé" in page.text
    assert theirs.get("/demandes/").status_code == 302
    assert "Ce lien ne sert plus" in Client().get(link, follow=True).text
    assert not signs_in(user, PASSWORD)
    assert "est déjà fermé" in post(admin, at(user, "depart/")).text
    assert post(admin, at(user, "retour/")).status_code == 302
    assert theirs.get("/demandes/").status_code == 302, "the session of before stays ended"
    assert not signs_in(user, PASSWORD)
    visitor = Client()
    chosen = visitor.get(link_in(OutgoingMail.objects.get()), follow=True)
    assert visitor.post(chosen.request["PATH_INFO"], NEW).status_code == 302
    assert signs_in(user, NEW["password1"])
    post(admin, at(user, "retour/"))
    assert "est déjà ouvert" in admin.get(at(user)).text
    assert admin.get(at(user, "retour/")).status_code == 405


def test_what_a_departure_leaves_open_is_said(admin):
    leader, member = a_leader(), a_user(Role.COMMISSION_MEMBER)
    Mandate.objects.create(user=member, starts_on=date(2026, 1, 1))
    post(admin, at(leader, "depart/"))
    assert "Plus personne ne répond des comptes" in admin.get(at(leader)).text
    post(admin, at(member, "depart/"))
    assert "garde un mandat" in admin.get(at(member)).text
    for odd in ("x" * 300, "\0"):
        assert post(admin, at(a_user(), "depart/"), why=odd).status_code == 422


def test_a_lost_telephone(admin):
    user = a_user()
    post(admin, at(user, "double-verification/"))
    assert "pas de double vérification" in admin.get(at(user)).text
    Authenticator.objects.create(user=user, type="totp", data={})
    assert "Retirer la double vérification" in admin.get(at(user)).text
    post(admin, at(user, "double-verification/"))
    assert not Authenticator.objects.exists()
    assert OutgoingMail.objects.get().recipient == user.email


def test_the_history_of_a_person_holds_no_password_and_no_habits():
    kept = {field.name for field in User.pgh_event_model._meta.fields}
    assert "is_active" in kept
    assert not kept & {"password", "last_login"}
    user, events = a_user(), User.pgh_event_model.objects
    before = events.count()
    user.set_password("autre chose")
    user.save()
    assert events.count() == before
