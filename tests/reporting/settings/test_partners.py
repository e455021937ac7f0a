"""Partners: added, corrected, closed and opened again, with what stays said."""

import pytest

from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from tests.applications.browsing import post
from tests.builders import a_partner, a_user
from tests.story import a_house, a_ready_case

pytestmark = pytest.mark.django_db
URL = "/reglages/partenaires/"
FACTS = {"name": "Le Pont", "address": "3 rue Haute", "city": "Rivemont", "email": "a@pont.example", "phone": "03 44"}


@pytest.fixture
def admin(sign_in):
    return sign_in(a_user(Role.ADMINISTRATOR, first_name="Julien", last_name="Morel"))


def test_added_corrected_and_remembered(admin):
    assert post(admin, f"{URL}nouveau/", **FACTS).status_code == 302
    partner = Partner.objects.get()
    page = admin.get(f"{URL}{partner.pk}/").text
    assert "Inviter sa première personne" in page
    assert post(admin, f"{URL}{partner.pk}/fiche/", **{**FACTS, "city": "Beauvais"}).status_code == 302
    page = admin.get(f"{URL}{partner.pk}/").text
    assert "Rivemont</s>" in page
    assert "Julien Morel" in page
    assert post(admin, f"{URL}{partner.pk}/fiche/", **{**FACTS, "name": "LE PONT"}).status_code == 302


@pytest.mark.parametrize(
    "odd",
    [{"name": ""}, {"name": "l’escale"}, {"name": "x" * 300}, {"city": "\0"}, {"email": "x"}, {"phone": "0" * 99}],
)
def test_odd_input_is_a_sentence_and_keeps_what_was_typed(admin, odd):
    other, mine = a_partner(name="L’Escale"), a_partner(name="Ici")
    for url in (f"{URL}nouveau/", f"{URL}{mine.pk}/fiche/"):
        response = post(admin, url, **{**FACTS, **odd})
        assert (response.status_code, "3 rue Haute" in response.text) == (422, True)
    assert set(Partner.objects.values_list("name", flat=True)) == {other.name, "Ici"}


def test_closed_its_people_are_out_and_its_referrals_stay(admin, sign_in):
    house = a_house()
    a_ready_case(house)
    partner, theirs = house.partner, sign_in(house.referrer)
    close = f"{URL}{partner.pk}/fermer/"
    assert "1 orientation en cours reste au CCAS" in " ".join(admin.get(close).text.split())
    assert post(admin, close, why="é" * 300).status_code == 422
    assert post(admin, close, why="Fin de la convention").status_code == 302
    assert theirs.get("/demandes/").status_code == 302
    page = admin.get(f"{URL}{partner.pk}/").text
    assert "Fin de la convention" in page
    assert "Partenaire fermé" in page
    assert "déjà fermé" in post(admin, close).text
    assert "Fermés" in admin.get(URL).text
    for _ in range(2):
        assert post(admin, f"{URL}{partner.pk}/rouvrir/").status_code == 302
    assert "déjà ouvert" in admin.get(URL).text
    assert Partner.objects.get(pk=partner.pk).is_active
    assert User.objects.get(pk=house.referrer.pk).is_active


def test_what_is_not_there_and_wrong_methods(admin, sign_in):
    """Who may come in at all is read at every address by tests/access."""
    partner = a_partner()
    assert sign_in(a_user(partner=partner, leads_partner=True)).get(f"{URL}{partner.pk}/").status_code == 404
    assert admin.get(f"{URL}{partner.pk}/rouvrir/").status_code == post(admin, URL).status_code == 405
    assert admin.get(f"{URL}999999/").status_code == 404


def test_the_lists_cost_the_same_for_one_and_for_three(admin, django_assert_num_queries, django_assert_max_num_queries):
    partner = a_partner()
    for url in (URL, f"{URL}{partner.pk}/"):
        with django_assert_max_num_queries(16) as first:
            admin.get(url)
        for _ in range(2):
            a_user(partner=partner), a_partner()
        with django_assert_num_queries(len(first)):
            admin.get(url)
