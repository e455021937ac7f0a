"""The page of what is not there costs more than its answer: for tests that ask for thousands of them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import urls
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import get_callable


@contextmanager
def bare_not_found() -> Iterator[None]:
    """It is drawn once in each room for each person; afterwards the answer comes without its page.

    For tests that read the status, or search the page for what the first one would show too.
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
