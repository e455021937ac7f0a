"""Requests to test with, each built through the room's own actions."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from applications import actions
from applications.models import LoanApplication
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.schemes.enums import Lending
from harmonie.schemes.models import Scheme
from tests.builders import a_partner, a_scheme, a_user, terms

NADIA: dict[str, Any] = {
    "first_name": "Nadia",
    "last_name": "Benali",
    "birth_date": date(1991, 5, 14),
    "address": "12 rue des Tanneurs",
    "postcode": "60990",
    "city": "Rivemont",
}
FRIDGE: dict[str, Any] = {
    "purpose": "appliances",
    "description": "Réfrigérateur et lave-linge",
    "amount": Decimal(620),
    "months": 12,
    "payee": "supplier",
    "supplier": "Électro Rivemont",
}


def a_partners_user(**facts: Any) -> User:
    return a_user(partner=a_partner(), **facts)


def an_open_scheme(**facts: Any) -> Scheme:
    """Crédit Harmonie, with the terms of Beauvais in force."""
    return terms(a_scheme(**facts)).scheme


def an_external_scheme() -> Scheme:
    """The département's scheme: 300 to 3 000 €, 6 to 36 months."""
    scheme = a_scheme(name="Micro-crédit départemental", lending=Lending.EXTERNAL, lender_name="Crédit Municipal")
    limits = {"amount_min": Decimal(300), "amount_max": Decimal(3000), "months_min": 6, "months_max": 36}
    return terms(scheme, **limits).scheme


def a_draft(
    by: User | None = None, *, scheme: Scheme | None = None, now: datetime | None = None, **person: Any
) -> LoanApplication:
    by, now = by or a_partners_user(), now or timezone.now()
    return actions.open_draft(scheme=scheme or an_open_scheme(), person={**NADIA, **person}, by=by, now=now)


def a_filled_draft(
    by: User | None = None,
    *,
    scheme: Scheme | None = None,
    now: datetime | None = None,
    earned: Decimal = Decimal(1180),
    project: dict[str, Any] | None = None,
    **person: Any,
) -> LoanApplication:
    """A draft with a month and a project: only the consent is missing."""
    by, now = by or a_partners_user(), now or timezone.now()
    draft = a_draft(by, scheme=scheme, now=now, **person)
    edit = {"by": by, "now": now}
    incomes = [{"kind": "salary", "amount": earned}] if earned else []
    rent = [{"kind": "rent", "amount": Decimal(500)}]
    actions.save_budget(
        application=draft,
        incomes=incomes,
        expenses=rent,
        over_indebtedness="none",
        expected_revision=draft.revision,
        **edit,
    )
    actions.save_project(
        application=draft,
        scheme=draft.scheme,
        project={**FRIDGE, **(project or {})},
        is_urgent=False,
        expected_revision=draft.revision,
        **edit,
    )
    return LoanApplication.objects.get(pk=draft.pk)


def a_submitted(by: User | None = None, **facts: Any) -> LoanApplication:
    by, now = by or a_partners_user(), facts.pop("now", None) or timezone.now()
    draft = a_filled_draft(by, now=now, **facts)
    actions.submit(application=draft, consented=True, by=by, now=now)
    return LoanApplication.objects.get(pk=draft.pk)


def in_review(worker: User | None = None, **facts: Any) -> LoanApplication:
    now = facts.get("now") or timezone.now()
    application = a_submitted(**facts)
    actions.take_over(application=application, by=worker or a_user(), now=now)
    return LoanApplication.objects.get(pk=application.pk)


def a_ready_application(worker: User | None = None, **facts: Any) -> LoanApplication:
    worker, now = worker or a_user(Role.SOCIAL_WORKER), facts.get("now") or timezone.now()
    application = in_review(worker, **facts)
    told = {"by": worker, "now": now}
    actions.assess(
        application=application, assessment="Le budget est tenu.", expected_revision=application.revision, **told
    )
    actions.check_eligibility(application=application, **told)
    actions.mark_ready(application=application, **told)
    return LoanApplication.objects.get(pk=application.pk)
