"""What one loan's page is given."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import BaseForm

from .. import queries
from ..actions import needs_second_person
from ..agreements import pages as agreements
from ..arrears import pages as arrears
from ..books.debits.pages import panel as debit_panel
from ..changes import pages as changes
from ..checking import pages as checking
from ..contracting.forms import SignatureForm
from ..enums import EntryKind, LoanState
from ..models import Loan
from ..papers import settlement
from ..rules import can
from . import presentation
from .forms import DisbursementForm, RepaymentForm
from .ledger import ledger


def loan_page(loan: Loan, today: date, form: BaseForm | None = None, *, refusal: str = "") -> dict[str, Any]:
    """One loan, with the sheet of its state; `form` is the one that was posted and refused."""
    account = queries.account_of(loan, today)
    documents = list(queries.documents_of(loan))
    contract = agreements.panel(loan, documents, today)
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
        **arrears.panel(loan, today),
        **settlement.panel(loan, account, documents),
        **contract,
        "needs_agreement": contract["to_issue"] and form is None,
        "can_cancel": can("cancel", loan),
        "form": shown,
        "sheet": presentation.sheet(
            loan,
            _amount(shown, account),
            is_checked=needs_second_person(EntryKind.DISBURSEMENT, today),
        ),
        "ledger": ledger(account.entries),
        "to_pay_out": loan.principal - account.disbursed if account.disbursed and can("disburse", loan) else None,
        **checking.panel(loan, today),
        **debit_panel(loan, today),
        **changes.panel(loan, account),
        "refusal": refusal or (_why_not_here(form) if form is not None and form is not shown else ""),
    }


def _why_not_here(form: BaseForm) -> str:
    """What to say of a form that this page no longer shows: the action's refusal, or that the loan has moved on."""
    return next(iter(form.non_field_errors()), "Le prêt n’en est plus là\u00a0: voyez ce qui l’attend maintenant.")


def _amount(form: BaseForm | None, account: queries.Account) -> Decimal:
    typed = getattr(form, "cleaned_data", {}).get("amount")
    if typed is not None:
        return typed
    return form.left if isinstance(form, DisbursementForm) else account.suggested


def _sheet(loan: Loan, account: queries.Account, posted: BaseForm | None) -> BaseForm | None:
    """The one form of the page: what can be recorded next, as it was typed if it was just refused."""
    forms = {
        LoanState.TO_SIGN: lambda: SignatureForm(loan=loan, today=account.today),
        LoanState.SIGNED: lambda: DisbursementForm(loan=loan, account=account),
        LoanState.ACTIVE: lambda: RepaymentForm(account=account),
    }
    make = forms.get(LoanState(loan.state))
    fresh = make() if make else None
    return posted if posted is not None and type(posted) is type(fresh) else fresh
