"""Lists to test with."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from applications import actions
from applications.models import LoanApplication
from tests.applications.builders import a_draft

URL = "/demandes/"


def shown(client: Client, **query: Any) -> list[str]:
    """The references of the page that this address shows, in their order."""
    return references(client.get(URL, query))


def references(response: HttpResponse) -> list[str]:
    assert response.status_code == 200, response.status_code
    return [row["application"].reference for row in response.context["rows"]]


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def with_co_applicant(application: LoanApplication, first_name: str, last_name: str) -> LoanApplication:
    """The same request, which somebody of the household makes too."""
    member = {"first_name": first_name, "last_name": last_name, "birth_date": date(1990, 2, 3), "kinship": "partner"}
    actions.save_household(
        application=application,
        members=[{**member, "is_co_applicant": True}],
        expected_revision=application.revision,
        by=application.worker,
        now=timezone.now(),
    )
    return application


def an_own_draft(worker: Any, **person: Any) -> LoanApplication:
    """A draft that the CCAS began itself: it has no amount yet."""
    return a_draft(worker, **person)
