"""Who has an account: found by name, role and state; nothing of it for anybody but the administration."""

import pytest

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from tests.applications.browsing import post
from tests.builders import a_partner, a_user

pytestmark = pytest.mark.django_db
URL = "/reglages/personnes/"


def found(client, query: str) -> list[str]:
    return [row.person.first_name for row in client.get(URL + query).context["rows"]]


def test_people_are_found_by_name_role_and_state(sign_in):
    client = sign_in(a_user(Role.ADMINISTRATOR, first_name="Julien"))
    partner = a_partner(name="L’Étoile", is_active=False)
    a_user(Role.FINANCE, Role.SECRETARY, first_name="Éloïse", last_name="Dréan", email="e.drean@ccas.example")
    a_user(first_name="Karim", is_active=False)
    a_user(first_name="Mina", partner=partner, leads_partner=True, office="éducatrice")
    User.objects.create_user("neuve@ccas.example", None, first_name="Ines", last_name="Neuve")
    assert found(client, "?q=eloise+DREAN") == found(client, "?q=e.drean%40") == ["Éloïse"]
    assert found(client, "?role=secretary") == ["Éloïse"]
    assert found(client, "?etat=fermes") == ["Karim"]
    assert found(client, "?etat=invites") == ["Ines"]
    assert "Karim" not in found(client, "?etat=ouverts")
    page = client.get(URL).text
    for said in ("secrétariat, finances", "aucun rôle", "Partenaire fermé", "responsable des comptes", "1 invitation"):
        assert said in page
    assert "Personne ne correspond" in client.get(URL + "?q=nul").text
    for odd in ("?q=%00", "?role=roi", "?etat=x", "?q=" + "x" * 300):
        assert client.get(URL + odd).status_code == 422
    for odd in ("?apres=%00~5", "?apres=x", f"?apres=Vasseur~{10**30}", "?q=%F0%9F%99%82"):
        assert client.get(URL + odd).status_code == 200


def test_it_costs_the_same_for_one_and_for_three(sign_in, django_assert_num_queries, django_assert_max_num_queries):
    client = sign_in(a_user(Role.ADMINISTRATOR))
    with django_assert_max_num_queries(14) as first:
        client.get(URL)
    for _ in range(2):
        a_user(partner=a_partner())
    with django_assert_num_queries(len(first)):
        client.get(URL)


def test_a_page_holds_twenty_five(sign_in):
    client = sign_in(a_user(Role.ADMINISTRATOR, last_name="AAA"))
    User.objects.bulk_create(
        User(email=f"p{number}@ccas.example", first_name="P", last_name=f"Z{number:02}") for number in range(30)
    )
    page = client.get(URL)
    assert len(page.context["rows"]) == 25
    assert len(client.get(URL + page.context["page"].following).context["rows"]) == 6


def test_what_is_not_there_and_wrong_methods(sign_in):
    """Who may come in at all is read at every address by tests/access."""
    assert sign_in(a_user(Role.CHAIR)).get(URL).status_code == 404
    admin = sign_in(a_user(Role.ADMINISTRATOR))
    assert admin.get(f"{URL}999999/").status_code == admin.get(f"{URL}{10**30}/").status_code == 404
    assert post(admin, URL).status_code == admin.put(f"{URL}inviter/").status_code == 405
