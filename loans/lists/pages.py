"""What the lists are given."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm

from harmonie.accounts.models import User
from harmonie.paging import Page

from .. import queries
from ..enums import Tab
from .batches import Batch, key_of, offered
from .choices import choices, filters_on
from .filters import DATED, NEAR_DAYS, Filters
from .forms import VouchersForm
from .presentation import tabs

EMPTY = {
    Tab.TO_CONTRACT: "Aucun accord n’attend son contrat",
    Tab.TO_SIGN: "Aucun contrat n’attend de signature",
    Tab.TO_DISBURSE: "Aucun prêt n’attend son versement",
    Tab.RUNNING: "Aucun prêt n’est en cours",
    Tab.LATE: "Toutes les échéances sont réglées",
    Tab.TO_REFUND: "Rien n’est à rendre",
    Tab.SETTLED: "Aucun prêt n’est encore soldé",
    Tab.CANCELLED: "Aucun prêt n’a été annulé",
}


def listing(user: User, filters: Filters, rows: QuerySet[Any], page: Page, today: date) -> dict[str, Any]:
    offers, tab = choices(), filters.tab
    if tab != Tab.TO_CONTRACT:
        since = queries.late_since(page.rows, today)
        for loan in page.rows:
            loan.late_since = since.get(loan.pk)
    return {
        "tab": tab,
        "tabs": tabs(queries.tab_totals(user, today), tab),
        "totals": queries.totals_of(tab, rows),
        "page": page,
        "said": f"{len(page.rows)} sur cette page",
        "filters": filters,
        "query": filters.query(),
        "offered": offers,
        "filters_on": filters_on(filters, offers),
        "dated": DATED[tab][0],
        "has_limit": tab in (Tab.TO_CONTRACT, Tab.TO_SIGN),
        "batches": offered(tab) if user.has_perm("loans.keep_loan") else [],
        "today": today,
        "near": today + timedelta(days=NEAR_DAYS),
        "empty_title": EMPTY[tab],
    }


def confirming(
    batch: Batch, filters: Filters, rows: Sequence[Any], form: BaseForm, why: dict[int, str], today: date
) -> dict[str, Any]:
    """The page that does something to several rows; `why` says what refuses some, which come back unticked."""
    lines: list[Any] = [_line(row, filters.tab, why.get(row.pk, "")) for row in rows]
    if isinstance(form, VouchersForm):
        lines = [(loan, field, why.get(loan.pk, "")) for loan, field in form.rows()]
    return {
        "batch": batch,
        "rows": lines,
        "total": sum(_amount(row, filters.tab) for row in rows),
        "form": form,
        "query": filters.query(),
        "today": today,
    }


def _line(row: Any, tab: Tab, why: str) -> dict[str, Any]:
    person = row.application.applicant if tab == Tab.TO_CONTRACT else row.borrower
    return {"row": row, "name": getattr(row, key_of(tab)), "person": person, "amount": _amount(row, tab), "why": why}


def _amount(row: Any, tab: Tab) -> Decimal:
    return row.amount if tab == Tab.TO_CONTRACT else row.principal
