"""The complete file for the lender as one PDF: cover, facts, then the documents in their order."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from harmonie.documents.binding import Attachment, Bound, as_pages, bind
from harmonie.documents.pdf import render_pdf
from harmonie.money import CENT, euros_in_words

from ..documents.enums import Status
from ..dossier.facts import facts
from ..dossier.overview import overview
from ..models import LoanApplication, SupportingDocument
from ..queries import project_of, terms_of
from .checklist import Line, checklist
from .interest import instalment

TEMPLATE = "pdf/lender_file.html"
SEEN = "vue par le CCAS, non conservée"


class Entry(NamedTuple):
    """One line of the cover's list: a document, how it stands, and the page it begins on (0 when it has none)."""

    label: str
    status: str
    page: int


def build(application: LoanApplication, today: date) -> bytes:
    """Slow: renders, converts and binds. `application` comes with its facts (`with_facts`)."""
    lines = checklist(application)
    brought = [(line, document) for line in lines for document in line.documents if document.file_id]
    parts = [_pages(line, document) for line, document in brought]
    told = _facts(application, today)

    def front(first_pages: list[int]) -> bytes:
        from_page = {document.pk: page for (_, document), page in zip(brought, first_pages, strict=True)}
        return render_pdf(TEMPLATE, {**told, "entries": _entries(lines, from_page)})

    return bind(front, parts, f"Dossier n°\u00a0{application.reference}")


def _pages(line: Line, document: SupportingDocument) -> Bound:
    """The file's bytes are read one by one, and only here."""
    file = document.file
    return as_pages(Attachment(line.label, file.media_type, bytes(file.content)))


def _entries(lines: list[Line], from_page: dict[int, int]) -> list[Entry]:
    entries = []
    for line in lines:
        if line.is_missing:
            entries.append(Entry(line.label, "manque" if line.is_required else "facultative", 0))
        for document in line.documents:
            status = SEEN if document.status == Status.SEEN else "jointe"
            entries.append(Entry(line.label, status, from_page.get(document.pk, 0)))
    return entries


def _facts(application: LoanApplication, today: date) -> dict[str, Any]:
    """What the cover and the facts say."""
    project, terms, known = project_of(application), terms_of(application), overview(application, today)
    told = facts(application)
    rate = terms.annual_rate or Decimal(0)
    monthly = instalment(project.amount, project.months, rate)
    return {
        **told,
        "person": application.applicant,
        "co_applicant": next((member for member in told["members"] if member.is_co_applicant), None),
        "reference": f"DP-{application.reference}",
        "issued_on": today,
        "terms": terms,
        "rate": rate,
        "monthly": monthly,
        "amount_in_words": euros_in_words(project.amount),
        "remainder": told["budget"].remainder(),
        "remainder_after": told["budget"].remainder(monthly),
        "balance": (told["budget"].resources - told["budget"].expenses).quantize(CENT),
        "verdicts": known.lines,
    }
