"""What is written of a request's conditions: facts new since a refusal, derogations asked, granted, declined."""

from datetime import datetime

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState

from ..actions.base import editing, lock
from ..actions.milestones import record_milestone
from ..eligibility import may_be_waived
from ..enums import OPEN_STATES, Step
from ..models import Derogation, DerogationRequest, EligibilityCheck, LoanApplication, NewFacts
from ..rules import may_review
from .queries import DEROGATE, derogation_of, own_check

CHANGED = "Le dossier a changé depuis ce contrôle\u00a0: vérifiez l’éligibilité, puis demandez la dérogation."
ANSWERED = "Cette dérogation a déjà sa réponse\u00a0: rechargez la page pour la lire."
ANOTHER = "Vous avez demandé cette dérogation\u00a0: une autre personne doit y répondre."


def note_new_facts(
    *, application: LoanApplication, text: str, expected_revision: int, by: User, now: datetime
) -> NewFacts:
    """Says what changed since the refusal: the delay then flags instead of blocking, and the check is to be redone."""
    if not text.strip():
        raise Refusal("Écrivez ce qui a changé depuis le refus.")
    with editing(application, expected_revision, by, now, "faits nouveaux") as locked:
        return NewFacts.objects.create(application=locked, text=text.strip(), noted_at=now, noted_by=by)


@transaction.atomic
def ask_derogation(*, application: LoanApplication, reason: str, by: User, now: datetime) -> DerogationRequest:
    """Asks the presidency to let the request pass although a condition fails, where the terms allow it."""
    locked = lock(application)
    check = own_check(locked)
    if refusal := why_no_derogation(locked, check):
        raise WrongState(refusal)
    if not may_review(by):
        raise Refusal("Seul un travailleur social du CCAS peut demander une dérogation.")
    if not reason.strip():
        raise Refusal("Écrivez pourquoi une dérogation se justifie\u00a0: la présidence décide sur ces mots.")
    asked = DerogationRequest.objects.create(eligibility_check=check, reason=reason.strip(), asked_at=now, asked_by=by)
    _tell(locked, f"Dérogation demandée par {by}", "Dérogation demandée", by, now)
    return asked


def why_no_derogation(application: LoanApplication, check: EligibilityCheck | None) -> str:
    """Why none can be asked for now, in a sentence; "" when one can."""
    if application.state not in OPEN_STATES:
        return "Ce dossier n’est plus en instruction\u00a0: aucune dérogation ne peut être demandée."
    if check is None or check.revision != application.revision:
        return CHANGED
    if check.is_eligible:
        return "Toutes les conditions sont remplies\u00a0: aucune dérogation n’est nécessaire."
    if not check.terms.allows_derogation:
        return f"Les conditions de {check.terms.scheme} ne prévoient pas de dérogation."
    if not may_be_waived(check.verdicts):
        return "Le montant, la durée, l’objet et un prêt en cours ne peuvent pas faire l’objet d’une dérogation."
    if hasattr(check, "derogation_request") or derogation_of(check):
        return "Une dérogation a déjà été demandée pour ce contrôle."
    return ""


@transaction.atomic
def grant_derogation(*, asked: DerogationRequest, reason: str, by: User, now: datetime) -> Derogation:
    """Lets the request pass, with the reason that the commission will read."""
    locked = _to_answer(asked, reason, by)
    check = locked.eligibility_check
    if check.revision != check.application.revision:
        raise WrongState("Le dossier a changé depuis cette demande\u00a0: un nouveau contrôle est à faire d’abord.")
    granted = Derogation.objects.create(eligibility_check=check, reason=reason.strip(), granted_at=now, granted_by=by)
    _tell(check.application, f"Dérogation accordée par {by}", "Dérogation accordée", by, now)
    return granted


@transaction.atomic
def decline_derogation(*, asked: DerogationRequest, reason: str, by: User, now: datetime) -> None:
    """Keeps the condition, and says why to the worker who asked."""
    locked = _to_answer(asked, reason, by)
    locked.declined_at, locked.declined_by, locked.decline_reason = now, by, reason.strip()
    locked.save(update_fields=["declined_at", "declined_by", "decline_reason"])
    _tell(locked.eligibility_check.application, f"Dérogation non accordée par {by}", "Sans dérogation", by, now)


def _to_answer(asked: DerogationRequest, reason: str, by: User) -> DerogationRequest:
    """The request for a derogation, locked with its dossier, when `by` may answer it now."""
    application = lock(asked.eligibility_check.application)
    locked = (
        DerogationRequest.objects.select_for_update(of=("self",))
        .select_related("eligibility_check__application__scheme", "eligibility_check__terms__scheme")
        .get(pk=asked.pk)
    )
    if not by.has_perm(DEROGATE):
        raise Refusal("La présidence répond aux demandes de dérogation.")
    if locked.asked_by_id == by.pk:
        raise Refusal(ANOTHER)
    if locked.declined_at or Derogation.objects.filter(eligibility_check=locked.eligibility_check_id).exists():
        raise WrongState(ANSWERED)
    if application.state not in OPEN_STATES:
        raise WrongState("Ce dossier n’est plus en instruction\u00a0: la demande de dérogation est sans objet.")
    if not reason.strip():
        raise Refusal("Écrivez le motif\u00a0: il est gardé avec la réponse.")
    return locked


def _tell(application: LoanApplication, sentence: str, note: str, by: User, now: datetime) -> None:
    """On the dossier's own path; partners do not read it."""
    record_milestone(
        application=application,
        step=Step.REVIEW,
        sentence=sentence,
        note=note,
        by=by,
        now=now,
        is_shared=False,
    )
