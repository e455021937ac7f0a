"""The world of the files that read every address: built once a file, rolled back after it."""

from collections.abc import Iterator

import pytest
from django.conf import urls
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import get_callable

from .world import World, a_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: object) -> Iterator[World]:
    """In a transaction that every request of the file is rolled back into."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = a_world()
        built.sign_everybody_in()
        yield built
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def bare_not_found() -> Iterator[None]:
    """The page of what is not there is drawn once in each room for each person, and costs more than its answer.

    Afterwards the answer comes without its page, for files that read a status thousands of times and no body.
    """
    drawn: set[tuple[object, str]] = set()
    draw = urls.handler404

    def answer(request: HttpRequest, exception: Exception) -> HttpResponse:
        look = (request.user.pk, request.path.split("/")[1])
        if look in drawn:
            return HttpResponseNotFound()
        drawn.add(look)
        return get_callable(draw)(request, exception)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "handler404", answer)
        yield
