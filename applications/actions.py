"""Everything that may happen to a request. The only place that writes it.

Each action locks the row, re-checks what it relies on, and tells the history who acted and why.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry.history import recorded
from harmonie.registry.numbering import year_reference
from harmonie.schemes.models import Scheme

from . import eligibility, tasks
from .enums import PRIVATE_REASONS, TRANSITIONS, ClosingReason, State, Step
from .models import (
    Applicant,
    EligibilityCheck,
    ExpenseLine,
    HouseholdMember,
    IncomeLine,
    LoanApplication,
    Milestone,
    Project,
)
from .queries import budget, eligibility_facts, terms_of
from .rules import amount_refusal, can_edit, ensure, months_refusal

STALE = (
    "Le dossier a changé entre-temps. Ce que vous avez saisi est conservé ci-dessous\u00a0: "
    "relisez, puis enregistrez de nouveau."
)


def lock(application: LoanApplication) -> LoanApplication:
    """The request's row, held until the transaction ends. Call it inside one."""
    return (
        LoanApplication.objects.select_for_update(of=("self",))
        .select_related("applicant", "scheme")
        .get(pk=application.pk)
    )


# Referral ---------------------------------------------------------------------------------------


@transaction.atomic
def open_draft(*, scheme: Scheme, person: dict[str, Any], by: User, now: datetime) -> LoanApplication:
    """Begins a referral with the person it is about; `person` holds the fields of `Applicant`."""
    with recorded(by=by, now=now):
        return LoanApplication.objects.create(
            reference=year_reference("", timezone.localdate(now).year),
            scheme=scheme,
            applicant=Applicant.objects.create(**person),
            partner=by.partner,
            referred_by=by,
            requested_on=timezone.localdate(now),
            created_at=now,
        )


@contextmanager
def _editing(
    application: LoanApplication,
    expected_revision: int,
    by: User,
    now: datetime,
    what: str,
) -> Iterator[LoanApplication]:
    """Locks a request for a substantive edit and bumps its revision, which makes an open motion stale."""
    with transaction.atomic(), recorded(by=by, now=now, why=what):
        locked = lock(application)
        if not can_edit(locked) or (
            locked.state != State.DRAFT and not by.has_perm("applications.assess_loanapplication")
        ):
            raise WrongState("Ce dossier ne peut plus être modifié ici\u00a0: il a déjà été transmis ou décidé.")
        if locked.revision != expected_revision:
            raise Stale(STALE)
        yield locked
        locked.revision += 1
        locked.save(update_fields=["revision"])
        application.revision = locked.revision


def save_person(
    *,
    application: LoanApplication,
    person: dict[str, Any],
    expected_revision: int,
    by: User,
    now: datetime,
) -> None:
    """Corrects who the person is and how to reach them; `person` holds fields of `Applicant`."""
    with _editing(application, expected_revision, by, now, "identité") as locked:
        for field, value in person.items():
            setattr(locked.applicant, field, value)
        locked.applicant.save(update_fields=list(person))


def save_household(
    *,
    application: LoanApplication,
    members: Sequence[dict[str, Any]],
    expected_revision: int,
    by: User,
    now: datetime,
) -> None:
    """Replaces the list of those who live with the person."""
    with _editing(application, expected_revision, by, now, "foyer") as locked:
        _replace(HouseholdMember, locked, members)


def save_budget(
    *,
    application: LoanApplication,
    incomes: Sequence[dict[str, Any]],
    expenses: Sequence[dict[str, Any]],
    over_indebtedness: str,
    expected_revision: int,
    by: User,
    now: datetime,
) -> None:
    """Replaces the household's resources and charges, in euros a month."""
    with _editing(application, expected_revision, by, now, "budget") as locked:
        _replace(IncomeLine, locked, incomes)
        _replace(ExpenseLine, locked, expenses)
        locked.over_indebtedness = over_indebtedness
        locked.save(update_fields=["over_indebtedness"])


def save_project(
    *,
    application: LoanApplication,
    scheme: Scheme,
    project: dict[str, Any],
    is_urgent: bool,
    expected_revision: int,
    by: User,
    now: datetime,
) -> None:
    """Says what the money is for. `project` holds fields of `Project`; amount and months within the terms."""
    with _editing(application, expected_revision, by, now, "objet du prêt") as locked:
        locked.scheme, locked.is_urgent = scheme, is_urgent
        if locked.state == State.DRAFT:
            locked.requested_on = timezone.localdate(now)
        _within_terms(locked, project["amount"], project["months"])
        locked.save(update_fields=["scheme", "is_urgent", "requested_on"])
        Project.objects.update_or_create(application=locked, defaults=project)


def _within_terms(application: LoanApplication, amount: Decimal, months: int) -> None:
    """Refuses in a sentence what guarantee 1 would refuse without one."""
    terms = terms_of(application)
    if why := amount_refusal(terms, amount) or months_refusal(terms, months):
        raise Refusal(why)


def _replace(
    model: type[HouseholdMember] | type[IncomeLine] | type[ExpenseLine],
    application: LoanApplication,
    rows: Sequence[dict[str, Any]],
) -> None:
    model.objects.filter(application=application).delete()
    model.objects.bulk_create(model(application=application, **row) for row in rows)


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
    _within_terms(locked, project.amount, project.months)
    with recorded(by=by, now=now):
        _move(locked, "submit", "consented_on", "requested_on", "submitted_at")
    sender = locked.partner or settings.TOWN["ccas"]
    record_milestone(
        application=locked,
        step=Step.REFERRAL,
        sentence=f"Demande transmise par {sender}",
        note=f"Reçue le {short_day(now)}",
        by=by,
        now=now,
        is_done=True,
    )


# Review -----------------------------------------------------------------------------------------


@transaction.atomic
def take_over(*, application: LoanApplication, by: User, now: datetime) -> None:
    """A social worker becomes responsible for the request."""
    locked = lock(application)
    ensure("take_over", locked)
    locked.worker = by
    with recorded(by=by, now=now, why=f"Prise en charge par {by}"):
        _move(locked, "take_over", "worker")
    record_milestone(
        application=locked,
        step=Step.REVIEW,
        sentence=f"Prise en charge par {by}",
        note=str(by),
        by=by,
        now=now,
    )


@transaction.atomic
def request_documents(*, application: LoanApplication, awaited: str, by: User, now: datetime) -> None:
    """Waits for what `awaited` names, in words meant for the partner too."""
    locked = lock(application)
    ensure("request_documents", locked)
    if not awaited.strip():
        raise Refusal("Écrivez quelles pièces sont attendues, et de qui.")
    locked.awaited = awaited.strip()
    with recorded(by=by, now=now, why=awaited.strip()):
        _move(locked, "request_documents", "awaited")
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
    locked.awaited = ""
    with recorded(by=by, now=now, why=why):
        _move(locked, "resume_review", "awaited")


def assess(
    *,
    application: LoanApplication,
    assessment: str,
    expected_revision: int,
    by: User,
    now: datetime,
) -> None:
    """Writes the social assessment that the commission will read."""
    with _editing(application, expected_revision, by, now, "évaluation sociale") as locked:
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
        _move(locked, "mark_ready")
    record_milestone(
        application=locked,
        step=Step.REVIEW,
        sentence="Dossier prêt",
        note=f"Prête le {short_day(now)}",
        by=by,
        now=now,
        is_done=True,
    )


# What the commission tells ----------------------------------------------------------------------


@transaction.atomic
def put_on_agenda(*, application: LoanApplication, meeting_on: date, by: User, now: datetime) -> None:
    """The commission room put this request on the agenda of the meeting of `meeting_on`."""
    locked = lock(application)
    ensure("put_on_agenda", locked)
    if not locked.scheme.lends_itself:
        raise Refusal(
            "Ce dispositif n’est pas décidé par la commission\u00a0: envoyez le dossier à l’organisme prêteur."
        )
    with recorded(by=by, now=now, why=f"Séance du {short_day(meeting_on)}"):
        _move(locked, "put_on_agenda")
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=f"À l’ordre du jour de la séance du {short_day(meeting_on)}",
        note=f"Séance du {short_day(meeting_on)}",
        by=by,
        now=now,
    )


@transaction.atomic
def take_off_agenda(*, application: LoanApplication, why: str, by: User, now: datetime) -> None:
    """The case was taken off the agenda, or postponed: it is ready for another meeting."""
    locked = lock(application)
    ensure("take_off_agenda", locked)
    with recorded(by=by, now=now, why=why):
        _move(locked, "take_off_agenda")
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=why,
        note="Reportée",
        by=by,
        now=now,
    )


@transaction.atomic
def record_decision(
    *,
    application: LoanApplication,
    sentence: str,
    note: str,
    granted: bool,
    refused: bool,
    by: User,
    now: datetime,
) -> None:
    """The commission decided. `sentence` and `note` are words for everybody, partners included."""
    locked = lock(application)
    ensure("record_decision", locked)
    locked.closed_at = now
    locked.refused_on = timezone.localdate(now) if refused else None
    with recorded(by=by, now=now, why=sentence):
        _move(locked, "record_decision", "closed_at", "refused_on")
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=sentence,
        note=note,
        by=by,
        now=now,
        is_done=granted,
        is_stop=not granted,
    )
    transaction.on_commit(lambda: tasks.tell_partner(locked))


@transaction.atomic
def defer(*, application: LoanApplication, sentence: str, why: str, by: User, now: datetime) -> None:
    """The commission wants something first: the request goes back to its worker."""
    locked = lock(application)
    ensure("defer", locked)
    with recorded(by=by, now=now, why=why):
        _move(locked, "defer")
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=sentence,
        note=sentence,
        by=by,
        now=now,
    )
    transaction.on_commit(lambda: tasks.tell_partner(locked))


@transaction.atomic
def record_live_loan(*, application: LoanApplication, reference: str, by: User, now: datetime) -> None:
    """The loans room opened a loan (`reference`), or closed it (empty): a new request is judged with that."""
    locked = lock(application)
    locked.live_loan = reference
    with recorded(by=by, now=now, why=f"Prêt {reference or 'terminé'}"):
        locked.save(update_fields=["live_loan"])


@transaction.atomic
def record_milestone(
    *,
    application: LoanApplication,
    step: Step,
    sentence: str,
    note: str,
    by: User,
    now: datetime,
    is_done: bool = False,
    is_stop: bool = False,
    is_shared: bool = True,
    url: str = "",
) -> Milestone:
    """Writes on the path of the dossier what happened, when, and where to go on."""
    return Milestone.objects.create(
        application=application,
        step=step,
        sentence=sentence,
        note=note,
        is_done=is_done,
        is_stop=is_stop,
        is_shared=is_shared,
        url=url,
        happened_at=now,
        by=by,
    )


# Outcomes without the commission ----------------------------------------------------------------


def withdraw(
    *,
    application: LoanApplication,
    reason: ClosingReason,
    note: str,
    by: User,
    now: datetime,
) -> None:
    """The person does not go on."""
    _close(application, "withdraw", "Sans suite", reason, note, by, now)


def declare_inadmissible(
    *,
    application: LoanApplication,
    reason: ClosingReason,
    note: str,
    by: User,
    now: datetime,
) -> None:
    """The request cannot be heard here: another town's resident, an excluded purpose."""
    _close(application, "declare_inadmissible", "Irrecevable", reason, note, by, now)


def redirect(
    *,
    application: LoanApplication,
    reason: ClosingReason,
    note: str,
    by: User,
    now: datetime,
) -> None:
    """Another scheme or another help fits better."""
    _close(application, "redirect", "Réorientation", reason, note, by, now)


@transaction.atomic
def _close(
    application: LoanApplication,
    action: str,
    label: str,
    reason: ClosingReason,
    note: str,
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
    with recorded(by=by, now=now, why=note.strip()):
        _move(locked, action, "closing_reason", "closing_note", "closed_at")
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
    transaction.on_commit(lambda: tasks.tell_partner(locked))


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
            created_at=now,
            submitted_at=now,
        )
        for model, fields in (
            (HouseholdMember, ("first_name", "birth_date", "kinship")),
            (IncomeLine, LINE),
            (ExpenseLine, LINE),
        ):
            _replace(
                model,
                opened,
                list(model.objects.filter(application=source).values(*fields)),
            )
        _within_terms(opened, project["amount"], project["months"])
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


LINE = ("kind", "label", "amount")

# The externally lent scheme ---------------------------------------------------------------------


@transaction.atomic
def send_to_lender(*, application: LoanApplication, by: User, now: datetime) -> None:
    """The file goes to the lender named by the scheme."""
    locked = lock(application)
    ensure("send_to_lender", locked)
    if locked.scheme.lends_itself:
        raise Refusal("Le CCAS prête lui-même sous ce dispositif\u00a0: inscrivez le dossier à l’ordre du jour.")
    with recorded(by=by, now=now, why=f"Envoyée à {locked.scheme.lender_name}"):
        _move(locked, "send_to_lender")
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=f"Envoyée à {locked.scheme.lender_name}",
        note=f"Envoyée le {short_day(now)}",
        by=by,
        now=now,
    )


@transaction.atomic
def record_lender_answer(
    *,
    application: LoanApplication,
    granted: bool,
    reason: ClosingReason | None,
    note: str,
    by: User,
    now: datetime,
) -> None:
    """What the lender answered. A refusal leaves its reason: that is the lesson of Sucy."""
    locked = lock(application)
    action = "record_lender_grant" if granted else "record_lender_refusal"
    ensure(action, locked)
    if not granted and not (reason and note.strip()):
        raise Refusal("Indiquez pourquoi le prêteur a refusé\u00a0: le bilan doit pouvoir le montrer.")
    if not granted:
        locked.closing_reason, locked.closing_note, locked.closed_at = (
            reason or "",
            note.strip(),
            now,
        )
    with recorded(by=by, now=now, why=note.strip()):
        _move(locked, action, "closing_reason", "closing_note", "closed_at")
    sentence = f"{'Accord' if granted else 'Refus'} de {locked.scheme.lender_name}"
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=sentence,
        note=f"{sentence}, le {short_day(now)}",
        by=by,
        now=now,
        is_done=granted,
        is_stop=not granted,
    )
    transaction.on_commit(lambda: tasks.tell_partner(locked))


@transaction.atomic
def record_lender_disbursement(*, application: LoanApplication, by: User, now: datetime) -> None:
    """The lender paid: the request has come to its end here."""
    locked = lock(application)
    ensure("record_lender_disbursement", locked)
    locked.closed_at = now
    with recorded(by=by, now=now):
        _move(locked, "record_lender_disbursement", "closed_at")
    record_milestone(
        application=locked,
        step=Step.CONTRACT,
        sentence="Versée par le prêteur",
        note=f"Versée le {short_day(now)}",
        by=by,
        now=now,
        is_done=True,
    )


def _move(application: LoanApplication, action: str, *fields: str) -> None:
    application.state = TRANSITIONS[action].target
    application.save(update_fields=["state", *fields])
