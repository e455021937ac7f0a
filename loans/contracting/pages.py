"""What the opening of a loan is given."""

from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from commission.models import Decision
from harmonie.schemes.models import SchemeTerms

from .. import queries
from ..schedule import ScheduleError
from ..wording import schedule_rows, short_sentence
from .durations import durations
from .forms import OpeningForm, usual_first_due


def asked(request: HttpRequest, terms: SchemeTerms, today: date) -> QueryDict | dict[str, str]:
    """What the form is bound to: the post, or the usual day and the scheme's rounding."""
    if request.method == "POST":
        return request.POST
    return {
        "premiere": f"{usual_first_due(today):%d/%m/%Y}",
        "jour": "",
        "arrondi": terms.rounding,
    }


def opening(decision: Decision, terms: SchemeTerms, form: OpeningForm, today: date) -> dict[str, Any]:
    """The schedule that the choices make, beside every other duration, before anything is opened."""
    page: dict[str, Any] = {
        "decision": decision,
        "form": form,
        "is_late": today > decision.sign_before,
        "terms": terms,
        "beside": [],
        "rows": [],
    }
    if not form.is_valid():
        return page
    page["beside"] = durations(decision, terms, **form.chosen())
    try:
        instalments = queries.schedule_for(decision, **form.chosen())
    except ScheduleError as error:
        form.add_error(None, str(error))
        return page
    usual, last = instalments[0].amount, instalments[-1].amount
    return page | {
        "rows": schedule_rows(instalments),
        "rhythm": short_sentence(instalments),
        "total": decision.amount,
        "small": usual if usual < terms.small_instalment else None,
        "smallest": terms.small_instalment,
        "tiny": last if 2 * last < usual else None,
    }
