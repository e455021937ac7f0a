"""What the pages of changes are given."""

from datetime import date
from typing import Any

from django.http import HttpRequest

from harmonie.chips import Chip
from harmonie.dates import short_day
from harmonie.refusals import Refusal

from .. import rules as loan_rules
from ..models import Amendment, Loan
from ..queries import Account, account_of
from ..schedule import ScheduledInstalment, ScheduleError
from ..wording import schedule_rows
from . import drawing, queries, rules
from .forms import AmendmentForm, AmendmentSignatureForm, usual_start
from .wording import in_short


def proposal(loan: Loan, account: Account, form: AmendmentForm, today: date) -> dict[str, Any]:
    """The form of an amendment, with the schedule of today and the one that it would make, side by side.

    A proposal that cannot be is said on the form.
    """
    page = {"loan": loan, "account": account, "form": form, "before": _left(account), "draft": None}
    if not form.is_valid():
        return page
    try:
        deliberation = form.cleaned_data["deliberation"].strip()
        draft = queries.draft_of(loan, **_terms(form), today=today, deliberation=deliberation)
    except (Refusal, ScheduleError) as refusal:
        if not form.non_field_errors():
            form.add_error(None, str(refusal))
        return page
    return page | {"draft": draft, "after": schedule_rows(draft.rows)}


def _terms(form: AmendmentForm) -> dict[str, Any]:
    return {"first_due_on": None, "rounding": queries.CENT, **form.terms()}


def _left(account: Account) -> list[Any]:
    return schedule_rows(drawing.what_is_left(account.lines))


def asked_terms(request: HttpRequest, usual: dict[str, Any]) -> Any:
    """What a form of terms is bound to: the post, or the usual figures."""
    return request.POST if request.method == "POST" else usual


def usual_rescheduling(loan: Loan, account: Account) -> dict[str, Any]:
    """As many instalments as are left, from the next usual day on."""
    left = len(queries.movable(account))
    return {"months": left, "first_due_on": f"{usual_start(account):%d/%m/%Y}", "rounding": loan.rounding}


def amendment_page(amendment: Amendment, today: date, form: AmendmentSignatureForm | None = None) -> dict[str, Any]:
    """One amendment: both schedules, and what may be done with it."""
    loan = amendment.loan
    page = {
        "loan": loan,
        "amendment": amendment,
        "chip": _chip(amendment),
        "in_short": in_short(amendment),
        "facts": _facts(amendment),
        "is_waiting": not (amendment.approved_at or amendment.dropped_at),
        "before": [],
        "after": [],
        "trouble": "",
        "refusal": "",
        "draft": None,
        "form": None,
        "paper": "",
    }
    if amendment.schedule:
        before, after = queries.around(amendment)
        page |= {"before": schedule_rows(before), "after": schedule_rows(after)}
        if not amendment.signed_on:
            page["form"] = form or AmendmentSignatureForm(amendment=amendment, today=today)
        page["paper"] = queries.paper_of(amendment)
    elif not amendment.dropped_at:
        page |= _waiting(amendment, today)
    return page


def _chip(amendment: Amendment) -> Chip:
    if amendment.dropped_at:
        return Chip("Abandonné", "cross")
    if not amendment.approved_at:
        return Chip("À approuver", "clock", "wait")
    return Chip("Signé", "check", "done") if amendment.signed_on else Chip("À signer", "clock", "wait")


def _facts(amendment: Amendment) -> list[tuple[str, str]]:
    """Who asked, who approved, when it was signed."""
    told = [("Demandé", f"le {short_day(amendment.asked_at)} par {amendment.asked_by}")]
    if amendment.deliberation:
        told.append(("Délibération", amendment.deliberation))
    if amendment.approved_at:
        told.append(("Approuvé", f"le {short_day(amendment.approved_at)} par {amendment.approved_by}"))
    if amendment.dropped_at:
        told.append(("Abandonné", f"le {short_day(amendment.dropped_at)}"))
    if amendment.signed_on:
        told.append(("Signé", f"le {short_day(amendment.signed_on)}"))
    return told


def _waiting(amendment: Amendment, today: date) -> dict[str, Any]:
    left: list[ScheduledInstalment] = drawing.what_is_left(account_of(amendment.loan, today).lines)
    page: dict[str, Any] = {"before": schedule_rows(left) if left else []}
    try:
        rules.check_amendable(amendment.loan)
        draft = queries.draft_of_amendment(amendment.loan, amendment, today)
    except (Refusal, ScheduleError) as refusal:
        return page | {"trouble": str(refusal)}
    return page | {"after": schedule_rows(draft.rows), "draft": draft}


def panel(loan: Loan, account: Account) -> dict[str, Any]:
    """On the loan's page: earlier versions, amendments, and what may be changed now."""
    versions = queries.versions_of(loan) if account.schedule.version > 1 else []
    amendments = list(loan.amendments.filter(dropped_at=None).select_related("schedule").order_by("-number"))
    return {
        "changes": {
            "versions": versions,
            "paid_before": queries.paid_before(versions),
            "amendments": amendments,
            "is_waiting": any(amendment.approved_at is None for amendment in amendments),
            "can_amend": rules.can_amend(loan),
            "can_move": rules.can_move(loan) and bool(queries.movable(account)),
            "can_give_up": loan_rules.can("waive", loan),
            "can_recover": account.lost > 0,
            "comes_back": comes_back(loan, account),
        }
    }


def comes_back(loan: Loan, account: Account) -> Any:
    """Euros of earlier versions that are owed again, because their payment was reversed since."""
    return max(loan.principal - account.schedule.amount - account.lowered, 0)
