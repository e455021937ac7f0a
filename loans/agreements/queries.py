"""The agreements that were issued for a loan, and whether the last one still says what is agreed."""

from datetime import date

from harmonie.documents.models import DocumentKind

from ..models import Loan, LoanDocument, MoneyRules
from .content import digest_of


def agreements_of(loan: Loan) -> list[LoanDocument]:
    """The issued agreements, the one that counts last, without their bytes."""
    papers = loan.documents.filter(document__kind=DocumentKind.AGREEMENT)
    return list(papers.select_related("document").defer("document__content").order_by("pk"))


def is_true(paper: LoanDocument, loan: Loan, on: date) -> bool:
    """Whether the paper says what is agreed, under the rules of a day. One issued before this was kept is believed."""
    return paper.digest in ("", digest_of(loan, MoneyRules.objects.in_force(on)))
