"""What the pages of direct debits are given."""

from datetime import date
from typing import Any

from harmonie.accounts.models import User
from harmonie.paging import Page

from ...models import DebitRun, Loan, MoneyRules
from .. import tabs
from . import queries
from .forms import CollectForm


def panel(loan: Loan, today: date) -> dict[str, Any]:
    """The loan's mandate, for its own page; nothing where the cash office does not collect by debit."""
    if not MoneyRules.objects.in_force(today).collects_by_debit:
        return {"collects_by_debit": False, "debit_mandate": None}
    return {"collects_by_debit": True, "debit_mandate": queries.live_mandate(loan)}


def debits(
    user: User, page: Page, today: date, form: CollectForm, found: queries.Proposal | None, refusal: str = ""
) -> dict[str, Any]:
    return {
        "tabs": tabs.tabs("loans:debits"),
        "collects": MoneyRules.objects.in_force(today).collects_by_debit,
        "may_change_rules": user.has_perm("loans.change_moneyrules"),
        "form": form,
        "found": found,
        "page": page,
        "refusal": refusal,
    }


def run(run: DebitRun, today: date, refusal: str = "") -> dict[str, Any]:
    lines = list(queries.lines_of(run))
    answered = [line for line in lines if hasattr(line, "outcome")]
    return {
        "run": run,
        "lines": lines,
        "is_answered": bool(answered),
        "collected": sum(line.outcome.entry is not None for line in answered),
        "is_time": run.collect_on <= today,
        "refusal": refusal,
    }
