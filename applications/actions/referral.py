"""From the first word about a person to the request handed in."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import Partner, User
from harmonie.dates import short_day
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded
from harmonie.registry.numbering import year_reference
from harmonie.schemes.models import Scheme
from harmonie.town.queries import town

from ..enums import State, Step
from ..models import (
    Applicant,
    Debt,
    ExpenseLine,
    HouseholdMember,
    IncomeLine,
    LoanApplication,
    Project,
)
from ..months import is_countable, month_of
from ..notices import Event, tell
from ..outcomes.silence import implicit_decision_on
from ..rules import co_applicant_refusal, ensure
from .base import editing, ensure_within_terms, lock, move, replace_lines
from .milestones import record_milestone


@transaction.atomic
def open_draft(
    *, scheme: Scheme, person: dict[str, Any], by: User, now: datetime, partner: Partner | None = None
) -> LoanApplication:
    """Begins a referral with the person it is about; `person` holds the fields of `Applicant`.

    The CCAS may refer on behalf of a `partner`; who works for a partner refers for that one.
    """
    with recorded(by=by, now=now):
        return LoanApplication.objects.create(
            reference=year_reference("", timezone.localdate(now).year),
            scheme=scheme,
            applicant=Applicant.objects.create(**person),
            partner=by.partner or partner,
            referred_by=by,
            requested_on=timezone.localdate(now),
            created_at=now,
            state_since=now,
        )


@transaction.atomic
def refer_for(*, application: LoanApplication, partner: Partner | None, by: User, now: datetime) -> None:
    """Says on whose behalf the CCAS refers the person, None for itself; possible until it is handed over."""
    locked = lock(application)
    if locked.state != State.DRAFT or by.partner_id is not None:
        raise WrongState("La demande est déjà transmise\u00a0: son partenaire ne change plus.")
    if locked.partner != partner:
        locked.partner = partner
        with recorded(by=by, now=now, why="partenaire"):
            locked.save(update_fields=["partner"])


def save_person(
    *,
    application: LoanApplication,
    person: dict[str, Any],
    expected_revision: int,
    by: User,
    now: datetime,
) -> None:
    """Corrects who the person is and how to reach them; `person` holds fields of `Applicant`."""
    with editing(application, expected_revision, by, now, "identité") as locked:
        for field, value in person.items():
            setattr(locked.applicant, field, value)
        locked.applicant.save(update_fields=list(person))


def save_household(
    *,
    application: LoanApplication,
    members: Sequence[dict[str, Any]],
    situation: dict[str, Any] | None = None,
    expected_revision: int,
    by: User,
    now: datetime,
) -> None:
    """Replaces the list of those who live with the person, one of whom may ask with them.

    `situation` holds `family_status`, `housing`, `landlord` and `housing_note`; left as they are without it.
    """
    if why := co_applicant_refusal(members, timezone.localdate(now)):
        raise Refusal(why)
    with editing(application, expected_revision, by, now, "foyer") as locked:
        replace_lines(HouseholdMember, locked, members)
        for field, value in (situation or {}).items():
            setattr(locked, field, value)
        locked.save(update_fields=list(situation or {}))


def save_budget(
    *,
    application: LoanApplication,
    incomes: Sequence[dict[str, Any]],
    expenses: Sequence[dict[str, Any]],
    over_indebtedness: str,
    debts: Sequence[dict[str, Any]] = (),
    expected_revision: int,
    by: User,
    now: datetime,
) -> None:
    """Replaces the household's resources, charges and debts; euros as they were stated."""
    paid = month_of(expenses) + sum((debt["instalment"] for debt in debts), Decimal(0))
    if not (is_countable(month_of(incomes)) and is_countable(paid)):
        raise Refusal("Le total du mois est trop grand\u00a0: relisez les montants et leur périodicité.")
    with editing(application, expected_revision, by, now, "budget") as locked:
        replace_lines(IncomeLine, locked, incomes)
        replace_lines(ExpenseLine, locked, expenses)
        replace_lines(Debt, locked, debts)
        locked.over_indebtedness = over_indebtedness
        locked.save(update_fields=["over_indebtedness"])


def save_project(
    *,
    application: LoanApplication,
    scheme: Scheme,
    project: dict[str, Any],
    is_urgent: bool,
    urgency_reason: str = "",
    expected_revision: int,
    by: User,
    now: datetime,
) -> None:
    """Says what the money is for. `project` holds fields of `Project`; amount and months within the terms."""
    with editing(application, expected_revision, by, now, "objet du prêt") as locked:
        locked.scheme, locked.is_urgent, locked.urgency_reason = scheme, is_urgent, urgency_reason
        if locked.state == State.DRAFT:
            locked.requested_on = timezone.localdate(now)
        ensure_within_terms(locked, project["amount"], project["months"])
        locked.save(update_fields=["scheme", "is_urgent", "urgency_reason", "requested_on"])
        Project.objects.update_or_create(application=locked, defaults=project)


@transaction.atomic
def submit(*, application: LoanApplication, consented: bool, by: User, now: datetime) -> None:
    """Hands the referral to the CCAS. Today becomes the request date, whose terms apply."""
    locked = lock(application)
    ensure("submit", locked)
    project = Project.objects.filter(application=locked).first()
    if project is None:
        raise Refusal("Dites d’abord ce que le prêt doit financer\u00a0: l’étape «\u202fProjet\u202f» est vide.")
    if not consented:
        raise Refusal("La personne doit être d’accord pour que sa demande soit transmise\u00a0: cochez son accord.")
    locked.consented_on = locked.requested_on = timezone.localdate(now)
    locked.submitted_at = now
    locked.implicit_decision_on = implicit_decision_on(locked.requested_on)
    ensure_within_terms(locked, project.amount, project.months)
    with recorded(by=by, now=now):
        move(locked, "submit", now, "consented_on", "requested_on", "submitted_at", "implicit_decision_on")
    sender = locked.partner or town().ccas
    record_milestone(
        application=locked,
        step=Step.REFERRAL,
        sentence=f"Demande transmise par {sender}",
        note=f"Reçue le {short_day(now)}",
        by=by,
        now=now,
        is_done=True,
    )
    tell(locked, Event.HANDED_IN, by=by, now=now)
