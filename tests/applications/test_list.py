import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.applications.builders import a_draft, a_partners_user, a_submitted, an_open_scheme, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db
URL = "/demandes/"


def test_a_partner_sees_its_own_referrals_only(sign_in):
    partner = a_partners_user()
    a_submitted(partner, first_name="Nadia")
    a_submitted(first_name="Thomas")
    page = sign_in(partner).get(URL).content.decode()
    assert "Nadia" in page
    assert "Thomas" not in page


def test_the_ccas_sees_what_reached_it(sign_in):
    a_submitted(first_name="Nadia")
    a_draft(first_name="Thomas")
    page = sign_in(a_user()).get(URL + "?liste=toutes").content.decode()
    assert "Nadia" in page
    assert "Thomas" not in page


@pytest.mark.parametrize("words", ["elodie", "ÉLODIE", "gue", "guérin elo", "Elodie Guerin"])
def test_names_are_found_whatever_their_accents(sign_in, words: str):
    a_submitted(first_name="Élodie", last_name="Guérin")
    a_submitted(first_name="Thomas", last_name="Roussel")
    page = sign_in(a_user()).get(URL, {"q": words}).content.decode()
    assert "Élodie Guérin" in page
    assert "Roussel" not in page


def test_a_number_is_found(sign_in):
    wanted, other = a_submitted(first_name="Nadia"), a_submitted(first_name="Thomas")
    page = sign_in(a_user()).get(URL, {"q": wanted.reference}).content.decode()
    assert wanted.reference in page
    assert f"/demandes/{other.reference}/" not in page


@pytest.mark.parametrize("words", ["100%", "_", "\\", "'; --", "\x00", "%F0"])
def test_odd_searches_find_nothing_and_break_nothing(sign_in, words: str):
    a_submitted()
    assert sign_in(a_user()).get(URL, {"q": words}).status_code == 200


def test_filters_narrow_the_list(sign_in):
    scheme = an_open_scheme()
    kept, other = in_review(scheme=scheme), a_submitted()
    client = sign_in(a_user())
    for query in ({"etat": "in_review"}, {"dispositif": scheme.pk}):
        page = client.get(URL, query).content.decode()
        assert f"/demandes/{kept.reference}/" in page
        assert f"/demandes/{other.reference}/" not in page


ODD = ["etat=x", "dispositif=x", "liste=x", "apres=x", "avant=-1", "apres=99999999999999999"]


@pytest.mark.parametrize("query", ODD)
def test_an_odd_address_still_opens(sign_in, query: str):
    assert sign_in(a_user()).get(f"{URL}?{query}").status_code == 200


def test_pages_follow_each_other_both_ways(sign_in, monkeypatch):
    monkeypatch.setattr("harmonie.paging.SIZE", 2)
    names = [a_submitted(last_name=f"Nom{number}").reference for number in range(5)]
    client, seen, url = sign_in(a_user()), [], URL
    while url:
        response = client.get(url)
        seen.append([row["application"].reference for row in response.context["rows"]])
        following = response.context["page"].following
        url = URL + following if following else ""
    assert seen == [names[:2], names[2:4], names[4:]]
    back = client.get(URL + response.context["page"].previous)
    assert [row["application"].reference for row in back.context["rows"]] == names[2:4]


def test_an_empty_list_says_so(sign_in):
    assert "Aucune orientation ici" in sign_in(a_partners_user()).get(URL).content.decode()


def test_the_number_of_queries_does_not_grow(sign_in):
    client, partner = sign_in(a_user()), a_partners_user()
    a_submitted(partner)
    client.get(URL)
    counts = []
    for more in (0, 2):
        for _ in range(more):
            a_submitted(partner)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1]
