"""Issuing a loan's papers: rendered outside the lock, frozen once, handed out again as the same bytes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commission.enums import Capacity
from commission.models import Mandate
from harmonie.accounts.models import User
from harmonie.documents import actions as documents
from harmonie.documents.models import DocumentKind, IssuedDocument
from harmonie.documents.pdf import render_pdf
from harmonie.money import euros_in_words
from harmonie.refusals import Refusal, WrongState

from ..actions import lock
from ..changes.paper import amendment_facts
from ..changes.queries import reference_of
from ..enums import EntryKind, LoanState
from ..models import Amendment, LedgerEntry, Loan, LoanDocument
from ..queries import account_of
from ..wording import due_day, overleaf_from, schedule_rows, schedule_sentence

type Facts = Callable[[], dict[str, Any]]


def issue_agreement(*, loan: Loan, by: User, now: datetime) -> IssuedDocument:
    """The agreement with its schedule annexed. Asked again, the one already issued."""
    if loan.state == LoanState.CANCELLED:
        raise WrongState("Ce prêt est annulé\u00a0: aucun contrat ne peut être émis.")
    return _issue(
        loan, DocumentKind.AGREEMENT, f"CT-{loan.reference}", "Contrat de prêt", lambda: agreement(loan, now), by, now
    )


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
        "town": settings.TOWN,
        "loan": loan,
        "application": application,
        "borrower": loan.borrower,
        "person": loan.borrower,
        "principal_in_words": euros_in_words(loan.principal),
        "worker": application.worker,
        "issued_on": timezone.localdate(now),
    }


def agreement(loan: Loan, now: datetime) -> dict[str, Any]:
    president = (
        Mandate.objects.in_office(timezone.localdate(now))
        .filter(capacity=Capacity.PRESIDENT)
        .select_related("user")
        .order_by("pk")
        .last()
    )
    return (
        common(loan, now)
        | schedule_facts(loan, now)
        | {"president": president.user if president else loan.decision.decided_by}
    )


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
