"""What was written to the outside about a request, for its history: the closing letter, and the mails."""

from harmonie.components import Event
from harmonie.documents.models import IssuedDocument
from harmonie.mail.models import OutgoingMail

from ..models import LoanApplication
from .papers import closing_letter_of


def written(application: LoanApplication) -> list[Event]:
    """Two queries; the acknowledgement is told by its milestone, which partners read too."""
    mails = OutgoingMail.objects.filter(reference=application.reference).defer("text", "html")
    letter = closing_letter_of(application)
    return [*([_letter(letter)] if letter else []), *(_mail(mail) for mail in mails)]


def _letter(letter: IssuedDocument) -> Event:
    return Event(letter.issued_at, "Lettre à la personne émise", f"{letter.issued_by}, {letter.reference}")


def _mail(mail: OutgoingMail) -> Event:
    return Event(mail.queued_at, f"Courriel\u00a0: {mail.subject}", f"{mail.recipient}, {mail.chip.label.lower()}")
