"""A person of the CCAS keeps the lists they come back to."""

import uuid

import pytest

from applications.models import SavedFilter
from applications.worklist.actions import LISTS
from tests.applications.builders import a_partners_user, a_submitted
from tests.applications.worklist.builders import URL
from tests.builders import a_user

pytestmark = pytest.mark.django_db
LISTS_URL = f"{URL}listes/"
FILTERS = "liste=toutes&suivi=sans&urgent=oui"


def keep(client, name: str, query: str = FILTERS, token: str = ""):
    return client.post(LISTS_URL, {"name": name, "filtres": query, "once": token or str(uuid.uuid4())})


def test_a_kept_list_stands_beside_the_others(sign_in):
    worker = a_user()
    client = sign_in(worker)
    a_submitted()
    assert "Garder cette liste" in client.get(f"{URL}?{FILTERS}").text
    response = keep(client, "Urgences sans suivi")
    assert response["Location"] == f"{URL}?{FILTERS}"
    page = client.get(response["Location"])
    assert [(tab.label, tab.is_current) for tab in page.context["tabs"]][-1] == ("Urgences sans suivi", True)
    assert sum(tab.is_current for tab in page.context["tabs"]) == 1
    assert "Garder cette liste" not in page.text


def test_what_an_address_adds_is_not_kept(sign_in):
    worker = a_user()
    keep(sign_in(worker), "À moi", "liste=miens&suivi=x&apres=3&truc=1&etat=ready")
    assert SavedFilter.objects.get().query == "liste=miens&etat=ready"


def test_names_are_once_each_and_never_empty(sign_in):
    client = sign_in(a_user())
    keep(client, "À moi")
    again = keep(client, "À moi")
    assert again.status_code == 422
    assert "Vous avez déjà une liste de ce nom" in again.text
    assert 'value="À moi"' in again.text
    assert keep(client, "").status_code == 422
    assert keep(client, "a" * 300).status_code == 422
    assert keep(client, "\0").status_code == 422
    assert keep(sign_in(a_user()), "À moi").status_code == 302


def test_said_twice_it_is_kept_once(sign_in):
    client, token = sign_in(a_user()), str(uuid.uuid4())
    for _ in range(2):
        assert keep(client, "À moi", token=token).status_code == 302
    assert SavedFilter.objects.count() == 1


def test_too_many_or_too_long_are_refused_in_words(sign_in):
    client = sign_in(a_user())
    assert "trop longs" in keep(client, "Longue", "q=" + "%F0%9F%99%82" * 80).text
    for number in range(LISTS):
        keep(client, f"Liste {number}")
    assert "supprimez-en une" in keep(client, "De trop").text


def test_one_forgets_one_s_own(sign_in):
    worker, other = a_user(), a_user()
    keep(sign_in(worker), "À moi")
    url = f"{LISTS_URL}{SavedFilter.objects.get().pk}/supprimer/"
    assert sign_in(other).post(url, {"once": str(uuid.uuid4())}).status_code == 404
    assert "À moi" not in sign_in(other).get(LISTS_URL).text
    assert sign_in(worker).get(url).status_code == 405
    assert sign_in(worker).post(url, {"once": str(uuid.uuid4())}).status_code == 302
    assert not SavedFilter.objects.exists()


def test_partners_keep_none(sign_in):
    client = sign_in(a_partners_user())
    assert client.get(LISTS_URL).status_code == 404
    assert keep(client, "À moi").status_code == 404
