"""Closing, reopening, handing over: the accounts of one's own partner, and no other's."""

import pytest
from django.test import Client

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from tests.accounts.builders import a_leader
from tests.applications.browsing import post
from tests.builders import PASSWORD, a_partner, a_user

pytestmark = pytest.mark.django_db
LIST = "/compte/structure/"


def at(user: User, act: str) -> str:
    return f"{LIST}comptes/{user.pk}/{act}/"


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_closed_account_is_out_at_once_and_cannot_come_back(sign_in):
    leader = a_leader()
    colleague = a_user(partner=leader.partner)
    theirs, mine = sign_in(colleague), sign_in(leader)
    assert theirs.get("/demandes/").status_code == 200
    assert post(mine, at(colleague, "fermer")).status_code == 302
    assert theirs.get("/demandes/").status_code == 302
    visitor = Client()
    typed = {"login": colleague.email, "password": PASSWORD}
    visitor.post("/compte/connexion/", typed)
    assert visitor.get("/demandes/").status_code == 302
    post(mine, at(colleague, "rouvrir"))
    visitor.post("/compte/connexion/", typed)
    assert visitor.get("/demandes/").status_code == 200


def test_the_last_responsible_person_stays(sign_in):
    leader = a_leader()
    client = sign_in(leader)
    response = client.get(
        client.post(at(leader, "fermer"), {"once": "6f1c7e0e-7f3f-4a53-9c52-3d9cf2d9ab12"})["Location"]
    )
    assert "Confiez d’abord la responsabilité" in response.content.decode()
    assert fresh(leader).is_active
    second = a_leader(leader.partner)
    post(client, at(second, "fermer"))
    assert not fresh(second).is_active
    assert not fresh(second).leads_partner


def test_one_of_two_may_leave(sign_in):
    leader = a_leader()
    a_leader(leader.partner)
    client = sign_in(leader)
    assert post(client, at(leader, "fermer"))["Location"] == "/"
    assert client.get("/").status_code == 302


def test_the_task_is_handed_over(sign_in):
    leader = a_leader()
    colleague = a_user(partner=leader.partner)
    client = sign_in(leader)
    assert post(client, at(colleague, "confier"))["Location"] == "/"
    assert (fresh(leader).leads_partner, fresh(colleague).leads_partner) == (False, True)
    assert client.get(LIST).status_code == 404
    assert sign_in(colleague).get(LIST).status_code == 200


@pytest.mark.parametrize("act", ["fermer", "rouvrir", "confier"])
def test_nobody_touches_another_partners_people(sign_in, act: str):
    stranger, worker = a_user(partner=a_partner()), a_user()
    client = sign_in(a_leader())
    for user in (stranger, worker, a_user(Role.ADMINISTRATOR)):
        assert post(client, at(user, act)).status_code == 404
        assert fresh(user).is_active
        assert not fresh(user).leads_partner
    assert post(client, f"{LIST}comptes/{10**30}/{act}/").status_code == 404
    assert client.get(at(stranger, act)).status_code == 405


@pytest.mark.parametrize("act", ["fermer", "rouvrir", "confier"])
def test_a_colleague_who_does_not_answer_for_them_finds_nothing(sign_in, act: str):
    leader = a_leader()
    colleague = a_user(partner=leader.partner)
    assert post(sign_in(colleague), at(leader, act)).status_code == 404
    assert fresh(leader).is_active


def test_said_twice(sign_in):
    leader = a_leader()
    colleague = a_user(partner=leader.partner)
    client = sign_in(leader)
    post(client, at(colleague, "fermer"))
    post(client, at(colleague, "fermer"))
    assert "déjà fermé" in client.get(LIST).content.decode()
    post(client, at(colleague, "confier"))
    assert not fresh(colleague).leads_partner


def test_the_menu_shows_it_to_who_answers_for_it(sign_in):
    leader = a_leader()
    assert LIST in sign_in(leader).get("/").content.decode()
    assert LIST not in sign_in(a_user(partner=leader.partner)).get("/").content.decode()


def test_the_list_costs_the_same_for_one_and_for_three(
    sign_in, django_assert_num_queries, django_assert_max_num_queries
):
    leader = a_leader()
    client = sign_in(leader)
    with django_assert_max_num_queries(12) as first:
        client.get(LIST)
    for _ in range(2):
        a_user(partner=leader.partner)
    with django_assert_num_queries(len(first)):
        client.get(LIST)
