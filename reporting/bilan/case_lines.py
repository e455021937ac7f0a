"""The cases behind a figure, as a list shows them to somebody who may open them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from applications.models import LoanApplication
from commission.models import Decision
from harmonie.accounts.models import User
from harmonie.chips import Chip
from loans.models import Loan

from ..links import link
from .indicators import Cases, Kind


class CaseLine(NamedTuple):
    """One case. `who` is "" where the list names nobody. Euros."""

    title: str
    url: str
    who: str
    on: date | datetime | None
    about: str
    amount: Decimal | None
    chip: Chip


def scoped(cases: Cases, user: User) -> QuerySet[Any]:
    """The rows that this person may open, with what a line shows."""
    rows = cases.rows.model.objects.visible_to(user).filter(pk__in=cases.rows.order_by().values("pk"))
    if cases.kind == Kind.REQUEST:
        return rows.select_related("applicant", "project")
    if cases.kind == Kind.DECISION:
        return rows.select_related("application__project").defer("application__assessment")
    return rows.select_related("borrower", "decision__application__project").defer("decision__application__assessment")


def lines(cases: Cases, rows: Sequence[Any]) -> list[CaseLine]:
    draw = {Kind.REQUEST: _request, Kind.DECISION: _decision, Kind.LOAN: _loan}[cases.kind]
    return [draw(row) for row in rows]


def _request(row: LoanApplication) -> CaseLine:
    project = row.project
    about = project.get_purpose_display().capitalize()
    url = link("applications:detail", row.reference)
    return CaseLine(row.reference, url, str(row.applicant), row.submitted_at, about, project.amount, row.chip)


def _decision(row: Decision) -> CaseLine:
    """By its number alone: the commission may have decided without knowing who."""
    about = row.application.project.get_purpose_display().capitalize()
    url = link("commission:decision", row.number)
    return CaseLine(row.number, url, "", row.decided_at, about, row.amount, row.chip)


def _loan(row: Loan) -> CaseLine:
    about = row.decision.application.project.get_purpose_display().capitalize()
    url = link("loans:detail", row.reference)
    return CaseLine(row.reference, url, str(row.borrower), row.opened_at, about, row.principal, row.chip)
