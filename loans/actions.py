"""Everything that may happen to a loan. The only place that writes it; the ledger only grows."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from applications import actions as applications
from applications.checking.queries import rows_of_person
from applications.enums import Payee, Step
from applications.models import Applicant
from commission.models import Decision
from harmonie.accounts.models import User
from harmonie.dates import clock, short_day
from harmonie.money import euros, short_euros
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry.authorship import recorded
from harmonie.registry.numbering import year_reference
from harmonie.schemes import actions as schemes
from harmonie.schemes.models import BudgetMovement

from .enums import TRANSITIONS, CancelReason, Channel, EntryKind, LoanState
from .models import Instalment, LedgerEntry, Loan, Schedule
from .queries import last_sequence, live_loan_of, schedule_for
from .rules import ensure


def lock(loan: Loan) -> Loan:
    """The loan's row, held until the transaction ends. Call it inside one."""
    return (
        Loan.objects.select_for_update(of=("self",)).select_related("decision__application", "borrower").get(pk=loan.pk)
    )


def outstanding(loan: Loan) -> Decimal:
    """Euros still owed, from the ledger."""
    return loan.entries.aggregate(sum=Sum("effect"))["sum"] or Decimal("0.00")


@transaction.atomic
def open_loan(*, decision: Decision, first_due_on: date, by: User, now: datetime) -> Loan:
    """Turns a granted decision into a loan to sign, with its schedule. Raises `ScheduleError` for a bad date."""
    granted = _lock_grant(decision)
    application = granted.application
    _check_awaits_contract(granted)
    _check_no_live_loan(granted)
    if timezone.localdate(now) > granted.sign_before:
        raise Refusal(f"L’accord n’était valable que jusqu’au {short_day(granted.sign_before)}.")
    if first_due_on <= timezone.localdate(now):
        raise Refusal("La première échéance doit être à venir.")
    with recorded(by=by, now=now):
        loan = _create(granted, first_due_on, now)
    _draw_up_schedule(loan, now)
    applications.record_live_loan(application=application, reference=loan.reference, by=by, now=now)
    _tell(loan, Step.CONTRACT, "Contrat préparé", f"À signer d’ici le {short_day(loan.sign_before)}", by, now)
    return loan


def _create(granted: Decision, first_due_on: date, now: datetime) -> Loan:
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
    )


def _draw_up_schedule(loan: Loan, now: datetime) -> None:
    rows = schedule_for(loan.decision, loan.first_due_on)
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
def sign_loan(*, loan: Loan, signed_on: date, by: User, now: datetime) -> None:
    """The borrower signed the agreement."""
    locked = lock(loan)
    ensure("sign", locked)
    if not timezone.localdate(locked.decision.decided_at) <= signed_on <= timezone.localdate(now):
        raise Refusal("La date de signature est entre la décision et aujourd’hui.")
    if signed_on > locked.sign_before:
        raise Refusal(f"L’accord n’était valable que jusqu’au {short_day(locked.sign_before)}\u00a0: annulez ce prêt.")
    locked.signed_on = signed_on
    _move(locked, "sign", by, now, "signed_on")
    _tell(locked, Step.CONTRACT, "Contrat signé", f"Signé le {short_day(signed_on)}", by, now, is_done=True)


@transaction.atomic
def cancel_loan(*, loan: Loan, reason: CancelReason, by: User, now: datetime) -> None:
    """The grant lapses, and its money goes back to the envelope."""
    locked = lock(loan)
    ensure("cancel", locked)
    locked.cancelled_on, locked.cancel_reason = timezone.localdate(now), reason
    if locked.decision.commitment:
        locked.release = schemes.release(commitment=locked.decision.commitment, by=by, now=now)
    _move(locked, "cancel", by, now, "cancelled_on", "cancel_reason", "release")
    applications.record_live_loan(application=locked.decision.application, reference="", by=by, now=now)
    label = CancelReason(reason).label.capitalize()
    _tell(locked, Step.CONTRACT, f"Prêt annulé\u00a0: {CancelReason(reason).label}", label, by, now, is_stop=True)


@transaction.atomic
def disburse(*, loan: Loan, value_on: date, voucher: str, by: User, now: datetime) -> LedgerEntry:
    """The money leaves, whole, by the mandat `voucher`."""
    locked = lock(loan)
    ensure("disburse", locked)
    if not voucher.strip():
        raise Refusal("Indiquez le numéro du mandat.")
    _check_value_date(value_on, locked.signed_on, now, "la signature")
    entry = _post(
        locked, EntryKind.DISBURSEMENT, locked.principal, locked.principal, value_on, by, now, voucher=voucher.strip()
    )
    _move(locked, "disburse", by, now)
    _tell(
        locked,
        Step.REPAYMENT,
        f"{short_euros(locked.principal)} versés à {locked.payee_name}",
        f"Versé le {short_day(value_on)}",
        by,
        now,
    )
    return entry


@transaction.atomic
def record_repayment(
    *,
    loan: Loan,
    amount: Decimal,
    channel: Channel,
    value_on: date,
    by: User,
    now: datetime,
    voucher: str = "",
    expected_sequence: int | None = None,
) -> LedgerEntry:
    """Money came in. Refused above what is owed, with the exact figure. The last euro settles the loan.

    `expected_sequence` is the last entry the clerk saw: `Stale` when somebody else posted since.
    """
    locked = lock(loan)
    _check_seen(locked, expected_sequence)
    owed = outstanding(locked)
    ensure("settle", locked)
    if amount <= 0:
        raise Refusal("Le montant reçu est supérieur à zéro.")
    if amount > owed:
        raise Refusal(f"Il reste {euros(owed)} à rembourser\u00a0: le montant reçu ne peut pas être supérieur.")
    paid_out = (
        locked.entries.filter(kind=EntryKind.DISBURSEMENT)
        .order_by("sequence")
        .values_list("value_on", flat=True)
        .last()
    )
    _check_value_date(value_on, paid_out, now, "le versement")
    entry = _post(
        locked, EntryKind.REPAYMENT, amount, -amount, value_on, by, now, channel=channel, voucher=voucher.strip()
    )
    if amount == owed:
        _settle(locked, value_on, by, now)
    return entry


@transaction.atomic
def reverse_entry(*, entry: LedgerEntry, why: str, by: User, now: datetime) -> LedgerEntry:
    """Answers a repayment with its opposite; both rows stay. A loan that it had settled is open again."""
    locked = lock(entry.loan)
    target = LedgerEntry.objects.get(pk=entry.pk)
    if target.kind != EntryKind.REPAYMENT:
        raise Refusal("Seul un remboursement se contre-passe ici.")
    if LedgerEntry.objects.filter(reverses=target).exists():
        raise WrongState("Cette écriture est déjà contre-passée.")
    if not why.strip():
        raise Refusal("Indiquez pourquoi cette écriture est contre-passée.")
    reversal = _post(
        locked,
        EntryKind.REVERSAL,
        target.amount,
        -target.effect,
        timezone.localdate(now),
        by,
        now,
        note=why.strip(),
        reverses=target,
        channel=target.channel,
    )
    if locked.state == LoanState.SETTLED:
        locked.settled_on = None
        _move(locked, "reopen", by, now, "settled_on")
        applications.record_live_loan(
            application=locked.decision.application, reference=locked.reference, by=by, now=now
        )
        _tell(locked, Step.REPAYMENT, "Prêt rouvert\u00a0: un remboursement est contre-passé", "Rouvert", by, now)
    return reversal


def _settle(loan: Loan, settled_on: date, by: User, now: datetime) -> None:
    loan.settled_on = settled_on
    _move(loan, "settle", by, now, "settled_on")
    applications.record_live_loan(application=loan.decision.application, reference="", by=by, now=now)
    _tell(loan, Step.REPAYMENT, "Prêt soldé", f"Soldé le {short_day(settled_on)}", by, now, is_done=True)


def _check_seen(loan: Loan, expected: int | None) -> None:
    if expected is None or expected == last_sequence(loan):
        return
    newest = loan.entries.select_related("posted_by").order_by("sequence").last()
    raise Stale(
        f"Le compte a changé entre-temps\u00a0: {newest.get_kind_display()} de {euros(newest.amount)}, enregistré par "
        f"{newest.posted_by} à {clock(newest.posted_at)}. Votre saisie est conservée\u00a0: "
        "si c’est un autre encaissement, enregistrez de nouveau."
    )


def _check_value_date(value_on: date, not_before: date | None, now: datetime, what: str) -> None:
    if value_on > timezone.localdate(now):
        raise Refusal("La date de valeur ne peut pas être dans le futur.")
    if not_before and value_on < not_before:
        raise Refusal(f"La date de valeur ne peut pas précéder {what}, le {short_day(not_before)}.")


def _post(
    loan: Loan,
    kind: EntryKind,
    amount: Decimal,
    effect: Decimal,
    value_on: date,
    by: User,
    now: datetime,
    **more: object,
) -> LedgerEntry:
    return LedgerEntry.objects.create(
        loan=loan,
        sequence=last_sequence(loan) + 1,
        kind=kind,
        amount=amount,
        effect=effect,
        value_on=value_on,
        posted_at=now,
        posted_by=by,
        **more,
    )


def _move(loan: Loan, action: str, by: User, now: datetime, *fields: str) -> None:
    loan.state = TRANSITIONS[action].target
    with recorded(by=by, now=now):
        loan.save(update_fields=["state", *fields])


def _tell(
    loan: Loan,
    step: Step,
    sentence: str,
    note: str,
    by: User,
    now: datetime,
    *,
    is_done: bool = False,
    is_stop: bool = False,
) -> None:
    applications.record_milestone(
        application=loan.decision.application,
        step=step,
        sentence=sentence,
        note=note,
        by=by,
        now=now,
        is_done=is_done,
        is_stop=is_stop,
        is_shared=step == Step.CONTRACT,  # how a person repays is between them and the CCAS
    )
