"""Who is told by mail of what happens to a request. A mail holds no name and no figure: the facts stay behind the
sign-in."""

from datetime import datetime
from enum import StrEnum

from django.conf import settings

from harmonie.accounts.models import User
from harmonie.mail.actions import write

from .models import LoanApplication


class Event(StrEnum):
    """What happened, in words for whoever receives the mail."""

    HANDED_IN = "Une nouvelle demande est arrivée."
    TAKEN_OVER = "Un travailleur social du CCAS suit maintenant la demande."
    ASSIGNED = "Ce dossier vous est confié."
    DOCUMENTS_ASKED = "Le CCAS attend des pièces."
    DOCUMENT_RECEIVED = "Une pièce est arrivée."
    MESSAGE = "Un message vous attend."
    OUTCOME = "La demande a une réponse."


TO_THE_CCAS = (Event.HANDED_IN, Event.ASSIGNED, Event.DOCUMENT_RECEIVED)


def tell(application: LoanApplication, event: Event, *, by: User, now: datetime) -> None:
    """Writes to the other side, in the action's own transaction; the task queue sends it after commit."""
    to_ccas = event in TO_THE_CCAS or (event == Event.MESSAGE and by.partner_id is not None)
    for address in _ccas(application) if to_ccas else _partner(application):
        if address != by.email:
            write(
                recipient=address,
                subject=f"Dossier {application.reference}\u00a0: du nouveau",
                template="mail/notice",
                context={"reference": application.reference, "sentence": str(event)},
                reference=application.reference,
                now=now,
            )


def _ccas(application: LoanApplication) -> list[str]:
    """Its worker, or the CCAS's own address while nobody follows it."""
    worker = application.worker
    return [worker.email if worker and worker.is_active else settings.TOWN["email"]]


def _partner(application: LoanApplication) -> list[str]:
    """Who referred the person, while they still work for that partner; else those responsible for its accounts."""
    author = application.referred_by
    if application.partner_id is None:
        return []
    if author.is_active and author.partner_id == application.partner_id:
        return [author.email]
    leaders = User.objects.filter(partner=application.partner_id, leads_partner=True, is_active=True)
    return list(leaders.values_list("email", flat=True))
