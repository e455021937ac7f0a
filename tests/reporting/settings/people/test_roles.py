"""Roles: given by somebody else, in force at the next click, never the last administrator's to lose."""

from datetime import date

import pytest

from commission.models import Mandate
from harmonie.accounts.models import User
from harmonie.accounts.people import actions
from harmonie.accounts.roles import Role
from harmonie.mail.models import OutgoingMail
from harmonie.refusals import Refusal
from tests.accounts.builders import a_leader
from tests.applications.browsing import post
from tests.builders import a_partner, a_user
from tests.loans.builders import NOW

pytestmark = pytest.mark.django_db


def at(user: User, act: str = "") -> str:
    return f"/reglages/personnes/{user.pk}/{act}"


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.fixture
def me():
    return a_user(Role.ADMINISTRATOR)


def test_a_role_counts_at_the_next_click_and_its_history_says_who(me, sign_in):
    user = a_user(Role.SOCIAL_WORKER)
    theirs, mine = sign_in(user), sign_in(me)
    assert (theirs.get("/demandes/").status_code, theirs.get("/prets/").status_code) == (200, 404)
    assert post(mine, at(user, "roles/"), roles=["finance", "secretary"]).status_code == 302
    assert (theirs.get("/prets/").status_code, theirs.get("/demandes/nouvelle/").status_code) == (200, 404)
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, "secrétariat, finances" in mail.text) == (user.email, True)
    told = mine.get(at(user)).context["changes"]
    assert {(change.what, change.about, change.by) for change in told if change.about} == {
        ("Rôle donné", "travailleur social", ""),
        ("Rôle retiré", "travailleur social", str(me)),
        ("Rôle donné", "finances", str(me)),
        ("Rôle donné", "secrétariat", str(me)),
    }
    post(mine, at(user, "roles/"), roles=["finance", "secretary"])
    assert OutgoingMail.objects.count() == 1, "what changes nothing is not told"


def test_nobody_changes_their_own_roles(me, sign_in):
    a_user(Role.ADMINISTRATOR)
    client = sign_in(me)
    response = post(client, at(me, "roles/"), roles=["administrator", "finance"])
    assert (response.status_code, "ses propres rôles" in response.text) == (422, True)
    assert "Enregistrer ces rôles" not in client.get(at(me, "roles/")).text
    for act in ("depart/", "confier/"):
        assert post(client, at(me, act)).status_code == 422
    assert fresh(me).is_active
    assert fresh(me).role_names == {Role.ADMINISTRATOR}


def test_the_last_administrator_stays(me):
    """`me` is the last who can act: one was never in, one is gone, one works for a closed partner."""
    User.objects.create_user("x@ccas.example", None, roles=(Role.ADMINISTRATOR,), first_name="X", last_name="Y")
    a_user(Role.ADMINISTRATOR, is_active=False)
    other = a_user(Role.ADMINISTRATOR)
    told = {"by": other, "now": NOW}
    actions.leave(user=me, **told)
    actions.come_back(user=me, site="http://testserver/", **told)
    actions.change_roles(user=me, roles=[Role.FINANCE], partner=None, **told)
    with pytest.raises(Refusal, match="ne tenez plus les réglages"):
        actions.leave(user=other, by=fresh(me), now=NOW)
    superuser = a_user(is_superuser=True)
    for act in (
        lambda: actions.leave(user=other, by=superuser, now=NOW),
        lambda: actions.change_roles(user=other, roles=[Role.FINANCE], partner=None, by=superuser, now=NOW),
    ):
        with pytest.raises(Refusal, match="dernière personne de l’administration"):
            act()
    assert fresh(other).holds(Role.ADMINISTRATOR)


def test_a_partners_people_hold_a_partners_role_alone(me, sign_in):
    client, leader, other = sign_in(me), a_leader(), a_partner()
    for typed in ({"roles": ["finance"], "partner": leader.partner.pk}, {"roles": ["partner"]}, {"roles": []}):
        assert post(client, at(leader, "roles/"), **typed).status_code == 422
    assert post(client, at(leader, "roles/"), roles=["partner"], partner=other.pk).status_code == 302
    assert (fresh(leader).partner, fresh(leader).leads_partner) == (other, False)
    assert post(client, at(leader, "roles/"), roles=["social_worker"]).status_code == 302
    assert (fresh(leader).partner, fresh(leader).role_names) == (None, {Role.SOCIAL_WORKER})


def test_a_mandate_is_warned_of(me, sign_in):
    client, user = sign_in(me), a_user(Role.COMMISSION_MEMBER)
    Mandate.objects.create(user=user, starts_on=date(2026, 1, 1))
    assert "a un mandat" in client.get(at(user, "roles/")).text
    post(client, at(user, "roles/"), roles=["finance"])
    assert "garde un mandat" in client.get(at(user)).text
    post(client, at(user, "roles/"), roles=["finance", "chair"])
    assert "garde un mandat" not in client.get(at(user)).text


def test_names_and_the_address_are_corrected(me, sign_in):
    client, user, other = sign_in(me), a_user(email="avant@ccas.example"), a_user()
    typed = {"first_name": "Zoé", "last_name": "Lenoir", "email": "Apres@ccas.example", "office": "assistante"}
    for odd in ({"email": other.email.upper()}, {"email": "x"}, {"first_name": "é" * 300}, {"office": "\0"}):
        response = post(client, at(user, "fiche/"), **{**typed, **odd})
        assert (response.status_code, "Lenoir" in response.text) == (422, True)
    assert post(client, at(user, "fiche/"), **typed).status_code == 302
    assert (str(fresh(user)), fresh(user).email) == ("Zoé Lenoir", "apres@ccas.example")
    assert {mail.recipient for mail in OutgoingMail.objects.all()} == {"avant@ccas.example", "apres@ccas.example"}
    page = client.get(at(user)).text
    assert "avant@ccas.example</s>" in page
    invited = User.objects.create_user("neuve@ccas.example", None, first_name="N", last_name="Neuve")
    assert "annulez-la" in post(client, at(invited, "fiche/"), **{**typed, "email": "z@ccas.example"}).text
