"""The part of a page that says how far a task is, asked for again while it works."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def progress_part(request: HttpRequest, template: str, state: dict[str, Any]) -> HttpResponse:
    """How far it is, alone; once `state["is_working"]` is false, the whole page is asked for again."""
    response = render(request, template, state)
    if not state["is_working"]:
        response["HX-Refresh"] = "true"
    return response
