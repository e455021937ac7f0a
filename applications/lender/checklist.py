"""Which documents the lender wants, which of them the dossier has, and what the dossier was when they were counted."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q

from harmonie.calendar import age_on
from harmonie.chips import Chip
from harmonie.schemes.enums import Lending

from ..documents.enums import Situation, Status
from ..enums import Housing, IncomeKind, Kinship, OverIndebtedness, Payee
from ..models import DocumentRequirement, LoanApplication, SupportingDocument
from ..queries import project_of

ADULT = 18  # years
WAGES, BENEFITS = {IncomeKind.SALARY}, {
    IncomeKind.UNEMPLOYMENT, IncomeKind.HOUSING_BENEFIT, IncomeKind.FAMILY_BENEFIT, IncomeKind.ACTIVITY_BONUS,
    IncomeKind.RSA, IncomeKind.AAH,
}  # fmt: skip
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
    """What may go to the lender; never the bytes of the files."""
    return application.documents.exclude(status=Status.REFUSED).defer("reason").order_by("id")


def _wanted(application: LoanApplication) -> list[DocumentRequirement]:
    project = project_of(application)
    if project is None or application.scheme.lending != Lending.EXTERNAL:
        return []
    asked = DocumentRequirement.objects.filter(Q(scheme=None) | Q(scheme=application.scheme_id), is_active=True)
    asked = asked.filter(Q(purposes=[]) | Q(purposes__contains=[project.purpose]))
    situations = _situations(application)
    return [wanted for wanted in asked if wanted.situation in situations]


def _situations(application: LoanApplication) -> set[str]:
    """Which of the situations that a document may depend on are this household's."""
    members, kinds = list(application.members.all()), {income.kind for income in application.incomes.all()}
    children = [member for member in members if member.kinship == Kinship.CHILD]
    holds = {
        Situation.ALWAYS: True,
        Situation.CO_APPLICANT: any(member.is_co_applicant for member in members),
        Situation.CHILDREN: any(age_on(child.birth_date, application.requested_on) < ADULT for child in children),
        Situation.EMPLOYED: bool(kinds & WAGES),
        Situation.SELF_EMPLOYED: IncomeKind.SELF_EMPLOYED in kinds,
        Situation.BENEFITS: bool(kinds & BENEFITS),
        Situation.TENANT: application.housing in (Housing.SOCIAL_TENANT, Housing.PRIVATE_TENANT),
        Situation.OWNER: application.housing == Housing.OWNER,
        Situation.HOSTED: application.housing == Housing.HOSTED,
        Situation.DEBTS: application.debts.exists(),
        Situation.OVER_INDEBTED: application.over_indebtedness != OverIndebtedness.NONE,
        Situation.SUPPLIER_PAID: application.project.payee == Payee.SUPPLIER,
    }
    return {situation for situation, is_so in holds.items() if is_so}
