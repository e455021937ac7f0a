"""The decision letter: what it says for each outcome. Pure texts, the règlement's wording in one place.

Sources: domain.md §1 (reasons in law and in fact, remedies) and §4 (fields of the letter).
"""

from datetime import date
from typing import Any

from applications.enums import Payee
from applications.models import LoanApplication
from applications.naming import named
from applications.outcomes.letters import co_applicant, lines
from harmonie.dates import plain_day
from harmonie.documents.models import DocumentKind
from harmonie.documents.remedies import remedies
from harmonie.documents.texts.kinds import LetterKind
from harmonie.documents.texts.queries import wording
from harmonie.money import short_euros
from harmonie.town.signing import signing

from ..enums import Capacity, Grounds, Outcome
from ..models import Decision
from ..urgent.wording import examined
from ..withdrawals.letter import decided_to_withdraw, withdrawal_law
from ..wording import every_instalment

TEMPLATE = "pdf/decision_letter.html"

RULES = (
    "Le règlement des aides facultatives, pris en application de l’article L.\u00a0123-5 du code de l’action sociale "
    "et des familles,"
)
LAW = {
    Grounds.CEILING: f"{RULES} réserve ce prêt aux foyers dont les ressources sont inférieures au plafond "
    "en vigueur le jour de la demande.",
    Grounds.BUDGET: f"{RULES} demande que le reste à vivre du foyer permette de payer chaque échéance.",
    Grounds.PURPOSE: f"{RULES} énumère ce que ce prêt peut financer\u202f; votre projet n’y figure pas.",
    Grounds.OTHER_SCHEME: f"{RULES} permet d’orienter vers le dispositif qui convient le mieux à la situation.",
    Grounds.OTHER_HELP: f"{RULES} permet de préférer une aide qui n’est pas à rembourser.",
    Grounds.DOCUMENT: f"{RULES} demande un dossier complet avant toute décision.",
    Grounds.ENVELOPE: f"{RULES} limite les prêts de l’année à l’enveloppe votée par le conseil d’administration.",
    Grounds.RUNNING_LOAN: f"{RULES} n’autorise pas un second prêt avant la fin du premier.",
}


def law_of(decision: Decision) -> str:
    """The reasons in law; a withdrawal says first what allows it."""
    law = LAW.get(Grounds(decision.grounds), "")
    return f"{withdrawal_law(decision)} {law}".strip() if decision.withdraws else law


def reference_of(decision: Decision) -> str:
    return f"LD-{decision.number}"


def letter_context(decision: Decision, *, issued_on: date, is_draft: bool = False) -> dict[str, Any]:
    """What the template needs, in whole sentences. `is_draft` marks every page as not issued."""
    application = decision.application
    return {
        "decision": decision,
        "application": application,
        "person": application.applicant,
        "co_applicant": co_applicant(application),
        "is_draft": is_draft,
        "signatory": signing(
            DocumentKind.DECISION_LETTER, on=issued_on, author=decision.decided_by, office=office_of(decision)
        ),
        "wording": wording(kind_of(decision), _values(decision), on=issued_on),
        "reference": reference_of(decision),
        "issued_on": issued_on,
        "heading": f"Votre demande de {short_euros(application.project.amount)}",
        "asked": _asked(application),
        "examined": examined(decision),
        "decided": _decided(decision),
        "terms": _terms(decision),
        "conditions": lines(decision.conditions),
        "law": law_of(decision),
        "remedies": remedies(),
    }


def office_of(decision: Decision) -> str:
    """In which capacity the author signs (CRPA L212-1): their office, or the seat they held at the meeting."""
    if decision.decided_by.office:
        return decision.decided_by.office
    meeting = decision.item.meeting if decision.item else None
    seat = meeting.seats.filter(user=decision.decided_by).first() if meeting else None
    if seat is None:
        return ""
    held = "" if seat.capacity == Capacity.MEMBER else f"{seat.get_capacity_display()}, "
    return f"{held}qui a présidé la commission" if held else "membre de la commission, qui a présidé la séance"


def _asked(application: LoanApplication) -> str:
    project = application.project
    return (
        f"Le {plain_day(application.requested_on)}, vous avez demandé un {application.scheme.name} de "
        f"{short_euros(project.amount)} sur {project.months}\u00a0mois, "
        f"pour le projet suivant\u00a0: {project.description}."
    )


def _decided(decision: Decision) -> str:
    amount = short_euros(decision.amount) if decision.amount else ""
    if decision.withdraws:
        return decided_to_withdraw(decision)
    return {
        Outcome.GRANTED: f"a décidé de vous accorder ce prêt de {amount}",
        Outcome.PARTIALLY_GRANTED: f"a décidé de vous accorder une partie de cette somme, {amount}",
        Outcome.DEFERRED: "a décidé d’attendre avant de se prononcer",
        Outcome.REFUSED: "a décidé de ne pas l’accorder",
        Outcome.REDIRECTED: "a décidé de ne pas l’accorder et de vous orienter vers un autre dispositif",
    }[Outcome(decision.outcome)]


def _terms(decision: Decision) -> list[str]:
    if not decision.is_grant:
        return []
    return [
        f"Le prêt est sans intérêts ni frais. Vous le remboursez en "
        f"{every_instalment(decision.amount, decision.months)}\u202f; {_paid(decision)}.",
    ]


def _paid(decision: Decision) -> str:
    if decision.payee == Payee.BORROWER:
        return "l’argent vous est versé"
    supplier = decision.application.project.supplier
    return f"l’argent est versé directement {f'à {supplier}' if supplier else 'au fournisseur'}, sur facture"


def kind_of(decision: Decision) -> LetterKind:
    """Which letter tells this decision."""
    return LetterKind.WITHDRAWAL if decision.withdraws else LetterKind(decision.outcome)


def _values(decision: Decision) -> dict[str, str]:
    """The words of the names that any of the decision's letters offers."""
    worker = decision.application.worker
    contact = f"{worker}, qui suit votre dossier, vous appellera." if worker else "Le CCAS vous appellera."
    said = named(decision.application) | {"contact": contact}
    if decision.is_grant:
        said |= {
            "montant_accorde": short_euros(decision.amount),
            "duree": f"{decision.months}\u00a0mois",
            "a_signer_avant": plain_day(decision.sign_before),
        }
    if decision.outcome == Outcome.DEFERRED:
        said["attente"] = _awaited(decision)
    return said | {"dispositif_propose": str(decision.target_scheme or "")}


def _awaited(decision: Decision) -> str:
    """Which document, until when; older deferrals said neither."""
    if decision.defer_until is None:
        return "Votre dossier reste ouvert\u00a0: il sera présenté de nouveau dès que possible, sans nouvelle demande."
    day = plain_day(decision.defer_until)
    stays = "Votre dossier reste ouvert, sans nouvelle demande de votre part"
    if not decision.awaited_document:
        return f"{stays}\u00a0: la commission l’examinera de nouveau le {day} au plus tard."
    return (
        f"{stays}. Nous attendons la pièce suivante, au plus tard le {day}\u00a0: {decision.awaited_document}. "
        "Dès que nous l’avons, la commission examine de nouveau votre demande."
    )
