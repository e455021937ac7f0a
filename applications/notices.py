"""Who is told by mail of what happens to a request. A mail holds no name and no figure: the facts stay behind the
sign-in, or in the letter that the post brings."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from harmonie.accounts.models import User
from harmonie.mail.actions import write
from harmonie.town.queries import town

from .models import LoanApplication


class Event(StrEnum):
    """What happened, in words for whoever receives the mail."""

    HANDED_IN = "Une nouvelle demande est arrivée."
    ACKNOWLEDGED = "L’accusé de réception de la demande est émis."
    TAKEN_OVER = "Un travailleur social du CCAS suit maintenant la demande."
    ASSIGNED = "Ce dossier vous est confié."
    DOCUMENTS_ASKED = "Le CCAS attend des pièces."
    DOCUMENT_RECEIVED = "Une pièce est arrivée."
    MESSAGE = "Un message vous attend."
    ON_AGENDA = "La commission va examiner la demande."
    SENT_TO_LENDER = "Le dossier est chez l’organisme prêteur."
    LENDER_ANSWERED = "L’organisme prêteur a répondu."
    LENDER_PAID = "L’organisme prêteur a versé le prêt."
    OUTCOME = "La demande a une réponse."
    LETTER = "Une lettre part."


type Addresses = Callable[[LoanApplication], list[str]]


def _ccas(application: LoanApplication) -> list[str]:
    """Its worker, or the CCAS's own address while nobody follows it, or whoever did may not know of it any more."""
    worker = application.worker
    if worker is None or not worker.is_active or application.exclusions.filter(user=worker).exists():
        return [town().email]
    return [worker.email]


def _partner(application: LoanApplication) -> list[str]:
    """Who referred the person, while they work there; else those responsible for its accounts; else all of them."""
    if application.partner_id is None:
        return []
    author = application.referred_by
    if author.is_active and author.partner_id == application.partner_id:
        return [author.email]
    colleagues = User.objects.filter(partner=application.partner_id, is_active=True).order_by("pk")
    leaders = [user.email for user in colleagues if user.leads_partner]
    return leaders or [user.email for user in colleagues]


def _both(application: LoanApplication) -> list[str]:
    return [*_partner(application), *_ccas(application)]


def _nobody(application: LoanApplication) -> list[str]:
    return []


WHO: dict[Event, Addresses] = {
    Event.HANDED_IN: _ccas,
    Event.ACKNOWLEDGED: _partner,
    Event.TAKEN_OVER: _partner,
    Event.ASSIGNED: _ccas,
    Event.DOCUMENTS_ASKED: _partner,
    Event.DOCUMENT_RECEIVED: _ccas,
    Event.MESSAGE: _partner,  # a partner's own message goes to the CCAS
    Event.ON_AGENDA: _partner,
    Event.SENT_TO_LENDER: _partner,
    Event.LENDER_ANSWERED: _both,
    Event.LENDER_PAID: _partner,
    Event.OUTCOME: _both,
    Event.LETTER: _nobody,
}

# What the person who asks is told, when they left an address: that something is on its way, never what.
TO_THE_PERSON = {
    Event.ACKNOWLEDGED: "Nous avons bien reçu votre demande. L’accusé de réception vous est adressé par la poste.",
    Event.LETTER: "Une lettre vous est adressée par la poste. Nous pouvons aussi vous la remettre à l’accueil.",
}


class Notice(NamedTuple):
    """One mail: who reads it, what it says, and where it leads ("" for somebody who has no account)."""

    recipient: str
    subject: str
    sentence: str
    link: str = ""


def tell(application: LoanApplication, event: Event, *, by: User, now: datetime) -> None:
    """Writes to those concerned but `by`, in the action's own transaction; the task queue sends it after commit."""
    for notice in notices(application, event, by):
        write(
            recipient=notice.recipient,
            subject=notice.subject,
            template="mail/notice",
            context={"reference": application.reference, "sentence": notice.sentence, "link": notice.link},
            reference=application.reference,
            now=now,
        )


def notices(application: LoanApplication, event: Event, by: User) -> list[Notice]:
    """The mails that an event makes, each address once."""
    who = _ccas if event == Event.MESSAGE and by.partner_id is not None else WHO[event]
    link = settings.HARMONIE_URL + reverse("applications:detail", args=[application.reference])
    subject = f"Dossier {application.reference}\u00a0: {event[0].lower()}{event[1:].rstrip('.')}"
    inside = [address for address in dict.fromkeys(who(application)) if address != by.email]
    written = [Notice(address, subject, str(event), link) for address in inside]
    person = application.applicant.email
    if person and event in TO_THE_PERSON:
        written.append(Notice(person, f"{town().ccas}\u00a0: du nouveau", TO_THE_PERSON[event]))
    return written
