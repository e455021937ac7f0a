"""The social worker makes the file ready: documents, assessment, eligibility."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.refusals import Refusal
from harmonie.registry.authorship import recorded

from .. import eligibility
from ..enums import State, Step
from ..models import (
    EligibilityCheck,
    LoanApplication,
)
from ..notices import Event, tell
from ..outcomes.silence import resumed
from ..queries import budget, eligibility_facts, terms_of
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
    tell(locked, Event.DOCUMENTS_ASKED, by=by, now=now)


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
    """Holds the request against the terms of its date, and keeps the answer as a record."""
    locked = lock(application)
    terms, month = terms_of(locked), budget(locked)
    verdicts = eligibility.check(*eligibility_facts(locked, terms, settings.TOWN["name"]))
    return EligibilityCheck.objects.create(
        application=locked,
        terms=terms,
        revision=locked.revision,
        is_eligible=eligibility.is_eligible(verdicts),
        verdicts=[verdict.as_dict() for verdict in verdicts],
        consumption_units=month.units,
        earned_income=month.earned,
        resources=month.resources,
        expenses=month.expenses,
        checked_at=now,
        checked_by=by,
    )


@transaction.atomic
def mark_ready(*, application: LoanApplication, by: User, now: datetime) -> None:
    """Says that the commission (or the lender) can read the file: assessed, checked as it stands, eligible."""
    locked = lock(application)
    ensure("mark_ready", locked)
    check = locked.checks.first()
    if not locked.assessment.strip():
        raise Refusal("Écrivez d’abord l’évaluation sociale\u00a0: la commission la lit en premier.")
    if check is None or check.revision != locked.revision:
        raise Refusal("Le dossier a changé depuis le dernier contrôle\u00a0: vérifiez l’éligibilité, puis recommencez.")
    if not check.is_eligible:
        raise Refusal(
            "Une condition n’est pas remplie\u00a0: orientez vers l’autre dispositif, "
            "ou déclarez la demande irrecevable."
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
