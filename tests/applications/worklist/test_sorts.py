"""Every order shows every request once, forwards and backwards, for the same number of queries."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.models import LoanApplication
from applications.worklist.sorts import SORTS
from tests.applications.builders import a_submitted
from tests.applications.worklist.builders import URL, an_own_draft, days_ago, references, shown
from tests.builders import a_user

pytestmark = pytest.mark.django_db
every_sort = pytest.mark.parametrize("sort", SORTS)


def a_town(worker) -> dict[str, str]:
    """Requests that tie in some value, and two without an amount or a date."""
    made = {}
    for number, (name, amount, days) in enumerate(
        [("Zola", 300, 3), ("Abdi", 500, 9), ("Morin", 500, 1), ("Morin", 100, 9), ("Élan", 900, 5)]
    ):
        made[f"{name}{number}"] = a_submitted(
            first_name="Ana", last_name=name, project={"amount": Decimal(amount)}, now=days_ago(days)
        )
    for name in ("Kern", "Berthe"):
        made[name] = an_own_draft(worker, first_name="Ana", last_name=name)
    first = made["Zola0"]
    LoanApplication.objects.filter(pk=first.pk).update(implicit_decision_on=timezone.localdate() - timedelta(days=90))
    return {application.reference: name for name, application in made.items()}


def walked(client: Client, url: str, way: str) -> list[list[str]]:
    pages = []
    while url and len(pages) < 20:
        response = client.get(url)
        pages.append(references(response))
        neighbour = getattr(response.context["page"], way)
        url = URL + neighbour if neighbour else ""
    return pages


@every_sort
def test_pages_hold_everything_once_both_ways(sign_in, monkeypatch, sort: str):
    worker = a_user()
    names, client = a_town(worker), sign_in(worker)
    url = f"{URL}?liste=toutes&tri={sort}" + ("&q=ana" if sort == "pertinence" else "")
    whole = references(client.get(url))
    assert sorted(whole) == sorted(names)
    monkeypatch.setattr("harmonie.paging.SIZE", 2)
    forwards = walked(client, url, "following")
    assert [one for page in forwards for one in page] == whole
    last = f"{url}&apres={_mark(client, url)}"
    assert [one for page in reversed(walked(client, last, "previous")) for one in page] == whole


def _mark(client: Client, url: str) -> str:
    """The mark with which the last page begins."""
    mark = ""
    while True:
        following = client.get(f"{url}&apres={mark}" if mark else url).context["page"].following
        if not following:
            return mark
        mark = following.rpartition("apres=")[2]


def test_what_each_order_says(sign_in):
    worker = a_user()
    names, client = a_town(worker), sign_in(worker)
    said = {sort: [names[one] for one in shown(client, liste="toutes", tri=sort)] for sort in SORTS}
    assert said["attente"][:3] == ["Abdi1", "Morin3", "Élan4"]
    assert said["recents"][:2] == ["Berthe", "Kern"]
    assert said["nom"] == ["Abdi1", "Berthe", "Élan4", "Kern", "Morin2", "Morin3", "Zola0"]
    assert said["montant"] == ["Élan4", "Morin2", "Abdi1", "Zola0", "Morin3", "Berthe", "Kern"]
    assert said["decision"][0] == "Zola0"
    assert set(said["decision"][-2:]) == {"Kern", "Berthe"}


def test_a_request_that_moves_away_loses_no_other(sign_in, monkeypatch):
    """The last one of the page is dealt with; the next page begins where the first one ended."""
    monkeypatch.setattr("harmonie.paging.SIZE", 2)
    made = [a_submitted(now=days_ago(9 - number)) for number in range(4)]
    client = sign_in(a_user())
    first = client.get(URL)
    LoanApplication.objects.filter(pk=made[1].pk).update(state_since=timezone.now())
    assert references(client.get(URL + first.context["page"].following)) == [made[2].reference, made[3].reference]


@every_sort
def test_the_number_of_queries_does_not_grow(sign_in, sort: str):
    worker = a_user()
    client, counts = sign_in(worker), []
    a_submitted(last_name="Morin")
    url = f"{URL}?liste=toutes&tri={sort}&q=morin&suivi=sans"
    client.get(url)
    for more in (0, 2):
        for _ in range(more):
            a_submitted(last_name="Morin")
        with CaptureQueriesContext(connection) as queries:
            assert len(references(client.get(url))) == 1 + more
        counts.append(len(queries))
    assert counts[0] == counts[1]
