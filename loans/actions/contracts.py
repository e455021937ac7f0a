"""From a grant to a signed agreement, and back to the envelope."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications import actions as applications
from applications.checking.queries import rows_of_person
from applications.enums import Payee, Step
from applications.models import Applicant
from commission.models import Decision
from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.documents.actions import store
from harmonie.documents.uploads import Brought
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded
from harmonie.registry.numbering import year_reference
from harmonie.schemes import actions as schemes
from harmonie.schemes.models import BudgetMovement

from ..agreements.queries import agreements_of, is_true
from ..enums import CancelReason
from ..models import Instalment, Loan, MoneyRules, Schedule
from ..queries import live_loan_of, schedule_for, terms_for
from ..rules import ensure
from .base import lock, move, tell


@transaction.atomic
def open_loan(
    *,
    decision: Decision,
    first_due_on: date,
    by: User,
    now: datetime,
    due_day: int | None = None,
    rounding: str = "",
) -> Loan:
    """Turns a granted decision into a loan to sign, with its schedule. Raises `ScheduleError` for a bad date.

    `due_day` (1 to 31) is the day of the later instalments, `rounding` one of `Rounding`; without them, the first
    one's day and what the terms say. Both stay with the loan, whatever the terms become.
    """
    granted = _lock_grant(decision)
    application = granted.application
    _check_awaits_contract(granted)
    _check_no_live_loan(granted)
    if timezone.localdate(now) > granted.sign_before:
        raise Refusal(f"L’accord n’était valable que jusqu’au {short_day(granted.sign_before)}.")
    if first_due_on <= timezone.localdate(now):
        raise Refusal("La première échéance doit être à venir.")
    with recorded(by=by, now=now):
        rounding = rounding or terms_for(granted).rounding
        loan = _create(granted, first_due_on, now, due_day=due_day, rounding=rounding)
    _draw_up_schedule(loan, now)
    applications.record_live_loan(application=application, reference=loan.reference, by=by, now=now)
    tell(loan, Step.CONTRACT, "Contrat préparé", f"À signer d’ici le {short_day(loan.sign_before)}", by, now)
    return loan


def _create(granted: Decision, first_due_on: date, now: datetime, **rhythm: Any) -> Loan:
    application = granted.application
    return Loan.objects.create(
        reference=year_reference("P", timezone.localdate(now).year),
        decision=granted,
        borrower=application.applicant,
        scheme=application.scheme,
        principal=granted.amount,
        months=granted.months,
        payee=granted.payee,
        payee_name=application.project.supplier if granted.payee == Payee.SUPPLIER else str(application.applicant),
        first_due_on=first_due_on,
        sign_before=granted.sign_before,
        opened_at=now,
        **rhythm,
    )


def _draw_up_schedule(loan: Loan, now: datetime) -> None:
    rows = schedule_for(loan.decision, loan.first_due_on, rounding=loan.rounding, due_day=loan.due_day)
    schedule = Schedule.objects.create(loan=loan, amount=loan.principal, months=loan.months, drawn_up_at=now)
    Instalment.objects.bulk_create(
        Instalment(schedule=schedule, number=row.number, due_on=row.due_on, amount=row.amount) for row in rows
    )


@transaction.atomic
def lapse_grant(*, decision: Decision, reason: CancelReason, by: User, now: datetime) -> None:
    """A grant that never became a loan gives its money back to the envelope: too late, or renounced."""
    granted = _lock_grant(decision)
    _check_awaits_contract(granted)
    if reason == CancelReason.NOT_SIGNED and timezone.localdate(now) <= granted.sign_before:
        raise Refusal(f"L’accord est valable jusqu’au {short_day(granted.sign_before)}\u00a0: le délai court encore.")
    schemes.release(commitment=granted.commitment, by=by, now=now)
    label = CancelReason(reason).label
    applications.record_milestone(
        application=granted.application,
        step=Step.CONTRACT,
        sentence=f"Accord caduc\u00a0: {label}",
        note=label.capitalize(),
        by=by,
        now=now,
        is_stop=True,
    )


def _lock_grant(decision: Decision) -> Decision:
    return (
        Decision.objects.select_for_update(of=("self",))
        .select_related("application__applicant", "application__scheme", "application__project", "commitment")
        .get(pk=decision.pk)
    )


def _check_awaits_contract(decision: Decision) -> None:
    if not decision.is_grant or Loan.objects.filter(decision=decision).exists():
        raise WrongState("Cette décision a déjà son contrat, ou n’accorde pas de prêt.")
    if BudgetMovement.objects.filter(releases=decision.commitment).exists():
        raise WrongState("Cet accord est caduc\u00a0: son montant est déjà revenu à l’enveloppe.")


def _check_no_live_loan(granted: Decision) -> None:
    """Says guarantee 8 in a sentence; the person's rows are held until the transaction ends, as its trigger does."""
    person = rows_of_person(granted.application.applicant_id)
    list(Applicant.objects.select_for_update(no_key=True).filter(pk__in=person).order_by("pk"))
    running = live_loan_of(granted)
    if running is not None:
        raise Refusal(
            f"{granted.application.applicant} a déjà un prêt en cours, {running.reference}\u00a0: "
            "il est à solder avant d’en ouvrir un autre sous ce dispositif."
        )


@transaction.atomic
def sign_loan(*, loan: Loan, signed_on: date, by: User, now: datetime, copy: Brought | None = None) -> Loan:
    """The agreement issued last is signed by all; `copy` is its scan, which may also come later.

    Where the rules of that day keep the funds for the time of withdrawal, they set `funds_not_before`.
    """
    locked = lock(loan)
    ensure("sign", locked)
    if not timezone.localdate(locked.decision.decided_at) <= signed_on <= timezone.localdate(now):
        raise Refusal("La date de signature est entre la décision et aujourd’hui.")
    if signed_on > locked.sign_before:
        raise Refusal(f"L’accord n’était valable que jusqu’au {short_day(locked.sign_before)}\u00a0: annulez ce prêt.")
    issued = agreements_of(locked)
    if issued and not is_true(issued[-1], locked, signed_on):
        raise Refusal(
            f"Le contrat {issued[-1].document.reference} ne dit plus ce qui est convenu\u00a0: "
            "émettez le nouveau, c’est lui qui est à signer."
        )
    locked.signed_on, locked.funds_not_before = signed_on, _funds_from(locked, signed_on)
    if copy:
        locked.signed_copy = store(brought=copy, by=by, now=now)
    move(locked, "sign", by, now, "signed_on", "funds_not_before", "signed_copy")
    tell(locked, Step.CONTRACT, "Contrat signé", f"Signé le {short_day(signed_on)}", by, now, is_done=True)
    return locked


def _funds_from(loan: Loan, signed_on: date) -> date | None:
    """The first day on which the money may leave: the one that was agreed, or the end of the withdrawal."""
    rules = MoneyRules.objects.in_force(signed_on)
    if not (rules.withdrawal_days and rules.keeps_funds_until_withdrawal):
        return loan.funds_not_before
    after = signed_on + timedelta(days=rules.withdrawal_days)
    return max(after, loan.funds_not_before or after)


@transaction.atomic
def lapse_loan(*, loan: Loan, by: User, now: datetime) -> None:
    """A loan that nobody signed in time: the signature that comes first under the lock wins."""
    locked = lock(loan)
    ensure("sign", locked)
    if timezone.localdate(now) <= locked.sign_before:
        raise Refusal(f"L’accord est valable jusqu’au {short_day(locked.sign_before)}\u00a0: le délai court encore.")
    cancel_loan(loan=locked, reason=CancelReason.NOT_SIGNED, by=by, now=now)


@transaction.atomic
def cancel_loan(*, loan: Loan, reason: CancelReason, by: User, now: datetime) -> None:
    """The grant lapses, and its money goes back to the envelope."""
    locked = lock(loan)
    ensure("cancel", locked)
    locked.cancelled_on, locked.cancel_reason = timezone.localdate(now), reason
    if locked.decision.commitment:
        locked.release = schemes.release(commitment=locked.decision.commitment, by=by, now=now)
    move(locked, "cancel", by, now, "cancelled_on", "cancel_reason", "release")
    applications.record_live_loan(application=locked.decision.application, reference="", by=by, now=now)
    label = CancelReason(reason).label.capitalize()
    tell(locked, Step.CONTRACT, f"Prêt annulé\u00a0: {CancelReason(reason).label}", label, by, now, is_stop=True)
