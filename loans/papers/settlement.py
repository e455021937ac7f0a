"""Whether a loan's certificate of settlement is issued, still to be issued, or void since the loan was opened again."""

from collections.abc import Iterable
from typing import Any

from harmonie.documents.models import DocumentKind

from ..account import presentation
from ..enums import LoanState
from ..models import Loan, LoanDocument
from ..queries import Account
from .issuing import certificate_number

VOID = "sans effet\u00a0: le prêt a été rouvert depuis"


def panel(loan: Loan, account: Account, documents: Iterable[LoanDocument]) -> dict[str, Any]:
    """The list of a loan's papers, and whether its certificate is wanting."""
    last = [entry.sequence for entry in account.entries if entry.effect]
    holds = certificate_number(loan, last[-1]) if last and loan.state == LoanState.SETTLED else ""
    certificates = {paper.document.reference for paper in documents if paper.document.kind == DocumentKind.SETTLEMENT}
    shown = [
        paper._replace(note=VOID) if document.document.reference in certificates - {holds} else paper
        for paper, document in zip(presentation.papers(loan, documents), documents, strict=True)
    ]
    return {"papers": shown, "needs_settlement": bool(holds) and holds not in certificates}
