"""The administration invites: a link of limited life, good once, that a newer one replaces."""

from datetime import date

import pytest
from django.test import Client

from commission.models import Mandate
from harmonie.accounts.models import Invitation, User
from harmonie.accounts.roles import Role
from harmonie.mail.models import OutgoingMail
from tests.accounts.builders import a_leader, link_in
from tests.applications.browsing import post
from tests.builders import a_partner, a_user

pytestmark = pytest.mark.django_db
URL = "/reglages/personnes/inviter/"
INES = {"first_name": "Inès", "last_name": "Roche", "email": "Ines@ccas.example", "office": "comptable"}
FINANCE = {**INES, "roles": ["finance", "secretary"]}
NEW = {"password1": "un vélo jaune", "password2": "un vélo jaune"}
GONE = "Ce lien ne sert plus"


def choose_password(mail: OutgoingMail) -> str:
    """What the visitor who follows the link reads, "" when a password was chosen."""
    visitor = Client()
    page = visitor.get(link_in(mail), follow=True)
    if GONE in page.text:
        return page.text
    assert visitor.post(page.request["PATH_INFO"], NEW).status_code == 302
    return ""


def at(user: User, act: str = "") -> str:
    return f"/reglages/personnes/{user.pk}/{act}"


@pytest.fixture
def admin(sign_in):
    return sign_in(a_user(Role.ADMINISTRATOR))


def test_from_the_invitation_to_the_first_page(admin):
    response = post(admin, URL, **FINANCE)
    user = User.objects.get(email="ines@ccas.example")
    assert response["Location"] == at(user)
    assert user.role_names == {Role.FINANCE, Role.SECRETARY}
    assert "Invitation en attente" in admin.get(at(user)).text
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, "Roche" in mail.text) == (user.email, False)
    assert choose_password(mail) == ""
    assert GONE in choose_password(mail), "a link serves once"
    visitor = Client()
    visitor.post("/compte/connexion/", {"login": user.email, "password": NEW["password1"]})
    assert visitor.get("/prets/").status_code == 200
    assert post(admin, at(user, "inviter-de-nouveau/")).status_code == 302
    assert "a déjà choisi son mot de passe" in admin.get(at(user)).text
    told = admin.get(at(user)).context["changes"]
    assert {change.about for change in told if change.what == "Rôle donné"} == {"finances", "secrétariat"}
    assert all(change.by.startswith("Claire Vasseur") for change in told if change.what == "Rôle donné")


def test_a_new_link_replaces_the_one_before_and_none_is_left_of_a_taken_back_one(admin):
    post(admin, URL, **FINANCE)
    user = User.objects.get(email="ines@ccas.example")
    post(admin, at(user, "inviter-de-nouveau/"))
    first, second = OutgoingMail.objects.order_by("pk")
    assert GONE in choose_password(first)
    assert post(admin, at(user, "annuler-invitation/"))["Location"] == "/reglages/personnes/"
    assert GONE in choose_password(second)
    assert not User.objects.filter(pk=user.pk).exists()
    assert Invitation.objects.get().cancelled_at
    assert post(admin, at(user, "annuler-invitation/")).status_code == 404
    post(admin, URL, **FINANCE)
    assert choose_password(OutgoingMail.objects.latest("pk")) == ""


def test_who_has_a_place_already_is_not_taken_back(admin):
    post(admin, URL, **{**INES, "roles": ["commission_member"]})
    user = User.objects.get(email="ines@ccas.example")
    Mandate.objects.create(user=user, starts_on=date(2026, 1, 1))
    post(admin, at(user, "annuler-invitation/"))
    assert "fermez plutôt son compte" in admin.get(at(user)).text
    assert Invitation.objects.get().cancelled_at is None
    post(admin, at(user, "depart/"))
    assert GONE in choose_password(OutgoingMail.objects.get())


def test_the_first_person_of_a_partner_answers_for_its_accounts(admin, sign_in):
    partner = a_partner()
    page = admin.get(f"{URL}?partenaire={partner.pk}").context["form"]
    assert (page["partner"].initial, page["roles"].initial) == (partner, [Role.PARTNER])
    theirs = {**INES, "roles": ["partner"], "partner": partner.pk}
    assert post(admin, f"{URL}?partenaire={partner.pk}", **theirs).status_code == 302
    user = User.objects.get(email="ines@ccas.example")
    assert (user.partner, user.leads_partner, user.office) == (partner, True, "comptable")
    assert choose_password(OutgoingMail.objects.get()) == ""
    assert sign_in(User.objects.get(pk=user.pk)).get("/compte/structure/").status_code == 200
    post(admin, URL, **{**theirs, "email": "deux@escale.example"})
    assert not User.objects.get(email="deux@escale.example").leads_partner


def test_an_address_that_is_taken_is_told_to_who_may_see_everybody(admin):
    for known, said in (
        (a_user(), "a déjà un compte"),
        (a_leader(), "a déjà un compte"),
        (a_user(is_active=False), "rouvrez-le"),
        (User.objects.create_user("neuve@ccas.example", first_name="N", last_name="Neuve"), "est déjà invitée"),
    ):
        response = post(admin, URL, **{**FINANCE, "email": known.email.upper()})
        assert (response.status_code, said in response.text, str(known) in response.text) == (422, True, True)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "pas une adresse"}, "adresse"),
        ({"email": "a\0b@ccas.example"}, ""),
        ({"first_name": "é" * 300}, ""),
        ({"last_name": "\0"}, ""),
        ({"office": "x" * 300}, ""),
        ({"roles": []}, ""),
        ({"roles": ["roi"]}, ""),
        ({"roles": ["partner"]}, "pour quel partenaire"),
        ({"partner": "closed"}, "Partenaire"),
        ({"partner": "open"}, "que le rôle de partenaire"),
        ({"partner": str(10**30)}, "Partenaire"),
    ],
)
def test_odd_input_is_a_sentence_and_keeps_what_was_typed(admin, typed, said):
    named = {"closed": a_partner(is_active=False).pk, "open": a_partner().pk}
    typed = {key: named.get(value, value) if key == "partner" else value for key, value in typed.items()}
    response = post(admin, URL, **{**FINANCE, **typed})
    assert (response.status_code, said in response.text) == (422, True)
    assert "Inès" in response.text or "first_name" in typed
    assert not OutgoingMail.objects.exists()


def test_emoji_right_to_left_and_the_same_form_twice(admin):
    typed = {**FINANCE, "first_name": "ليلى", "last_name": "🙂", "once": "6f1c7e0e-7f3f-4a53-9c52-3d9cf2d9ab11"}
    for _ in range(2):
        assert admin.post(URL, typed).status_code == 302
    assert OutgoingMail.objects.count() == 1
