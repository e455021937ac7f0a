"""What each page of the loans room is given."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from commission.models import Decision
from harmonie.accounts.models import User
from harmonie.documents.models import DocumentKind
from harmonie.paging import Page

from . import presentation, queries
from .enums import LoanState, Tab
from .forms import DisbursementForm, FirstDueForm, RepaymentForm, SignatureForm, usual_first_due
from .models import Loan
from .papers import schedule_rows, short_sentence
from .rules import can
from .schedule import ScheduleError

EMPTY = {
    Tab.TO_CONTRACT: "Aucun accord n’attend son contrat",
    Tab.TO_SIGN: "Aucun contrat n’attend de signature",
    Tab.TO_DISBURSE: "Aucun prêt n’attend son versement",
    Tab.RUNNING: "Aucun prêt n’est en cours",
    Tab.LATE: "Toutes les échéances sont réglées",
    Tab.SETTLED: "Aucun prêt n’est encore soldé",
    Tab.CANCELLED: "Aucun prêt n’a été annulé",
}


def listing(user: User, tab: Tab, page: Page, text: str, today: date) -> dict[str, Any]:
    totals = queries.tab_totals(user, today)
    return {
        "tab": tab,
        "tabs": presentation.tabs(totals, tab),
        "totals": queries.totals_of(tab, user, today),
        "page": page,
        "said": f"{len(page.rows)} sur cette page",
        "text": text,
        "today": today,
        "empty_title": EMPTY[tab],
    }


def asked_first_due(request: HttpRequest, today: date) -> QueryDict | dict[str, str]:
    """What the form of the first due date is bound to: the post, the address, or the usual day."""
    if request.method == "POST":
        return request.POST
    return {"premiere": request.GET.get("premiere", f"{usual_first_due(today):%d/%m/%Y}")}


def opening(decision: Decision, form: FirstDueForm, today: date) -> dict[str, Any]:
    """The schedule that the chosen date makes, before anything is opened."""
    page: dict[str, Any] = {"decision": decision, "form": form, "is_late": today > decision.sign_before}
    first_due_on = getattr(form, "cleaned_data", {}).get("premiere") if form.is_valid() else None
    if first_due_on is None:
        return page
    try:
        instalments = queries.schedule_for(decision, first_due_on)
    except ScheduleError as error:
        form.add_error(None, str(error))
        return page
    smallest = queries.terms_for(decision).small_instalment
    usual = instalments[0].amount
    return page | {
        "rows": schedule_rows(instalments),
        "rhythm": short_sentence(instalments),
        "total": decision.amount,
        "first_due_on": first_due_on,
        "small": usual if usual < smallest else None,
        "smallest": smallest,
    }


def loan_page(loan: Loan, today: date, form: BaseForm | None = None, *, refusal: str = "") -> dict[str, Any]:
    """One loan, with the sheet of its state; `form` is the one that was posted and refused."""
    account = queries.account_of(loan, today)
    documents = list(queries.documents_of(loan))
    has_agreement = any(paper.document.kind == DocumentKind.AGREEMENT for paper in documents)
    shown = _sheet(loan, account, form)
    return {
        "loan": loan,
        "account": account,
        "back": presentation.list_of(loan, account),
        "chip": presentation.chip(loan, account),
        "lead": presentation.lead(loan, account),
        "steps": presentation.steps(loan.decision.application.milestones.all(), loan, account),
        "tiles": presentation.tiles(loan, account),
        "parts": presentation.parts(account),
        "bar_label": presentation.bar_label(loan, account),
        "rhythm": presentation.rhythm(account),
        "papers": presentation.papers(loan, documents),
        "has_agreement": has_agreement,
        "needs_agreement": loan.state == LoanState.TO_SIGN and not has_agreement and form is None,
        "can_cancel": can("cancel", loan),
        "form": shown,
        "sheet": presentation.sheet(loan, _amount(shown, account)),
        "refusal": refusal or (_why_not_here(form) if form is not None and form is not shown else ""),
    }


def _why_not_here(form: BaseForm) -> str:
    """What to say of a form that this page no longer shows: the action's refusal, or that the loan has moved on."""
    return next(iter(form.non_field_errors()), "Le prêt n’en est plus là\u00a0: voyez ce qui l’attend maintenant.")


def _amount(form: BaseForm | None, account: queries.Account) -> Decimal:
    typed = getattr(form, "cleaned_data", {}).get("amount")
    return typed if typed is not None else account.suggested


def _sheet(loan: Loan, account: queries.Account, posted: BaseForm | None) -> BaseForm | None:
    """The one form of the page: what can be recorded next, as it was typed if it was just refused."""
    forms = {
        LoanState.TO_SIGN: lambda: SignatureForm(loan=loan, today=account.today),
        LoanState.SIGNED: lambda: DisbursementForm(loan=loan, today=account.today),
        LoanState.ACTIVE: lambda: RepaymentForm(account=account),
    }
    make = forms.get(LoanState(loan.state))
    fresh = make() if make else None
    return posted if posted is not None and type(posted) is type(fresh) else fresh
