"""What a dossier's page says of its letters, its mails, and the day on which silence would reject it."""

from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.chips import Chip
from harmonie.documents.models import IssuedDocument
from harmonie.mail.models import OutgoingMail

from ..models import LoanApplication
from ..rules import may_review
from .papers import closing_letter_reference, of_request, receipt_reference
from .rules import ENDED_HERE, may_acknowledge
from .silence import Watch, watch

ISSUED = Chip("Émis", "check", "done")
MISSING = Chip("Pas encore émis", "clock", "wait")
LETTER_ISSUED = Chip("Émise", "check", "done")
LETTER_MISSING = Chip("Pas encore émise", "clock", "wait")


def panel(application: LoanApplication, user: User, today: date) -> dict[str, Any]:
    """Three queries, however many letters and mails there are."""
    papers = of_request(application)
    receipt = papers.get(receipt_reference(application))
    letter = papers.get(closing_letter_reference(application))
    reviews = may_review(user)
    return {
        "silence": silence(application, today, _answer_by(application)),
        "receipt": receipt,
        "receipt_chip": ISSUED if receipt else MISSING if may_acknowledge(application) else None,
        "may_acknowledge": reviews and receipt is None and may_acknowledge(application),
        "closing_letter": letter,
        "closing_letter_chip": _letter_chip(application, letter),
        "may_write_letter": reviews and letter is None and application.state in ENDED_HERE,
        "undelivered": list(_undelivered(application)),
    }


def silence(application: LoanApplication, today: date, answer_by: date | None) -> Watch | None:
    """The watch kept over the day of the implicit decision; `answer_by` is the last day given for documents."""
    since = timezone.localdate(application.state_since)
    return watch(application.state, application.implicit_decision_on, since, today, answer_by)


def _answer_by(application: LoanApplication) -> date | None:
    return application.document_requests.aggregate(latest=Max("answer_by"))["latest"]


def _undelivered(application: LoanApplication) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(reference=application.reference).exclude(abandoned_at=None)


def _letter_chip(application: LoanApplication, letter: IssuedDocument | None) -> Chip | None:
    if application.state not in ENDED_HERE:
        return None
    return LETTER_ISSUED if letter else LETTER_MISSING
