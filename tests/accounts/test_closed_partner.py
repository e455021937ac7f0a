"""A partner that is closed: its people are out at their next click, and do not come back in."""

import pytest
from django.test import Client

from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from tests.accounts.builders import a_leader
from tests.applications.browsing import post
from tests.builders import PASSWORD, a_partner, a_user

pytestmark = pytest.mark.django_db


def page(partner: Partner) -> str:
    return f"/compte/partenaires/{partner.pk}/"


def test_its_people_are_out_and_stay_out(sign_in):
    user = a_user(partner=a_partner())
    client, admin = sign_in(user), sign_in(a_user(Role.ADMINISTRATOR))
    assert client.get("/demandes/").status_code == 200
    assert post(admin, f"/reglages/partenaires/{user.partner.pk}/fermer/").status_code == 302
    assert client.get("/demandes/").status_code == 302
    assert "sessionid" not in client.cookies or not client.cookies["sessionid"].value
    visitor = Client()
    response = visitor.post("/compte/connexion/", {"login": user.email, "password": PASSWORD})
    assert response.status_code == 302
    assert response["Location"] == "/compte/inactif/"
    assert visitor.get("/demandes/").status_code == 302
    assert post(admin, f"/reglages/partenaires/{user.partner.pk}/rouvrir/").status_code == 302
    visitor.post("/compte/connexion/", {"login": user.email, "password": PASSWORD})
    assert visitor.get("/demandes/").status_code == 200


def test_a_post_of_theirs_does_nothing(sign_in):
    leader = a_leader()
    colleague = a_user(partner=leader.partner)
    client = sign_in(leader)
    Partner.objects.update(is_active=False)
    assert post(client, f"/compte/structure/comptes/{colleague.pk}/fermer/").status_code == 302
    assert User.objects.get(pk=colleague.pk).is_active


def test_the_administration_names_who_answers(sign_in):
    partner = a_partner()
    one, other, gone = a_user(partner=partner), a_leader(partner), a_user(partner=partner, is_active=False)
    client = sign_in(a_user(Role.ADMINISTRATOR))
    assert str(one) in client.get(page(partner)).content.decode()
    assert post(client, page(partner), leaders=[one.pk]).status_code == 302
    leads = {user.pk for user in User.objects.filter(leads_partner=True)}
    assert leads == {one.pk}
    for odd in ([gone.pk], [a_user(partner=a_partner()).pk], ["x"], [10**30], ["\0"]):
        response = post(client, page(partner), leaders=odd)
        assert response.status_code == 422
    assert User.objects.get(leads_partner=True) == one
    assert not User.objects.get(pk=other.pk).leads_partner


def test_only_the_administration(sign_in):
    leader = a_leader()
    for user in (leader, a_user(), a_user(Role.SECRETARY)):
        assert sign_in(user).get(page(leader.partner)).status_code == 404
        assert post(sign_in(user), page(leader.partner)).status_code == 404
    admin = sign_in(a_user(Role.ADMINISTRATOR))
    assert admin.get("/compte/partenaires/999999/").status_code == 404
    assert admin.put(page(leader.partner)).status_code == 405
