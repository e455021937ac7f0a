"""What the opening of a loan is given."""

from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from commission.models import Decision

from .. import queries
from ..schedule import ScheduleError
from ..wording import schedule_rows, short_sentence
from .forms import FirstDueForm, usual_first_due


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
