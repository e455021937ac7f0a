"""Every address, as every account: read and posted to, one's own thing and somebody else's."""

import uuid
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .table import TABLE, Address, Group
from .world import ANONYMOUS, PEOPLE, World

# The pages of allauth are attacked in tests/ground/test_signin.py.
ELSEWHERE = ("account_", "mfa_")
ANSWERS = {200, 302}  # to a page that is read; 302 where its moment has passed
DOINGS = {200, 302, 303, 409, 422}  # to a post: done, refused as things stand, or sent back for correction
# Also what makes pytest-django set up the test database when this file is run alone.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_page_for_what_is_not_there")]
# Sets a cookie; keeps the last thing said; beats like a heart: said twice, nothing changes.
COUNTS_TWICE = {"theme", "keep_input", "applications:reading"}


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif not (entry.name or "").startswith(ELSEWHERE):
            yield f"{prefix}{entry.name}", entry


def test_every_address_is_in_the_table() -> None:
    known = {address.name for address in TABLE}
    missing = sorted(name for name, _ in addresses(get_resolver()) if name not in known)
    assert missing == [], f"say in tests/access/table.py who may read and post: {', '.join(missing)}"


def test_the_table_names_no_address_that_is_gone() -> None:
    assert {address.name for address in TABLE} <= {name for name, _ in addresses(get_resolver())}


def test_what_takes_a_post_takes_it_once() -> None:
    posted = {address.name for address in TABLE if address.posts is not None} - COUNTS_TWICE
    twice = [
        name
        for name, entry in addresses(get_resolver())
        if name in posted and not getattr(entry.callback, "posts_once", False)
    ]
    assert twice == [], "decorate the view with posts_once"


def wrong_answer(name: str, group: Group | None, status: int, location: str, right: set[int]) -> str:
    """What is wrong with an answer, in words; nothing when it is as the table says."""
    if name == ANONYMOUS and ANONYMOUS not in (group or ()):
        fine = (status == 302 and location.startswith(reverse(settings.LOGIN_URL))) or (group is None and status == 405)
        return "" if fine else f"{name} is not sent to sign in ({status} {location})"
    if group is None:  # this method does not exist here: 405 to who may come in, 404 to who may not
        return "" if status in (404, 405) else f"{name} gets {status} instead of 404 or 405"
    if name in group:
        return "" if status in right else f"{name} gets {status} instead of an answer"
    return "" if status == 404 else f"{name} gets {status} instead of 404"


@pytest.mark.parametrize("address", TABLE, ids=lambda address: "-".join([address.name, *address.things]))
def test_who_reads_and_who_posts(world: World, address: Address) -> None:
    url = reverse(address.name, args=[world.things[thing] for thing in address.things])
    wrong = []
    for name in PEOPLE:
        client = world.browser_of(name)
        for method, group, right in (("GET", address.reads, ANSWERS), ("POST", address.posts, DOINGS)):
            response = rolled_back(client, method, url)
            found = wrong_answer(name, group, response.status_code, response.headers.get("Location", ""), right)
            wrong += [f"{method}: {found}"] if found else []
    assert wrong == []


def rolled_back(client: Client, method: str, url: str) -> HttpResponse:
    with transaction.atomic():
        response = client.get(url) if method == "GET" else client.post(url, {"once": str(uuid.uuid4())})
        transaction.set_rollback(True)
    return response


def test_a_post_without_its_token_does_nothing(world: World) -> None:
    """Only then is a 400 the answer: the form was incomplete."""
    response = world.browser_of("finance").post(reverse("loans:repay", args=[world.things["loan"]]), {"amount": "10"})
    assert response.status_code == 400
