"""Posting forms as a browser does: with a token of their own, and everything else that stands in the page."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client


def post(client: Client, url: str, **typed: Any) -> HttpResponse:
    return client.post(url, {"once": str(uuid.uuid4()), **typed})


def rows(prefix: str, *lines: dict[str, Any]) -> dict[str, Any]:
    """The lines of a formset, as posted."""
    given: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(lines), f"{prefix}-INITIAL_FORMS": 0}
    for number, line in enumerate(lines):
        given |= {f"{prefix}-{number}-{name}": value for name, value in line.items()}
    return given
