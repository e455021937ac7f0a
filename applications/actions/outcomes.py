"""Outcomes without the commission, and what opens after one."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded
from harmonie.registry.numbering import year_reference
from harmonie.schemes.models import Scheme

from ..enums import PRIVATE_REASONS, ClosingReason, State, Step
from ..models import (
    Debt,
    Exclusion,
    ExpenseLine,
    HouseholdMember,
    IncomeLine,
    LoanApplication,
    Project,
)
from ..notices import Event, tell
from ..outcomes.criteria import CRITERION_OF
from ..outcomes.silence import implicit_decision_on
from ..rules import ensure
from .base import ensure_within_terms, lock, move, replace_lines
from .milestones import record_milestone
from .told import exclude_reader

MEMBER = ("first_name", "last_name", "birth_date", "kinship", "is_co_applicant", "phone", "email")
EXPENSE = ("kind", "label", "amount", "frequency")
INCOME = (*EXPENSE, "earner", "earned")
DEBT = ("creditor", "balance", "instalment", "ends_on", "in_plan")


def withdraw(
    *,
    application: LoanApplication,
    reason: ClosingReason,
    note: str,
    criterion: str = "",
    by: User,
    now: datetime,
) -> None:
    """The person does not go on."""
    _close(application, "withdraw", "Sans suite", reason, note, criterion, by, now)


def declare_inadmissible(
    *,
    application: LoanApplication,
    reason: ClosingReason,
    note: str,
    criterion: str = "",
    by: User,
    now: datetime,
) -> None:
    """The request cannot be heard here: another town's resident, an excluded purpose."""
    _close(application, "declare_inadmissible", "Irrecevable", reason, note, criterion, by, now)


def redirect(
    *,
    application: LoanApplication,
    reason: ClosingReason,
    note: str,
    criterion: str = "",
    by: User,
    now: datetime,
) -> None:
    """Another scheme or another help fits better."""
    _close(application, "redirect", "Réorientation", reason, note, criterion, by, now)


@transaction.atomic
def _close(
    application: LoanApplication,
    action: str,
    label: str,
    reason: ClosingReason,
    note: str,
    criterion: str,
    by: User,
    now: datetime,
) -> None:
    locked = lock(application)
    ensure(action, locked)
    if not reason or not note.strip():
        raise Refusal("Indiquez le motif et une explication\u00a0: la personne doit pouvoir comprendre.")
    step = locked.step or Step.REVIEW
    locked.closing_reason, locked.closing_note, locked.closed_at = (
        reason,
        note.strip(),
        now,
    )
    locked.blocking_criterion = criterion or CRITERION_OF.get(reason, "")
    with recorded(by=by, now=now, why=note.strip()):
        move(locked, action, now, "closing_reason", "closing_note", "blocking_criterion", "closed_at")
    # The path is read by partners too: a reason that tells of other requests stays in the dossier and its history.
    sentence = label if reason in PRIVATE_REASONS else f"{label}\u00a0: {ClosingReason(reason).label}"
    record_milestone(
        application=locked,
        step=step,
        sentence=sentence,
        note=f"{label}, le {short_day(now)}",
        by=by,
        now=now,
        is_stop=True,
    )
    tell(locked, Event.OUTCOME, by=by, now=now)


@transaction.atomic
def open_under(
    *,
    application: LoanApplication,
    scheme: Scheme,
    project: dict[str, Any],
    by: User,
    now: datetime,
) -> LoanApplication:
    """Opens the same person's request under another scheme, in review, with the household's facts copied."""
    source = lock(application)
    refused = source.state == State.DECIDED and source.refused_on is not None
    if not (refused or source.state == State.REDIRECTED) or hasattr(source, "redirected_to"):
        raise WrongState("Cette demande n’est pas à réorienter, ou l’a déjà été.")
    with recorded(by=by, now=now, why=f"Réorientée depuis {source.reference}"):
        opened = LoanApplication.objects.create(
            reference=year_reference("", timezone.localdate(now).year),
            scheme=scheme,
            applicant=source.applicant,
            partner=source.partner,
            referred_by=source.referred_by,
            worker=by,
            state=State.IN_REVIEW,
            requested_on=timezone.localdate(now),
            over_indebtedness=source.over_indebtedness,
            consented_on=source.consented_on,
            assessment=source.assessment,
            redirected_from=source,
            family_status=source.family_status,
            housing=source.housing,
            landlord=source.landlord,
            housing_note=source.housing_note,
            implicit_decision_on=implicit_decision_on(timezone.localdate(now)),
            created_at=now,
            state_since=now,
            submitted_at=now,
        )
        for model, fields in (
            (HouseholdMember, MEMBER),
            (IncomeLine, INCOME),
            (ExpenseLine, EXPENSE),
            (Debt, DEBT),
        ):
            replace_lines(
                model,
                opened,
                list(model.objects.filter(application=source).values(*fields)),
            )
        for apart in Exclusion.objects.filter(application=source).select_related("user"):
            exclude_reader(application=opened, user=apart.user, now=now)
        ensure_within_terms(opened, project["amount"], project["months"])
        Project.objects.create(application=opened, **project)
    record_milestone(
        application=opened,
        step=Step.REFERRAL,
        sentence=f"Réorientée depuis {source.reference}",
        note=f"Reçue le {short_day(now)}",
        by=by,
        now=now,
        is_done=True,
    )
    return opened
