"""From a dossier to the next one of the list it was opened from."""

import pytest
from django.utils import timezone

from applications.models import LoanApplication
from applications.worklist.neighbours import neighbours
from applications.worklist.sorts import SORTS
from harmonie.accounts.models import User
from tests.applications.builders import a_partners_user, a_submitted
from tests.applications.worklist.builders import URL, days_ago, shown
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def around(client, reference: str, query: str) -> tuple[str, str]:
    context = client.get(f"{URL}{reference}/", {"liste": query}).context
    return tuple(context[way].removeprefix(URL).partition("/")[0] for way in ("preceding", "following"))


@pytest.mark.parametrize("sort", SORTS)
def test_the_order_is_that_of_the_list(sign_in, sort: str):
    for number in range(4):
        a_submitted(first_name="Ana", last_name=f"Nom{'abcd'[number]}", now=days_ago(number))
    client = sign_in(a_user())
    query = f"liste=toutes&tri={sort}" + ("&q=ana" if sort == "pertinence" else "")
    order = shown(client, **dict(pair.split("=") for pair in query.split("&")))
    assert len(order) == 4
    assert [around(client, one, query) for one in order] == list(zip(["", *order], [*order[1:], ""], strict=False))


def test_filters_are_kept_from_one_to_the_next(sign_in):
    client = sign_in(a_user())
    wanted = [a_submitted(last_name="Morin"), a_submitted(last_name="Roussel"), a_submitted(last_name="Morin")]
    page = client.get(URL, {"q": "Morin", "tri": "attente"})
    link = f"{URL}{wanted[0].reference}/?liste=liste%3Dtoutes%26q%3DMorin%26tri%3Dattente"
    assert link in page.text
    following = client.get(link).context["following"]
    assert following == link.replace(wanted[0].reference, wanted[2].reference)
    assert client.get(link).context["from_list"] == f"{URL}?liste=toutes&q=Morin&tri=attente"


def test_a_dossier_that_left_the_list_still_has_neighbours(sign_in):
    made = [a_submitted(now=days_ago(9 - number)) for number in range(3)]
    LoanApplication.objects.filter(pk=made[1].pk).update(
        state="withdrawn", closing_reason="abandoned", closed_at=timezone.now()
    )
    client = sign_in(a_user())
    assert around(client, made[1].reference, "liste=a-traiter") == (made[0].reference, made[2].reference)


@pytest.mark.parametrize("query", ["x" * 5000, "\0", "liste=x&tri=x&q=%00", "&&=%", "liste=miens&suivi=moi"])
def test_an_odd_list_breaks_nothing(sign_in, query: str):
    application = a_submitted()
    assert sign_in(a_user()).get(f"{URL}{application.reference}/", {"liste": query}).status_code == 200


def test_without_a_list_there_is_none(sign_in):
    application = a_submitted()
    page = sign_in(a_user()).get(f"{URL}{application.reference}/")
    assert "Dossier suivant" not in page.text


def test_a_partner_has_none(sign_in):
    partner = a_partners_user()
    first = a_submitted(partner)
    a_submitted(partner)
    page = sign_in(partner).get(f"{URL}{first.reference}/", {"liste": "liste=toutes"})
    assert "Dossier suivant" not in page.text


@pytest.mark.parametrize(("sort", "queries"), [("nom", 3), ("montant", 5)])
def test_the_number_of_queries_does_not_grow(sort: str, queries: int, django_assert_max_num_queries):
    first, worker = a_submitted(), a_user()
    for more in (0, 2):
        for _ in range(more):
            a_submitted()
        user = User.objects.get(pk=worker.pk)
        user.has_perm("applications.view_loanapplication")
        user.role_names  # noqa: B018 - read once per request, whatever the page
        with django_assert_max_num_queries(queries):
            neighbours(first, f"liste=toutes&tri={sort}", user, timezone.now())
