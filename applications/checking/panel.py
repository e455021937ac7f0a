"""The part of the dossier's page that says which scheme is possible, and what a worker may do where none is."""

from datetime import date
from typing import Any

from django.urls import reverse

from harmonie.accounts.models import User

from ..enums import Verdict
from ..models import EligibilityCheck, LoanApplication
from ..rules import can_edit, may_review
from .actions import why_no_derogation

FEW = 8


def panel(application: LoanApplication, user: User, known: Any, today: date) -> dict[str, Any]:
    """What `_panel.html` reads; `known` is the dossier's `overview`."""
    check = known.check if known.is_recorded else None
    reviews = may_review(user)
    asked = getattr(check, "derogation_request", None) if check else None
    return {
        "asked": asked,
        "may_ask_derogation": reviews and check is not None and not why_no_derogation(application, check),
        "may_note_facts": reviews and can_edit(application) and _was_refused(known),
        "past_checks": _past(application, known.check),
        "today": today,
        "ask_url": reverse("applications:ask_derogation", args=[application.reference]),
        "facts_url": reverse("applications:new_facts", args=[application.reference]),
    }


def _was_refused(known: Any) -> bool:
    own = known.answers[0].answer.verdicts if known.answers else ()
    return any(line["code"] == "earlier_refusal" and line["verdict"] == Verdict.FAIL for line in own)


def _past(application: LoanApplication, latest: EligibilityCheck | None) -> list[EligibilityCheck]:
    """The checks of the dossier under its own scheme, newest first."""
    if latest is None:
        return []
    own = application.checks.filter(terms__scheme=application.scheme_id)
    return list(own.select_related("checked_by", "terms__scheme")[:FEW])
