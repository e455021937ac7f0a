"""Money out, money in, and the answer to a mistake."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from applications import actions as applications
from applications.enums import Step
from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.money import euros, short_euros
from harmonie.refusals import Refusal, WrongState

from ..enums import Channel, EntryKind, LoanState
from ..models import LedgerEntry, Loan
from ..rules import ensure
from .base import check_seen, check_value_date, lock, move, outstanding, post, tell


@transaction.atomic
def disburse(*, loan: Loan, value_on: date, voucher: str, by: User, now: datetime) -> LedgerEntry:
    """The money leaves, whole, by the mandat `voucher`."""
    locked = lock(loan)
    ensure("disburse", locked)
    if not voucher.strip():
        raise Refusal("Indiquez le numéro du mandat.")
    check_value_date(value_on, locked.signed_on, now, "la signature")
    entry = post(
        locked, EntryKind.DISBURSEMENT, locked.principal, locked.principal, value_on, by, now, voucher=voucher.strip()
    )
    move(locked, "disburse", by, now)
    tell(
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
    check_seen(locked, expected_sequence)
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
    check_value_date(value_on, paid_out, now, "le versement")
    entry = post(
        locked, EntryKind.REPAYMENT, amount, -amount, value_on, by, now, channel=channel, voucher=voucher.strip()
    )
    if amount == owed:
        settle(locked, value_on, by, now)
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
    reversal = post(
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
        move(locked, "reopen", by, now, "settled_on")
        applications.record_live_loan(
            application=locked.decision.application, reference=locked.reference, by=by, now=now
        )
        tell(locked, Step.REPAYMENT, "Prêt rouvert\u00a0: un remboursement est contre-passé", "Rouvert", by, now)
    return reversal


def settle(loan: Loan, settled_on: date, by: User, now: datetime) -> None:
    loan.settled_on = settled_on
    move(loan, "settle", by, now, "settled_on")
    applications.record_live_loan(application=loan.decision.application, reference="", by=by, now=now)
    tell(loan, Step.REPAYMENT, "Prêt soldé", f"Soldé le {short_day(settled_on)}", by, now, is_done=True)
