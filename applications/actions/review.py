"""The social worker makes the file ready: documents, assessment, eligibility."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.refusals import Refusal
from harmonie.registry.authorship import recorded
from harmonie.schemes.models import SchemeTerms

from .. import eligibility
from ..checking.facts import Known, known_of
from ..checking.queries import derogation_of, own_check
from ..enums import State, Step
from ..models import (
    EligibilityCheck,
    LoanApplication,
)
from ..notices import Event, tell
from ..outcomes.silence import resumed
from ..queries import open_terms, terms_of
from ..rules import ensure
from .base import editing, lock, move
from .milestones import record_milestone


@transaction.atomic
def take_over(*, application: LoanApplication, by: User, now: datetime) -> None:
    """A social worker becomes responsible for the request."""
    locked = lock(application)
    ensure("take_over", locked)
    locked.worker = by
    with recorded(by=by, now=now, why=f"Prise en charge par {by}"):
        move(locked, "take_over", now, "worker")
    record_milestone(
        application=locked,
        step=Step.REVIEW,
        sentence=f"Prise en charge par {by}",
        note=str(by),
        by=by,
        now=now,
    )
    tell(locked, Event.TAKEN_OVER, by=by, now=now)


@transaction.atomic
def request_documents(*, application: LoanApplication, awaited: str, by: User, now: datetime) -> None:
    """Waits for what `awaited` names, in words meant for the partner too."""
    locked = lock(application)
    ensure("request_documents", locked)
    if not awaited.strip():
        raise Refusal("Écrivez quelles pièces sont attendues, et de qui.")
    locked.awaited = awaited.strip()
    with recorded(by=by, now=now, why=awaited.strip()):
        move(locked, "request_documents", now, "awaited")
    record_milestone(
        application=locked,
        step=Step.REVIEW,
        sentence="Pièces demandées",
        note=f"Pièces demandées le {short_day(now)}",
        by=by,
        now=now,
    )


@transaction.atomic
def resume_review(*, application: LoanApplication, why: str, by: User, now: datetime) -> None:
    """Back to review: the documents came, or something must be looked at again."""
    locked = lock(application)
    ensure("resume_review", locked)
    if locked.state == State.AWAITING_DOCUMENTS:
        locked.implicit_decision_on = resumed(
            locked.implicit_decision_on,
            asked_on=timezone.localdate(locked.state_since),
            received_on=timezone.localdate(now),
            answer_by=locked.document_requests.aggregate(latest=Max("answer_by"))["latest"],
        )
    locked.awaited = ""
    with recorded(by=by, now=now, why=why):
        move(locked, "resume_review", now, "awaited", "implicit_decision_on")


def assess(
    *,
    application: LoanApplication,
    assessment: str,
    expected_revision: int,
    by: User,
    now: datetime,
) -> None:
    """Writes the social assessment that the commission will read."""
    with editing(application, expected_revision, by, now, "évaluation sociale") as locked:
        locked.assessment = assessment
        locked.save(update_fields=["assessment"])


@transaction.atomic
def check_eligibility(*, application: LoanApplication, by: User, now: datetime) -> EligibilityCheck:
    """Holds the request against every open scheme's terms of its date, and keeps each answer as a record.

    The answer under the request's own scheme is written last, and returned.
    """
    locked = lock(application)
    own, known = terms_of(locked), known_of(locked)
    others = [terms for terms in open_terms(locked.requested_on) if terms.scheme_id != own.scheme_id]
    return [_keep(known, terms, by, now) for terms in (*others, own)][-1]


def _keep(known: Known, terms: SchemeTerms, by: User, now: datetime) -> EligibilityCheck:
    verdicts = known.asked(terms)
    return EligibilityCheck.objects.create(
        application=known.application,
        terms=terms,
        revision=known.application.revision,
        is_eligible=not eligibility.failing(verdicts),
        verdicts=verdicts,
        consumption_units=known.month.units,
        earned_income=known.month.earned,
        resources=known.month.resources,
        expenses=known.month.expenses,
        values=known.values(terms),
        checked_at=now,
        checked_by=by,
    )


@transaction.atomic
def mark_ready(*, application: LoanApplication, by: User, now: datetime) -> None:
    """Says that the commission (or the lender) can read the file: assessed, checked as it stands, eligible."""
    locked = lock(application)
    ensure("mark_ready", locked)
    check = own_check(locked)
    if not locked.assessment.strip():
        raise Refusal("Écrivez d’abord l’évaluation sociale\u00a0: la commission la lit en premier.")
    if check is None or check.revision != locked.revision:
        raise Refusal("Le dossier a changé depuis le dernier contrôle\u00a0: vérifiez l’éligibilité, puis recommencez.")
    if not check.is_eligible and not derogation_of(check):
        raise Refusal(
            "Une condition n’est pas remplie\u00a0: orientez vers l’autre dispositif, demandez une dérogation si "
            "les conditions la prévoient, ou déclarez la demande irrecevable."
        )
    with recorded(by=by, now=now):
        move(locked, "mark_ready", now)
    record_milestone(
        application=locked,
        step=Step.REVIEW,
        sentence="Dossier prêt",
        note=f"Prête le {short_day(now)}",
        by=by,
        now=now,
        is_done=True,
    )
