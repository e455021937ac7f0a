"""The letters of this room, rendered. Slow: never while a row is locked."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.documents.pdf import render_pdf
from harmonie.documents.remedies import remedies

from ..models import LoanApplication
from . import letters
from .letters import Ending
from .papers import closing_letter_reference, receipt_reference


def acknowledgement(application: LoanApplication, *, by: User, now: datetime) -> bytes:
    """The acknowledgement of receipt; never without the day of the implicit decision and the remedies."""
    reference = receipt_reference(application)
    context = letters.acknowledgement(application, by=by, issued_on=timezone.localdate(now), reference=reference)
    return render_pdf(letters.ACKNOWLEDGEMENT, context, must_say=[context["silence"], *context["remedies"]])


def closing_letter(application: LoanApplication, ending: Ending, *, by: User, now: datetime) -> bytes:
    """The closing letter; never without the remedies when it announces a decision."""
    must_say = remedies() if ending.is_decision else ()
    return render_pdf(letters.CLOSING, letter_context(application, ending, by=by, now=now), must_say=must_say)


def letter_context(application: LoanApplication, ending: Ending, *, by: User, now: datetime) -> dict[str, Any]:
    """What the letter would say if `by` issued it now: the preview and the paper are made from the same."""
    return letters.closing(
        application,
        ending,
        ccas=settings.TOWN["ccas"],
        by=by,
        issued_on=timezone.localdate(now),
        reference=closing_letter_reference(application),
    )
