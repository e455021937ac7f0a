"""Which documents the lender wants, which of them the dossier has, and what the dossier was when they were counted."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from harmonie.chips import Chip

from ..documents.enums import Status
from ..documents.queries import papers
from ..documents.rules import Need
from ..models import LoanApplication, SupportingDocument

OPTIONAL = Chip("Facultative", "circle")


class Line(NamedTuple):
    """One document for the lender, and what the dossier has of it."""

    label: str
    help_text: str
    is_required: bool
    documents: Sequence[SupportingDocument]
    chip: Chip

    @property
    def is_missing(self) -> bool:
        """Nothing came, or only what was refused."""
        return not self.documents

    @property
    def blocks(self) -> bool:
        return self.is_required and self.is_missing


def checklist(application: LoanApplication) -> list[Line]:
    """The documents needed, in their order, then those that nobody had asked for. A refused or replaced one is none."""
    found = papers(application)
    return [_line(need) for need in found.needs] + [
        Line(document.label, "", False, [document], document.chip) for document in _good(found.others)
    ]


def blocking(lines: Sequence[Line]) -> list[str]:
    """The names of the documents without which the file does not leave."""
    return [line.label for line in lines if line.blocks]


def fingerprint(application: LoanApplication) -> str:
    """What the dossier is now: any change that the lender would read changes it."""
    found = application.documents.current().exclude(status=Status.REFUSED)
    documents = sorted(found.values_list("pk", "status", "label", "file_id"), key=lambda row: row[0])
    check = application.checks.values_list("pk", flat=True).first()
    facts = repr((application.revision, application.assessment, check, documents))
    return hashlib.sha256(facts.encode()).hexdigest()


def _line(need: Need) -> Line:
    wanted, good = need.requirement, _good(need.documents)
    chip = need.chip if good or wanted.is_required else OPTIONAL
    return Line(wanted.label, wanted.help_text, wanted.is_required, good, chip)


def _good(documents: Sequence[SupportingDocument]) -> list[SupportingDocument]:
    return [document for document in documents if document.status != Status.REFUSED]
