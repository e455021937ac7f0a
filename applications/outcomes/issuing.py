"""The letters of this room, rendered. Slow: never while a row is locked."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.documents.models import DocumentKind
from harmonie.documents.pdf import render_pdf
from harmonie.documents.remedies import remedies
from harmonie.documents.texts.kinds import LetterKind
from harmonie.documents.texts.queries import wording
from harmonie.town.queries import town
from harmonie.town.signing import signing

from ..enums import State
from ..models import LoanApplication
from ..naming import named
from . import letters
from .letters import Ending
from .papers import closing_letter_reference, receipt_reference

KINDS = {
    State.WITHDRAWN: LetterKind.CLOSED_WITHDRAWN,
    State.INADMISSIBLE: LetterKind.CLOSED_INADMISSIBLE,
    State.REDIRECTED: LetterKind.CLOSED_REDIRECTED,
}


def acknowledgement(application: LoanApplication, *, by: User, now: datetime) -> bytes:
    """The acknowledgement of receipt; never without the day of the implicit decision and the remedies."""
    reference, today = receipt_reference(application), timezone.localdate(now)
    context = letters.acknowledgement(application, by=by, issued_on=today, reference=reference)
    values = named(application) | {"reponse_le": plain_day(application.implicit_decision_on)}
    context |= {
        "signatory": signing(DocumentKind.ACKNOWLEDGEMENT, on=today, author=by),
        "wording": wording(LetterKind.ACKNOWLEDGEMENT, values, on=today),
    }
    return render_pdf(letters.ACKNOWLEDGEMENT, context, must_say=[context["silence"], *context["remedies"]])


def closing_letter(application: LoanApplication, ending: Ending, *, by: User, now: datetime) -> bytes:
    """The closing letter; never without the remedies when it announces a decision."""
    must_say = remedies() if ending.is_decision else ()
    return render_pdf(letters.CLOSING, letter_context(application, ending, by=by, now=now), must_say=must_say)


def letter_context(application: LoanApplication, ending: Ending, *, by: User, now: datetime) -> dict[str, Any]:
    """What the letter would say if `by` issued it now: the preview and the paper are made from the same."""
    today = timezone.localdate(now)
    said = letters.closing(
        application,
        ending,
        ccas=town().ccas,
        by=by,
        issued_on=today,
        reference=closing_letter_reference(application),
    )
    return said | {
        "signatory": signing(DocumentKind.CLOSING_LETTER, on=today, author=by),
        "wording": wording(KINDS[ending.state], named(application), on=today),
    }
