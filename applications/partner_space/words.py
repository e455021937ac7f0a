"""Where a referral stands, in words meant for the partner who made it. No internal state shows through."""

from django.db.models import Q

from harmonie.chips import Chip

from ..documents.queries import awaited_from_partner
from ..enums import CLOSED_STATES, PRIVATE_REASONS, ClosingReason, State
from ..models import LoanApplication, Milestone

UNDER_WAY = Chip("En cours", "half", "go")
SIMPLE = {
    State.DRAFT: Chip("Brouillon", "circle"),
    State.SUBMITTED: Chip("Transmise", "check", "go"),
    State.IN_REVIEW: UNDER_WAY,
    State.AWAITING_DOCUMENTS: Chip("À compléter", "clock", "wait"),
    State.READY: UNDER_WAY,
    State.ON_AGENDA: Chip("En commission", "calendar", "go"),
    State.DECIDED: Chip("Réponse donnée", "check", "done"),
    State.WITHDRAWN: Chip("Terminée", "pause"),
    State.INADMISSIBLE: Chip("Irrecevable", "cross", "stop"),
    State.REDIRECTED: Chip("Réorientée", "arrow"),
    State.SENT_TO_LENDER: Chip("Chez le prêteur", "arrow", "go"),
    State.LENDER_GRANTED: Chip("Accord du prêteur", "check", "done"),
    State.LENDER_REFUSED: Chip("Refus du prêteur", "cross", "stop"),
    State.LENDER_DISBURSED: Chip("Versée par le prêteur", "check", "done"),
}
SITUATION = {
    State.DRAFT: "Ce brouillon n’est pas encore transmis\u00a0: seule votre structure le voit.",
    State.SUBMITTED: "Le CCAS a reçu la demande. Un travailleur social va la prendre en charge.",
    State.IN_REVIEW: "Un travailleur social du CCAS instruit la demande et prend contact avec la personne.",
    State.AWAITING_DOCUMENTS: "Le CCAS attend des pièces pour continuer.",
    State.READY: "Le dossier est prêt. Il attend d’être examiné.",
    State.ON_AGENDA: "La commission va examiner la demande.",
    State.SENT_TO_LENDER: "Le dossier est chez l’organisme prêteur. Le CCAS vous dira sa réponse.",
    State.LENDER_GRANTED: "L’organisme prêteur a donné son accord. Le versement suit.",
    State.LENDER_DISBURSED: "Le prêt a été versé par l’organisme prêteur.",
    State.WITHDRAWN: "La demande s’est arrêtée.",
    State.INADMISSIBLE: "La demande ne pouvait pas être reçue par le CCAS.",
    State.REDIRECTED: "Une autre solution convient mieux à la personne.",
    State.LENDER_REFUSED: "L’organisme prêteur a refusé la demande.",
}
# The same words for every reason that partners do not read: which one it is cannot be told from them.
FOLLOWED = "Le CCAS suit la personne et lui a expliqué la suite. Vous n’avez plus rien à faire pour cette demande."
LISTS = {
    "en-cours": ("En cours", ~Q(state__in=CLOSED_STATES)),
    "a-completer": ("À compléter", Q(state=State.DRAFT) | awaited_from_partner()),
    "terminees": ("Terminées", Q(state__in=CLOSED_STATES)),
    "toutes": ("Toutes", Q()),
}


def simple_state(application: LoanApplication) -> Chip:
    return SIMPLE[State(application.state)]


def situation(application: LoanApplication, shared: list[Milestone]) -> str:
    """Where the request stands, in plain words."""
    if application.state == State.DECIDED:
        return f"{shared[-1].sentence}." if shared else "La commission a décidé."
    if application.closing_reason in PRIVATE_REASONS and application.state != State.LENDER_REFUSED:
        return FOLLOWED
    return SITUATION[State(application.state)]


def reason(application: LoanApplication) -> tuple[str, str] | None:
    """Why it ended, in a word and in a sentence; None when that is between the person and the CCAS."""
    if not application.closing_reason or application.closing_reason in PRIVATE_REASONS:
        return None
    label = str(ClosingReason(application.closing_reason).label)
    return label[:1].upper() + label[1:], application.closing_note
