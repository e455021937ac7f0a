"""Which documents the lender wants, which of them the dossier has, and what the dossier was when they were counted."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from harmonie.chips import Chip
from harmonie.schemes.enums import Lending

from ..documents.enums import Status
from ..documents.queries import facts_of
from ..documents.rules import is_needed
from ..models import DocumentRequirement, LoanApplication, SupportingDocument
from ..queries import project_of

GOOD = (Status.ACCEPTED, Status.SEEN)
MISSING, OPTIONAL = Chip("Manque", "alert", "wait"), Chip("Facultative", "circle")


class Line(NamedTuple):
    """One document that the lender wants, and what the dossier has of it."""

    label: str
    help_text: str
    is_required: bool
    documents: Sequence[SupportingDocument]

    @property
    def is_missing(self) -> bool:
        """Nothing came, or only what was refused."""
        return not self.documents

    @property
    def blocks(self) -> bool:
        return self.is_required and self.is_missing

    @property
    def chip(self) -> Chip:
        """The state of the best of its documents."""
        if self.is_missing:
            return MISSING if self.is_required else OPTIONAL
        return next((document.chip for document in self.documents if document.status in GOOD), self.documents[0].chip)


def checklist(application: LoanApplication) -> list[Line]:
    """The documents of the scheme in their order, then those that nobody had asked for. A refused one is none."""
    found = list(_documents(application))
    lines = [
        Line(wanted.label, wanted.help_text, wanted.is_required, [d for d in found if d.requirement_id == wanted.pk])
        for wanted in _wanted(application)
    ]
    placed = {document.pk for line in lines for document in line.documents}
    return lines + [Line(document.label, "", False, [document]) for document in found if document.pk not in placed]


def blocking(lines: Sequence[Line]) -> list[str]:
    """The names of the documents without which the file does not leave."""
    return [line.label for line in lines if line.blocks]


def fingerprint(application: LoanApplication) -> str:
    """What the dossier is now: any change that the lender would read changes it."""
    found = _documents(application).values_list("pk", "status", "label", "file_id")
    check = application.checks.values_list("pk", flat=True).first()
    facts = repr((application.revision, application.assessment, check, sorted(found)))
    return hashlib.sha256(facts.encode()).hexdigest()


def _documents(application: LoanApplication):
    """What may go to the lender, without what was refused or replaced; never the bytes of the files."""
    return application.documents.current().exclude(status=Status.REFUSED).defer("reason").order_by("id")


def _wanted(application: LoanApplication) -> list[DocumentRequirement]:
    if project_of(application) is None or application.scheme.lending != Lending.EXTERNAL:
        return []
    facts = facts_of(application)
    return [wanted for wanted in DocumentRequirement.objects.filter(is_active=True) if is_needed(wanted, facts)]
