"""What the two letters of this room say. The règlement's wording in one place, where the town set no other.

Sources: domain.md §1 (acknowledgement, reasons in law and in fact, remedies), §4 (fields of a letter). The wording of
the law is recalled, to be confirmed by the CCAS's counsel. [conf]
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.documents.remedies import SILENCE, remedies
from harmonie.money import short_euros
from harmonie.words import of

from ..enums import ClosingReason, State
from ..models import HouseholdMember, LoanApplication, ReasonKind
from ..reasons.wording import sentence_of

ACKNOWLEDGEMENT = "pdf/acknowledgement.html"
CLOSING = "pdf/closing_letter.html"
RULES = (
    "Le règlement des aides facultatives, pris en application de l’article L.\u00a0123-5 du code de l’action sociale "
    "et des familles,"
)
# Reasons in law (CRPA L211-5: a decision that refuses says its reasons, in law and in fact).
LAW = {
    ClosingReason.CEILING: f"{RULES} réserve ce prêt aux foyers dont les ressources sont inférieures au plafond "
    "en vigueur le jour de la demande.",
    ClosingReason.RESIDENCE: "Un centre communal d’action sociale agit pour les habitants de sa commune "
    "(articles L.\u00a0123-4 et L.\u00a0123-5 du code de l’action sociale et des familles).",
    ClosingReason.RUNNING_LOAN: f"{RULES} n’autorise pas un second prêt avant la fin du premier.",
    ClosingReason.RECENT_REFUSAL: f"{RULES} demande un délai après un refus, sauf si votre situation a changé.",
    ClosingReason.AMOUNT: f"{RULES} fixe le montant et la durée de ce prêt\u202f; votre demande n’y entre pas.",
    ClosingReason.EXCLUDED_PURPOSE: f"{RULES} énumère ce que ce prêt peut financer\u202f; votre projet n’y figure pas.",
    ClosingReason.BUDGET: f"{RULES} demande que le reste à vivre du foyer permette de payer chaque échéance.",
    ClosingReason.INCOMPLETE: f"{RULES} demande un dossier complet avant toute décision.",
    ClosingReason.OTHER_HELP: f"{RULES} permet d’orienter vers l’aide qui convient le mieux à la situation.",
}
# Nothing is decided against somebody who gave up, or whose request goes on under another number.
NOT_A_DECISION = (ClosingReason.ABANDONED, ClosingReason.DUPLICATE)
HEADINGS = {
    State.WITHDRAWN: "Votre demande est classée sans suite",
    State.INADMISSIBLE: "Votre demande ne peut pas être reçue",
    State.REDIRECTED: "Une autre solution pour votre projet",
}
DECIDED = {
    State.WITHDRAWN: "Nous l’avons classée sans suite.",
    State.INADMISSIBLE: "Après étude, le {ccas} la déclare irrecevable\u00a0: elle ne peut pas être examinée ici.",
    State.REDIRECTED: "Après étude, le {ccas} ne peut pas vous accorder ce prêt et vous propose une autre solution.",
}


class Ending(NamedTuple):
    """How a request ends, as it is or as it is about to be written."""

    state: State
    reason: ClosingReason
    note: str

    @classmethod
    def of(cls, application: LoanApplication) -> "Ending":
        """The ending of a request that is closed."""
        return cls(State(application.state), ClosingReason(application.closing_reason), application.closing_note)

    @property
    def is_decision(self) -> bool:
        """Whether the letter announces a decision that can be contested, and so must name the remedies."""
        return self.state != State.WITHDRAWN or self.reason not in NOT_A_DECISION


class Part(NamedTuple):
    """A passage of a letter; the first has no title."""

    title: str
    paragraphs: Sequence[str]


def common(application: LoanApplication, by: User, issued_on: date, reference: str) -> dict[str, Any]:
    """What every letter of this room names. `by` signs it (CRPA L212-1)."""
    return {
        "application": application,
        "person": application.applicant,
        "co_applicant": co_applicant(application),
        "reference": reference,
        "issued_on": issued_on,
        "signatory": by,
    }


def co_applicant(application: LoanApplication) -> HouseholdMember | None:
    """Who asks with the person, and reads the letter too."""
    return application.members.filter(is_co_applicant=True).first()


def asked(application: LoanApplication) -> str:
    """« Le 3 mars 2026, vous avez demandé un Crédit Harmonie de 620 € sur 12 mois, pour… »."""
    project = application.project
    return (
        f"Le {plain_day(application.requested_on)}, vous avez demandé un {application.scheme.name} de "
        f"{short_euros(project.amount)} sur {project.months}\u00a0mois, "
        f"pour le projet suivant\u00a0: {project.description}."
    )


# The acknowledgement ------------------------------------------------------------------------------


def acknowledgement(application: LoanApplication, *, by: User, issued_on: date, reference: str) -> dict[str, Any]:
    """The facts of CRPA R112-5: received when, by whom it is handled, when silence rejects, how to contest that."""
    return common(application, by, issued_on, reference) | {
        "asked": asked(application),
        "received": _received(application),
        "silence": _silence(application),
        "suspended": _suspended(application),
        "missing": lines(application.awaited),
        "remedies": remedies(SILENCE),
    }


def _received(application: LoanApplication) -> str:
    through = f", par l’intermédiaire {of(application.partner)}" if application.partner else ""
    day = plain_day(application.requested_on)
    return f"Nous l’avons reçue le {day}{through}, sous le n°\u00a0{application.reference}."


def _silence(application: LoanApplication) -> str:
    """The sentence that the letter must not lose (`must_say`)."""
    day = plain_day(application.implicit_decision_on)
    return f"Si vous n’avez pas de réponse de notre part le {day}, votre demande sera considérée comme rejetée."


def _suspended(application: LoanApplication) -> str:
    if application.state != State.AWAITING_DOCUMENTS:
        return "Si nous devons vous demander des pièces, ce délai s’arrête le temps de les recevoir."
    since = plain_day(application.state_since)
    return f"Ce délai est arrêté depuis le {since}, le temps que nous recevions les pièces ci-dessous."


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


# The closing letter -------------------------------------------------------------------------------


def closing(
    application: LoanApplication, ending: Ending, *, ccas: str, by: User, issued_on: date, reference: str
) -> dict[str, Any]:
    """The letter that tells how a request ends, before or after it did: the same words on the screen and on paper."""
    parts = [
        Part("", [asked(application), DECIDED[ending.state].format(ccas=ccas)]),
        Part("Les raisons", [*_law(ending), *lines(ending.note)]),
        Part("Ce que nous vous proposons", _proposal(application, ending, by)),
    ]
    return common(application, by, issued_on, reference) | {
        "heading": HEADINGS[ending.state],
        "parts": parts,
        "remedies": remedies() if ending.is_decision else [],
    }


def _law(ending: Ending) -> list[str]:
    law = sentence_of(ReasonKind.CLOSING, ending.reason, LAW.get(ending.reason, ""))
    return [law] if law and ending.is_decision else []


def _proposal(application: LoanApplication, ending: Ending, by: User) -> list[str]:
    again = "Si votre situation change, vous pourrez présenter une nouvelle demande."
    contact = f"{application.worker or by}, qui suit votre dossier, répond à vos questions."
    if ending.reason == ClosingReason.RESIDENCE:
        # CRPA L114-2: who receives a request that is another administration's passes it on and says so. [conf]
        theirs = f"le CCAS {of(application.applicant.city)}"
        return [
            f"L’organisme compétent est celui de votre commune\u00a0: {theirs}. "
            "Avec votre accord, nous lui transmettons votre demande\u202f; vous n’avez pas à la refaire.",
            f"{application.worker or by} répond à vos questions.",
        ]
    if ending.reason == ClosingReason.DUPLICATE:
        return [f"Votre autre demande suit son cours. {contact}"]
    if ending.state == State.REDIRECTED:
        return [f"{contact} Vos pièces seront reprises, vous n’aurez pas à les fournir deux fois.", again]
    return [f"{contact} D’autres aides existent, nous pouvons les regarder avec vous.", again]
