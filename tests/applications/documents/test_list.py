"""The list of a dossier's documents, and the panel on its page: always the same number of queries."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.documents.enums import Status
from harmonie.accounts.roles import Role
from tests.applications.browsing import post
from tests.applications.builders import a_partners_user, in_review
from tests.applications.documents.builders import a_deposit, a_requirement, asked_of_partner, only
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def at(application, page: str = "") -> str:
    return f"/demandes/{application.reference}/documents/{page}"


def queries(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_it_says_what_is_missing_and_what_to_do(sign_in):
    only("Devis du garage")
    application = in_review()
    page = sign_in(a_user()).get(at(application)).content.decode()
    for said in ("0 sur 1 en règle", "Devis du garage", "Manquante", "Demander ce qui manque"):
        assert said in page
    a_deposit(application)
    assert "Examiner les pièces reçues" in sign_in(a_user()).get(at(application)).content.decode()


@pytest.mark.parametrize("page", ["documents/", ""])
def test_one_row_or_three_cost_the_same(sign_in, page):
    application, client = in_review(), sign_in(a_user())
    url = f"/demandes/{application.reference}/{page}"

    def fill(number: int) -> None:
        a_requirement(f"Pièce {number}")
        asked_of_partner(application, f"Autre {number}")
        a_deposit(application)

    fill(1)
    client.get(url)
    once = queries(client, url)
    fill(2)
    fill(3)
    assert queries(client, url) == once


def test_the_partners_page_costs_the_same(sign_in):
    partner = a_partners_user()
    application, client = in_review(by=partner), sign_in(partner)
    url = f"/demandes/{application.reference}/"
    asked_of_partner(application, "Devis")
    a_deposit(application, by=partner)
    client.get(url)
    once = queries(client, url)
    asked_of_partner(application, "RIB", "Livret")
    a_deposit(application, by=partner)
    a_deposit(application, by=partner)
    assert queries(client, url) == once


def test_a_document_is_seen_and_no_copy_is_kept(sign_in):
    (card,) = only("Carte d’identité", may_be_only_seen=True)
    application, client, token = in_review(), sign_in(a_user()), str(uuid.uuid4())
    for _ in range(2):
        client.post(at(application, "vue/"), {"once": token, "piece": card.pk})
    seen = application.documents.get()
    assert (seen.status, seen.file, seen.requirement) == (Status.SEEN, None, card)
    assert "1 sur 1 en règle" in client.get(at(application)).content.decode()


@pytest.mark.parametrize("piece", ["", "0", "x", "9" * 50, "\0"])
def test_nothing_is_seen_that_is_not_asked(sign_in, piece):
    application = in_review()
    assert post(sign_in(a_user()), at(application, "vue/"), piece=piece).status_code == 302
    assert not application.documents.exists()


def test_what_is_to_be_kept_is_not_only_seen(sign_in):
    (wanted,) = only("Devis")
    application = in_review()
    response = sign_in(a_user()).post(
        at(application, "vue/"), {"once": str(uuid.uuid4()), "piece": wanted.pk}, follow=True
    )
    assert "se conserve au dossier" in response.content.decode()


def test_strangers_find_nothing(sign_in):
    partner = a_partners_user()
    application = in_review(by=partner)
    for stranger in (partner, a_user(Role.SECRETARY), a_user(Role.COMMISSION_MEMBER)):
        client = sign_in(stranger)
        assert client.get(at(application)).status_code == 404
        assert post(client, at(application, "vue/"), piece="1").status_code == 404
    assert sign_in(a_user()).post(at(application)).status_code == 405
    assert sign_in(a_user()).get(at(application, "vue/")).status_code == 405
