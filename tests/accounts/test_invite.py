"""A responsible person invites a colleague; whether the address has an account elsewhere stays unknown to them."""

import pytest
from django.test import Client

from harmonie.accounts.models import Invitation, User
from harmonie.accounts.roles import Role
from harmonie.accounts.team.actions import MOST_WAITING
from harmonie.mail.models import OutgoingMail
from tests.accounts.builders import a_leader, link_in
from tests.applications.browsing import post
from tests.builders import a_partner, a_user

pytestmark = pytest.mark.django_db
URL, LIST = "/compte/structure/inviter/", "/compte/structure/"
INES = {"first_name": "Inès", "last_name": "Roche", "email": "ines@escale.example"}
NEW = {"password1": "un vélo jaune", "password2": "un vélo jaune"}


def accept(mail: OutgoingMail) -> None:
    visitor = Client()
    page = visitor.get(link_in(mail), follow=True)
    assert page.status_code == 200
    assert visitor.post(page.request["PATH_INFO"], NEW).status_code == 302


def test_the_colleague_chooses_a_password_and_comes_in(sign_in):
    leader = a_leader()
    client = sign_in(leader)
    assert post(client, URL, **INES).status_code == 302
    assert "Inès Roche" in client.get(LIST).content.decode()
    mail = OutgoingMail.objects.get()
    assert mail.recipient == INES["email"]
    assert "Roche" not in mail.text
    accept(mail)
    colleague = User.objects.get(email=INES["email"])
    assert (colleague.partner, colleague.role_names, colleague.leads_partner) == (leader.partner, {Role.PARTNER}, False)
    visitor = Client()
    typed = {"login": INES["email"], "password": NEW["password1"]}
    assert visitor.post("/compte/connexion/", typed).status_code == 302
    assert visitor.get("/demandes/").status_code == 200
    page = client.get(LIST)
    assert colleague in page.context["people"]
    assert not page.context["invitations"]


def seen(client: Client) -> str:
    """The list, without what differs from one page to the next."""
    page = client.get(LIST)
    return str([(str(row), row.email) for row in page.context["invitations"]]) + str(list(page.context["people"]))


@pytest.mark.parametrize("elsewhere", ["partner", "ccas", "invited"])
def test_an_address_known_elsewhere_looks_like_any_other(sign_in, elsewhere: str):
    if elsewhere == "invited":
        post(sign_in(a_leader()), URL, **INES)
        OutgoingMail.objects.all()
    else:
        a_user(email=INES["email"].upper(), partner=a_partner() if elsewhere == "partner" else None)
    leader = a_leader()
    client, before = sign_in(leader), User.objects.count()
    response = post(client, URL, **INES)
    told = client.get(LIST).content.decode()
    assert response.status_code == 302
    assert "L’invitation est partie" in told
    assert INES["email"] in told
    assert User.objects.count() == before
    mail = OutgoingMail.objects.last()
    assert link_in(mail) == ""
    assert "a déjà un compte" in mail.text
    # The same list, the same answer, as for an address that nobody has.
    fresh = a_leader(leader.partner)
    twin = sign_in(fresh)
    assert post(twin, URL, **{**INES, "email": "libre@escale.example"})["Location"] == response["Location"]


def test_it_says_who_is_already_a_colleague(sign_in):
    leader = a_leader()
    a_user(partner=leader.partner, email=INES["email"])
    response = post(sign_in(leader), URL, **{**INES, "email": "INES@escale.example"})
    assert response.status_code == 422
    assert "a déjà un compte dans votre structure" in response.content.decode()
    assert "Inès" in response.content.decode()


def test_inviting_again_sends_it_again(sign_in):
    client = sign_in(a_leader())
    post(client, URL, **INES)
    post(client, URL, **{**INES, "first_name": "Agnès"})
    assert User.objects.filter(email=INES["email"]).count() == 1
    assert Invitation.objects.get().first_name == "Agnès"
    assert all(link_in(mail) for mail in OutgoingMail.objects.all())
    accept(OutgoingMail.objects.last())


def test_a_cancelled_invitation_leads_nowhere(sign_in):
    client = sign_in(a_leader())
    post(client, URL, **INES)
    invitation = Invitation.objects.get()
    assert post(client, f"{LIST}invitations/{invitation.pk}/annuler/").status_code == 302
    assert not User.objects.filter(email=INES["email"]).exists()
    assert "Ce lien ne sert plus" in Client().get(link_in(OutgoingMail.objects.get()), follow=True).content.decode()
    assert post(client, f"{LIST}invitations/{invitation.pk}/annuler/").status_code == 404
    post(client, URL, **INES)
    accept(OutgoingMail.objects.last())


def test_cancelling_touches_no_account_of_elsewhere(sign_in):
    a_user(email=INES["email"])
    client = sign_in(a_leader())
    post(client, URL, **INES)
    post(client, f"{LIST}invitations/{Invitation.objects.get().pk}/annuler/")
    assert User.objects.filter(email=INES["email"], is_active=True).exists()


def test_the_same_form_twice_invites_once(sign_in):
    client = sign_in(a_leader())
    once = "6f1c7e0e-7f3f-4a53-9c52-3d9cf2d9ab11"
    for _ in range(2):
        client.post(URL, {"once": once, **INES})
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"email": ""},
        {"email": "pas une adresse"},
        {"email": "x" * 300 + "@escale.example"},
        {"email": "a\0b@escale.example"},
        {"first_name": ""},
        {"first_name": "é" * 300},
        {"last_name": "\0"},
    ],
)
def test_odd_input_is_a_sentence_and_keeps_what_was_typed(sign_in, typed: dict[str, str]):
    response = post(sign_in(a_leader()), URL, **{**INES, **typed})
    assert response.status_code == 422
    assert not OutgoingMail.objects.exists()
    assert INES["last_name"] in response.content.decode() or "last_name" in typed


def test_emoji_and_right_to_left_names_are_names(sign_in):
    assert post(sign_in(a_leader()), URL, **{**INES, "first_name": "ليلى", "last_name": "🙂"}).status_code == 302


def test_nobody_sends_invitations_without_end(sign_in):
    client = sign_in(a_leader())
    for number in range(MOST_WAITING):
        post(client, URL, **{**INES, "email": f"p{number}@escale.example"})
    assert post(client, URL, **INES).status_code == 422
    assert post(client, URL, **{**INES, "email": "p3@escale.example"}).status_code == 302


def test_only_who_answers_for_the_accounts_invites(sign_in):
    leader = a_leader()
    for user in (a_user(partner=leader.partner), a_user(), a_user(Role.ADMINISTRATOR)):
        client = sign_in(user)
        for address in (URL, LIST):
            assert client.get(address).status_code == 404
        assert post(client, URL, **INES).status_code == 404
    assert sign_in(leader).put(URL).status_code == 405
    assert post(sign_in(leader), LIST).status_code == 405
