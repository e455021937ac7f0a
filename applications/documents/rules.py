"""Which documents a request needs, and where each stands. Pure: facts in, a list out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from harmonie.chips import Chip
from harmonie.refusals import WrongState

from ..enums import CLOSED_STATES, Housing, IncomeKind, OverIndebtedness, Payee, State
from ..models import DocumentRequirement, LoanApplication, RequestedDocument, SupportingDocument
from .enums import Situation, Status

# The delay we give, in days. The law asks for one and leaves its length to us (CRPA L114-5); [conf] by the CCAS.
ANSWER_DAYS = 15
BENEFITS = (
    IncomeKind.UNEMPLOYMENT,
    IncomeKind.HOUSING_BENEFIT,
    IncomeKind.FAMILY_BENEFIT,
    IncomeKind.ACTIVITY_BONUS,
    IncomeKind.RSA,
    IncomeKind.AAH,
)
HOMES = {
    Housing.SOCIAL_TENANT: Situation.TENANT,
    Housing.PRIVATE_TENANT: Situation.TENANT,
    Housing.OWNER: Situation.OWNER,
    Housing.HOSTED: Situation.HOSTED,
}


class Standing(StrEnum):
    """Where one needed document stands."""

    MISSING = "missing"
    ASKED = "asked"
    REFUSED = "refused"
    RECEIVED = "received"
    ACCEPTED = "accepted"


CHIPS = {
    Standing.MISSING: Chip("Manquante", "circle"),
    Standing.ASKED: Chip("Demandée", "clock", "wait"),
    Standing.REFUSED: Chip("Refusée", "cross", "stop"),
    Standing.RECEIVED: Chip("À examiner", "half", "go"),
    Standing.ACCEPTED: Chip("En règle", "check", "done"),
}


@dataclass(frozen=True)
class Facts:
    """What decides which documents are needed."""

    scheme_id: int
    purpose: str
    situations: frozenset[str]


class Need(NamedTuple):
    """One document that this request needs: its requirement, what was brought for it, where it stands."""

    requirement: DocumentRequirement
    documents: Sequence[SupportingDocument]
    standing: Standing

    @property
    def chip(self) -> Chip:
        return CHIPS[self.standing]

    @property
    def is_missing(self) -> bool:
        """Whether somebody should still bring it: nobody did, or what came was refused."""
        return self.standing in (Standing.MISSING, Standing.REFUSED)


def situations(
    *,
    has_co_applicant: bool,
    has_children: bool,
    incomes: Iterable[str],
    has_debts: bool,
    housing: str,
    over_indebtedness: str,
    payee: str,
) -> frozenset[str]:
    """The situations of a household, each from one fact. Children are those who are minors on the request date."""
    incomes = set(incomes)
    holds = {
        Situation.ALWAYS: True,
        Situation.CO_APPLICANT: has_co_applicant,
        Situation.CHILDREN: has_children,
        Situation.EMPLOYED: IncomeKind.SALARY in incomes,
        Situation.SELF_EMPLOYED: IncomeKind.SELF_EMPLOYED in incomes,
        Situation.BENEFITS: not incomes.isdisjoint(BENEFITS),
        Situation.DEBTS: has_debts,
        Situation.OVER_INDEBTED: over_indebtedness != OverIndebtedness.NONE,
        Situation.SUPPLIER_PAID: payee == Payee.SUPPLIER,
    }
    home = HOMES.get(housing)  # type: ignore[call-overload]
    return frozenset([word.value for word, true in holds.items() if true] + ([home.value] if home else []))


def is_needed(requirement: DocumentRequirement, facts: Facts) -> bool:
    """Whether the setting asks for this document here: scheme, purpose and situation all agree."""
    return (
        requirement.is_active
        and requirement.scheme_id in (None, facts.scheme_id)
        and (not requirement.purposes or facts.purpose in requirement.purposes)
        and requirement.situation in facts.situations
    )


def needs(
    facts: Facts,
    requirements: Iterable[DocumentRequirement],
    documents: Sequence[SupportingDocument],
    open_items: Iterable[RequestedDocument] = (),
) -> list[Need]:
    """The list of a request, in the order of the setting. `documents` are those that nothing replaces."""
    asked = {item.requirement_id for item in open_items}
    listed = []
    for requirement in requirements:
        if is_needed(requirement, facts):
            brought = [document for document in documents if document.requirement_id == requirement.pk]
            listed.append(Need(requirement, brought, standing(brought, is_asked=requirement.pk in asked)))
    return listed


def standing(brought: Sequence[SupportingDocument], *, is_asked: bool) -> Standing:
    """What still has to be done about one document, the most urgent first."""
    found = {document.status for document in brought}
    if Status.RECEIVED in found:
        return Standing.RECEIVED
    if found & {Status.ACCEPTED, Status.SEEN}:
        return Standing.ACCEPTED
    if is_asked:
        return Standing.ASKED
    return Standing.REFUSED if found else Standing.MISSING


def missing(listed: Iterable[Need]) -> list[Need]:
    """The indispensable ones that nobody brought, asked for or not."""
    return [need for need in listed if need.requirement.is_required and (need.is_missing or need.standing == "asked")]


def can_deposit(application: LoanApplication) -> bool:
    """A document may come at any time until the request has ended."""
    return application.state not in CLOSED_STATES


def can_ask(application: LoanApplication) -> bool:
    """Documents are asked for during the review, and again while some are awaited."""
    return application.state in (State.IN_REVIEW, State.AWAITING_DOCUMENTS)


def can_examine(document: SupportingDocument) -> bool:
    """A kept document may be judged, and judged again; one that was only seen or was replaced is past."""
    return document.file_id is not None and document.replaced_by_id is None and can_deposit(document.application)


def ensure_deposit(application: LoanApplication) -> None:
    if not can_deposit(application):
        raise WrongState("Cette demande est terminée\u00a0: aucune pièce ne s’y ajoute plus.")
