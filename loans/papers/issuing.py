"""Issuing a loan's papers: rendered outside the lock, frozen once, handed out again as the same bytes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.documents import actions as documents
from harmonie.documents.barcodes import code128
from harmonie.documents.models import DocumentKind, IssuedDocument
from harmonie.documents.pdf import render_pdf
from harmonie.documents.texts.kinds import LetterKind
from harmonie.documents.texts.queries import wording
from harmonie.money import euros, euros_in_words
from harmonie.refusals import Refusal, WrongState
from harmonie.town.queries import town
from harmonie.town.signing import signing

from ..actions import lock
from ..agreements import issuing_actions as agreements
from ..changes.paper import amendment_facts
from ..changes.queries import reference_of
from ..enums import EntryKind, LoanState
from ..models import Amendment, LedgerEntry, Loan, LoanDocument
from ..queries import account_of
from ..wording import due_day, overleaf_from, schedule_rows, schedule_sentence

type Facts = Callable[[], dict[str, Any]]


def issue_agreement(*, loan: Loan, by: User, now: datetime) -> IssuedDocument:
    """The agreement with its schedule annexed. Asked again, the one already issued, while it still says the truth."""
    return agreements.issue(loan=loan, by=by, now=now, facts=lambda: common(loan, now))


def issue_schedule(*, loan: Loan, by: User, now: datetime) -> IssuedDocument:
    """The schedule in force, to keep at hand. One paper a version."""
    version = loan.schedules.order_by("-version").values_list("version", flat=True)[0]
    title = f"Échéancier, version {version}"
    return _issue(
        loan,
        DocumentKind.SCHEDULE,
        f"EC-{loan.reference}-{version}",
        title,
        lambda: common(loan, now) | schedule_facts(loan, now),
        by,
        now,
    )


def issue_amendment(*, amendment: Amendment, by: User, now: datetime) -> IssuedDocument:
    """An approved amendment with both schedules, to be signed. Asked again, the one already issued."""
    if amendment.schedule is None:
        raise WrongState("Cet avenant n’est pas approuvé\u00a0: il ne s’imprime pas encore.")
    return _issue(
        amendment.loan,
        DocumentKind.AMENDMENT,
        reference_of(amendment),
        f"Avenant n°\u00a0{amendment.number}",
        lambda: amendment_facts(amendment, now),
        by,
        now,
    )


def issue_receipt(*, entry: LedgerEntry, by: User, now: datetime) -> IssuedDocument:
    """The receipt of one repayment that stands."""
    loan = entry.loan
    if entry.kind != EntryKind.REPAYMENT:
        raise Refusal("Seul un remboursement donne lieu à un reçu.")
    if LedgerEntry.objects.filter(reverses=entry).exists():
        raise WrongState("Cette écriture est contre-passée\u00a0: elle ne donne plus lieu à un reçu.")
    return _issue(
        loan,
        DocumentKind.RECEIPT,
        f"RE-{loan.reference}-{entry.sequence}",
        f"Reçu du remboursement n°\u00a0{entry.sequence}",
        lambda: receipt(entry, by, now),
        by,
        now,
        entry=entry,
    )


def issue_settlement(*, loan: Loan, by: User, now: datetime) -> IssuedDocument:
    """The certificate that nothing is owed any more. One paper a settlement: a loan that was opened again since, and
    settled anew, has one of another number, and the earlier one is void."""
    reference = settlement_reference(loan)
    if not reference:
        raise WrongState("Ce prêt n’est pas soldé\u00a0: l’attestation s’émet quand plus rien n’est dû.")
    title = "Attestation de solde"
    return _issue(loan, DocumentKind.SETTLEMENT, reference, title, lambda: settlement(loan, by, now), by, now)


def settlement_reference(loan: Loan) -> str:
    """The number of the certificate that holds today, issued or not; nothing while the loan is not settled."""
    last = loan.entries.exclude(effect=0).order_by("sequence").last()
    if last is None or loan.state != LoanState.SETTLED:
        return ""
    return certificate_number(loan, last.sequence)


def certificate_number(loan: Loan, sequence: int) -> str:
    """`sequence` is that of the entry that settled the loan."""
    return f"AS-{loan.reference}-{sequence}"


def _issue(
    loan: Loan,
    kind: DocumentKind,
    reference: str,
    title: str,
    facts: Facts,
    by: User,
    now: datetime,
    *,
    entry: LedgerEntry | None = None,
) -> IssuedDocument:
    frozen = IssuedDocument.objects.filter(reference=reference).first()
    if frozen is not None:
        return frozen
    template = f"pdf/{kind}.html"
    content = render_pdf(template, facts() | {"reference": reference, "paper_title": title})
    with transaction.atomic():
        lock(loan)  # two requests at once: the second finds the first one's paper
        frozen = IssuedDocument.objects.filter(reference=reference).first()
        if frozen is not None:
            return frozen
        frozen = documents.freeze(
            kind=kind,
            reference=reference,
            title=f"{title}, {loan.borrower}",
            content=content,
            template_name=template,
            by=by,
            now=now,
        )
        LoanDocument.objects.create(loan=loan, document=frozen, entry=entry)
    return frozen


# What the papers say ----------------------------------------------------------------------------


def common(loan: Loan, now: datetime) -> dict[str, Any]:
    """What every paper of a loan names."""
    application = loan.decision.application
    return {
        "town": town(),
        "loan": loan,
        "application": application,
        "borrower": loan.borrower,
        "person": loan.borrower,
        "principal_in_words": euros_in_words(loan.principal),
        "worker": application.worker,
        "issued_on": timezone.localdate(now),
        "barcode": code128(loan.reference),
    }


def schedule_facts(loan: Loan, now: datetime) -> dict[str, Any]:
    instalments = list(account_of(loan, timezone.localdate(now)).schedule.instalments.all())
    return {
        "rows": schedule_rows(instalments),
        "first": instalments[0],
        "last": instalments[-1],
        "total": sum(instalment.amount for instalment in instalments),
        "in_words": schedule_sentence(instalments),
        "due_day": due_day(instalments),
        "overleaf": overleaf_from(len(instalments)),
    }


def receipt(entry: LedgerEntry, by: User, now: datetime) -> dict[str, Any]:
    loan = entry.loan
    effects = loan.entries.filter(sequence__lte=entry.sequence).values_list("effect", flat=True)
    return common(loan, now) | {
        "entry": entry,
        "amount_in_words": euros_in_words(entry.amount),
        "owed_after": sum(effects),
        "issuer": by,
    }


def settlement(loan: Loan, by: User, now: datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    account = account_of(loan, today)
    values = {
        "personne": str(loan.borrower),
        "pret": loan.reference,
        "montant": euros(loan.principal),
        "solde_le": plain_day(loan.settled_on),
    }
    return common(loan, now) | {
        "account": account,
        "waived": account.lowered - account.repaid,
        "signatory": signing(DocumentKind.SETTLEMENT, on=today, author=by),
        "wording": wording(LetterKind.SETTLEMENT, values, on=today),
    }
