"""Requests whose check fails, and derogations asked for them."""

from typing import Any

from django.utils import timezone

from applications import actions
from applications.checking import actions as checking
from applications.models import DerogationRequest, LoanApplication
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.schemes.models import Scheme, SchemeTerms
from tests.applications.builders import an_open_scheme, in_review
from tests.builders import a_user

ELSEWHERE: dict[str, Any] = {"city": "Saint-Aubin", "postcode": "60991"}


def a_lenient_scheme(**facts: Any) -> Scheme:
    """Crédit Harmonie, with terms that allow a derogation."""
    scheme = an_open_scheme(**facts)
    SchemeTerms.objects.filter(scheme=scheme).update(allows_derogation=True)
    return scheme


def a_failed(worker: User | None = None, *, scheme: Scheme | None = None, **facts: Any) -> LoanApplication:
    """In review, assessed, checked, and one condition that is not met: the residence."""
    worker = worker or a_user()
    application = in_review(worker, scheme=scheme or a_lenient_scheme(), **(ELSEWHERE | facts))
    told = {"by": worker, "now": timezone.now()}
    actions.assess(
        application=application, assessment="Le budget est tenu.", expected_revision=application.revision, **told
    )
    actions.check_eligibility(application=application, **told)
    return LoanApplication.objects.get(pk=application.pk)


def an_asked(worker: User | None = None, **facts: Any) -> DerogationRequest:
    worker = worker or a_user()
    application = a_failed(worker, **facts)
    return checking.ask_derogation(
        application=application, reason="Emménage lundi à Rivemont.", by=worker, now=timezone.now()
    )


def a_chair(**facts: Any) -> User:
    return a_user(Role.CHAIR, **facts)
