"""The agreement on paper: rendered outside the lock, frozen, followed by another when what is agreed changes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.documents import actions as documents
from harmonie.documents.models import DocumentKind, IssuedDocument
from harmonie.documents.pdf import render_pdf
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..actions.base import lock
from ..enums import LoanState
from ..models import AgreementText, Instalment, Loan, LoanDocument, MoneyRules
from .content import annex, co_borrower_of, digest_of, paper, signatory
from .queries import agreements_of, is_true

TEMPLATE = "pdf/agreement.html"
TITLE = "Contrat de prêt"


def issue(*, loan: Loan, by: User, now: datetime, facts: Callable[[], dict[str, Any]]) -> IssuedDocument:
    """The agreement with its schedule annexed. Asked again, the one already issued, while it still says the truth.

    `facts` gives what every paper of a loan names. A new paper says which one it replaces; once the loan is signed,
    there is no other.
    """
    loan = Loan.objects.with_facts().select_related("co_borrower", "decision__decided_by").get(pk=loan.pk)
    if loan.state == LoanState.CANCELLED:
        raise WrongState("Ce prêt est annulé\u00a0: aucun contrat ne peut être émis.")
    today = timezone.localdate(now)
    before = agreements_of(loan)
    if before and (loan.state != LoanState.TO_SIGN or is_true(before[-1], loan, today)):
        return before[-1].document
    text = loan.agreement_text or AgreementText.objects.in_force(loan.scheme, today)
    reference = f"CT-{loan.reference}" + (f"-{len(before) + 1}" if before else "")
    context = facts() | _facts(loan, text, today)
    context |= {"reference": reference, "replaces": before[-1].document if before else None, "is_specimen": False}
    content = render_pdf(TEMPLATE, context)
    return _freeze(loan, text, reference, content, len(before), by, now)


def _facts(loan: Loan, text: AgreementText, today: date) -> dict[str, Any]:
    rules = MoneyRules.objects.in_force(today)
    instalments = list(Instalment.objects.filter(schedule__loan=loan, schedule__version=1).order_by("number"))
    said = paper(loan, text, rules, instalments, co_borrower_of(loan))
    return annex(instalments) | said | {"president": signatory(loan, today)}


@transaction.atomic
def _freeze(
    loan: Loan, text: AgreementText, reference: str, content: bytes, seen: int, by: User, now: datetime
) -> IssuedDocument:
    locked = lock(loan)  # two requests at once: the second finds the first one's paper
    digest = digest_of(loan, MoneyRules.objects.in_force(timezone.localdate(now)))
    since = agreements_of(locked)[seen:]
    if since and since[-1].digest == digest:
        return since[-1].document
    if since or digest_of(locked, MoneyRules.objects.in_force(timezone.localdate(now))) != digest:
        raise Refusal("Le contrat a changé pendant son impression\u00a0: émettez-le de nouveau.")
    document = documents.freeze(
        kind=DocumentKind.AGREEMENT,
        reference=reference,
        title=f"{TITLE}{f', {seen + 1}e édition' if seen else ''}, {loan.borrower}",
        content=content,
        template_name=TEMPLATE,
        by=by,
        now=now,
    )
    LoanDocument.objects.create(loan=loan, document=document, digest=digest)
    if locked.agreement_text_id is None:
        locked.agreement_text = text
        with recorded(by=by, now=now):
            locked.save(update_fields=["agreement_text"])
    return document
