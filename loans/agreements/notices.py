"""Who is told by mail that an agreement waits for its signature, or came too late. No name and no figure leaves."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from applications.models import LoanApplication
from commission.models import Decision
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.dates import short_day
from harmonie.mail.actions import write
from harmonie.mail.models import OutgoingMail
from harmonie.town.queries import town


def _finance(application: LoanApplication) -> list[str]:
    """Those who keep the books, but for who stepped aside from this case."""
    clerks = User.objects.filter(groups__name=Role.FINANCE, is_active=True)
    clerks = clerks.exclude(pk__in=application.exclusions.values("user")).order_by("pk")
    return list(clerks.values_list("email", flat=True))


def _worker(application: LoanApplication) -> list[str]:
    worker = application.worker
    if worker is None or not worker.is_active or application.exclusions.filter(user=worker).exists():
        return [town().email]
    return [worker.email]


def tell_lapsed(decision: Decision, now: datetime) -> None:
    """The grant is void: finance and the social worker learn it."""
    application = decision.application
    sentence = "L’accord n’a pas été signé dans le délai. Il est caduc, son montant est revenu à l’enveloppe."
    people = dict.fromkeys([*_worker(application), *_finance(application)])
    for address in people:
        _write(application, address, "accord caduc", sentence, "applications:detail", application.reference, now)


def remind_to_sign(decision: Decision, now: datetime) -> bool:
    """Tells finance once that the time to sign ends soon; False when it knew. Call it with the decision locked."""
    application = decision.application
    subject = f"à signer d’ici le {short_day(decision.sign_before)}"
    if OutgoingMail.objects.filter(reference=application.reference, subject=_subject(application, subject)).exists():
        return False
    sentence = f"Le contrat est à faire signer d’ici le {short_day(decision.sign_before)}. Après, l’accord est caduc."
    loan = getattr(decision, "loan", None)
    name, key = ("loans:detail", loan.reference) if loan else ("loans:open", decision.number)
    for address in _finance(application):
        _write(application, address, subject, sentence, name, key, now)
    return True


def _subject(application: LoanApplication, what: str) -> str:
    return f"Dossier {application.reference}\u00a0: {what}"


def _write(
    application: LoanApplication, address: str, what: str, sentence: str, name: str, key: str, now: datetime
) -> None:
    link = settings.HARMONIE_URL + reverse(name, args=[key])
    write(
        recipient=address,
        subject=_subject(application, what),
        template="mail/notice",
        context={"reference": application.reference, "sentence": sentence, "link": link},
        reference=application.reference,
        now=now,
    )
