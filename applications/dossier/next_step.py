"""The natural next action for a dossier, and the quiet ones beside it. Only for those who may review."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from harmonie.accounts.models import User

from ..enums import State
from ..models import LoanApplication
from ..rules import can
from .overview import Eligibility


class Act(NamedTuple):
    """A button of the dossier page: a link to a page, or a post of its own."""

    label: str
    url: str
    is_post: bool = False


def primary(application: LoanApplication, known: Eligibility, user: User) -> Act | None:
    """The one primary button."""
    if application.state == State.DRAFT and user.has_perm("applications.refer_loanapplication"):
        return act("Continuer la saisie", "household", application)
    if not user.has_perm("applications.assess_loanapplication"):
        return None
    return _reviewer(application, known)


def _reviewer(application: LoanApplication, known: Eligibility) -> Act | None:
    match application.state:
        case State.SUBMITTED:
            return act("Prendre en charge", "take_over", application, True)
        case State.IN_REVIEW:
            return _in_review(application, known)
        case State.AWAITING_DOCUMENTS:
            return act("Reprendre l’instruction", "resume", application, True)
        case State.READY if not application.scheme.lends_itself:
            return act("Préparer l’envoi au prêteur", "lender_file", application)
        case State.SENT_TO_LENDER:
            return act("Enregistrer la réponse du prêteur", "lender_answer", application)
        case State.LENDER_GRANTED:
            return act("Noter le versement par le prêteur", "lender_paid", application)
    return act("Ouvrir sous l’autre dispositif", "open_under", application) if may_reopen(application) else None


def _in_review(application: LoanApplication, known: Eligibility) -> Act:
    if not application.assessment.strip():
        return act("Écrire l’évaluation sociale", "assess", application)
    if not known.is_recorded:
        return act("Vérifier l’éligibilité", "check", application, True)
    if not known.is_eligible:
        return act("Réorienter ou clore", "close", application)
    label = "Préparer pour la commission" if application.scheme.lends_itself else "Préparer pour le prêteur"
    return act(label, "ready", application, True)


def may_reopen(application: LoanApplication) -> bool:
    """Whether the request ended here and may go on under another scheme."""
    ended = application.state == State.REDIRECTED or bool(application.refused_on)
    return ended and not hasattr(application, "redirected_to")


def quiet(application: LoanApplication, known: Eligibility, first: Act | None, user: User) -> list[Act]:
    """What else may be done now."""
    if not user.has_perm("applications.assess_loanapplication"):
        return []
    return [other for other in _others(application, known) if first is None or other.url != first.url]


def _others(application: LoanApplication, known: Eligibility) -> Iterator[Act]:
    if can("request_documents", application):
        yield act("Demander une pièce", "ask_documents", application)
    if application.state == State.READY:
        yield act("Reprendre l’instruction", "resume", application, True)
    if not known.is_recorded and application.state in (State.IN_REVIEW, State.AWAITING_DOCUMENTS):
        yield act("Vérifier l’éligibilité", "check", application, True)
    if can("withdraw", application):
        yield act("Réorienter ou clore", "close", application)
    if can("abandon_at_lender", application):
        yield act("La personne renonce", "lender_abandon", application)


def act(label: str, name: str, application: LoanApplication, is_post: bool = False) -> Act:
    """What leads to the page `name` of this dossier, or posts there."""
    return Act(label, reverse(f"applications:{name}", args=[application.reference]), is_post)
