"""Changing when a loan is repaid: amendments, asked and approved, and the one-off move of an instalment.

Writes schedules and amendments only; what is owed stays what the ledger says.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from applications.enums import Step
from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.money import euros
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry.authorship import recorded

from ..actions import lock
from ..actions.base import check_seen, tell
from ..enums import AmendmentKind, LoanState, ScheduleReason
from ..models import Amendment, Instalment, Loan, MoneyRules, Schedule
from ..queries import last_sequence
from ..schedule import ScheduledInstalment
from . import queries, rules, wording


@transaction.atomic
def ask_amendment(
    *,
    loan: Loan,
    kind: AmendmentKind,
    months: int,
    reason: str,
    by: User,
    now: datetime,
    first_due_on: date | None = None,
    rounding: Decimal = queries.CENT,
    deliberation: str = "",
    expected_sequence: int | None = None,
) -> Amendment:
    """What is left, in `months` instalments from `first_due_on` on; or the next `months` instalments put off.

    In force at once, unless the rules of the day ask for a second person. `rounding` is euros. Raises `ScheduleError`
    for figures that make no schedule, `Stale` when somebody posted since `expected_sequence`.
    """
    locked, today = lock(loan), timezone.localdate(now)
    rules.check_amendable(locked)
    check_seen(locked, expected_sequence)
    if not reason.strip():
        raise Refusal("Dites pourquoi l’échéancier change\u00a0: l’avenant le porte.")
    if locked.amendments.filter(approved_at=None, dropped_at=None).exists():
        raise Refusal("Un avenant attend déjà sa réponse pour ce prêt\u00a0: répondez-y d’abord.")
    draft = queries.draft_of(locked, kind, months, first_due_on, rounding, today, deliberation=deliberation.strip())
    with recorded(by=by, now=now):
        amendment = Amendment.objects.create(
            loan=locked,
            number=(locked.amendments.aggregate(last=Max("number"))["last"] or 0) + 1,
            kind=kind,
            reason=reason.strip(),
            months=months,
            first_due_on=draft.rows[0].due_on,
            rounding=str(rounding),
            ledger_sequence=last_sequence(locked),
            deliberation=deliberation.strip(),
            asked_at=now,
            asked_by=by,
        )
    if not MoneyRules.objects.in_force(today).checks_amendments:
        _put_in_force(locked, amendment, draft.rows, by, now)
    return amendment


@transaction.atomic
def approve_amendment(*, amendment: Amendment, by: User, now: datetime) -> Amendment:
    """The second person agrees: the new schedule holds from now on. `Stale` when the account moved in between."""
    loan, locked = _waiting(amendment)
    today = timezone.localdate(now)
    rules.check_amendable(loan)
    if locked.asked_by_id == by.pk and MoneyRules.objects.in_force(today).checks_amendments:
        raise Refusal("Vous avez demandé cet avenant\u00a0: une autre personne l’approuve.")
    if locked.ledger_sequence != last_sequence(loan):
        raise Stale(
            "Le compte a changé depuis la demande\u00a0: il reste maintenant "
            f"{euros(queries.left_to_repay(loan))} à rembourser. Abandonnez cet avenant et refaites la demande."
        )
    draft = queries.draft_of_amendment(loan, locked, today)
    if draft.rows[0].due_on != locked.first_due_on:
        raise Stale("Les échéances ont changé depuis la demande\u00a0: abandonnez cet avenant et refaites-la.")
    _put_in_force(loan, locked, draft.rows, by, now)
    return locked


@transaction.atomic
def drop_amendment(*, amendment: Amendment, by: User, now: datetime) -> None:
    """It will not be: the schedule stays as it is."""
    _, locked = _waiting(amendment)
    locked.dropped_at = now
    with recorded(by=by, now=now):
        locked.save(update_fields=["dropped_at"])


@transaction.atomic
def sign_amendment(*, amendment: Amendment, signed_on: date, by: User, now: datetime) -> None:
    """The borrower signed it."""
    lock(amendment.loan)
    locked = Amendment.objects.select_for_update().get(pk=amendment.pk)
    if locked.approved_at is None:
        raise WrongState("Cet avenant n’est pas approuvé\u00a0: il ne se signe pas encore.")
    if locked.signed_on:
        raise WrongState(f"Cet avenant est déjà signé, le {short_day(locked.signed_on)}.")
    if not timezone.localdate(locked.approved_at) <= signed_on <= timezone.localdate(now):
        raise Refusal("La date de signature est entre l’approbation et aujourd’hui.")
    locked.signed_on = signed_on
    with recorded(by=by, now=now):
        locked.save(update_fields=["signed_on"])


@transaction.atomic
def move_instalment(
    *, loan: Loan, version: int, number: int, due_on: date, why: str, by: User, now: datetime
) -> Schedule:
    """Once, one instalment falls on another date; the others do not move. `number` is the one of `version`."""
    locked, today = lock(loan), timezone.localdate(now)
    rules.check_movable(locked)
    if locked.state == LoanState.TO_SIGN and queries.has_agreement(locked):
        raise Refusal("Le contrat est émis avec son échéancier\u00a0: faites-le signer, puis déplacez l’échéance.")
    if not why.strip():
        raise Refusal("Dites pourquoi l’échéance est déplacée.")
    rows = queries.moved_rows(locked, version, number, due_on, today)
    return _draw_up(locked, rows, ScheduleReason.MOVED, why.strip(), now)


def _waiting(amendment: Amendment) -> tuple[Loan, Amendment]:
    loan = lock(amendment.loan)
    locked = Amendment.objects.select_for_update().get(pk=amendment.pk)
    if locked.approved_at or locked.dropped_at:
        raise WrongState("Cet avenant a déjà sa réponse\u00a0: rechargez sa page.")
    return loan, locked


def _put_in_force(
    loan: Loan, amendment: Amendment, rows: Sequence[ScheduledInstalment], by: User, now: datetime
) -> None:
    is_deferral = amendment.kind == AmendmentKind.DEFERRAL
    reason = ScheduleReason.DEFERRED if is_deferral else ScheduleReason.RESCHEDULED
    amendment.schedule = _draw_up(loan, rows, reason, amendment.reason, now)
    amendment.approved_at, amendment.approved_by = now, by
    with recorded(by=by, now=now):
        amendment.save(update_fields=["schedule", "approved_at", "approved_by"])
    tell(loan, Step.REPAYMENT, wording.in_short(amendment), f"Avenant du {short_day(timezone.localdate(now))}", by, now)


def _draw_up(
    loan: Loan, rows: Sequence[ScheduledInstalment], reason: ScheduleReason, why: str, now: datetime
) -> Schedule:
    """The next version, of what is left to repay; the one before it stays readable."""
    version = loan.schedules.aggregate(last=Max("version"))["last"] + 1
    schedule = Schedule.objects.create(
        loan=loan,
        version=version,
        amount=sum((row.amount for row in rows), Decimal(0)),
        months=len(rows),
        drawn_up_at=now,
        reason=reason,
        why=why,
    )
    Instalment.objects.bulk_create(
        Instalment(schedule=schedule, number=row.number, due_on=row.due_on, amount=row.amount) for row in rows
    )
    return schedule
