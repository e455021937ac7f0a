"""Money out, money in, and the answer to a mistake."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from applications.enums import Step
from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.money import euros, short_euros
from harmonie.refusals import Refusal, WrongState

from ..enums import Channel, EntryKind, LoanState
from ..models import LedgerEntry, Loan, PostingRequest
from ..rules import ensure
from .base import Balances, balances, check_seen, check_value_date, check_voucher, follow, lock, post, tell
from .checking import checked


@transaction.atomic
def disburse(
    *,
    loan: Loan,
    value_on: date,
    voucher: str,
    by: User,
    now: datetime,
    amount: Decimal | None = None,
    approved: PostingRequest | None = None,
) -> LedgerEntry:
    """Money leaves by the mandat `voucher`: `amount` euros, or all that is still to be paid out.

    `approved` is the request that a second person approved, where the rules ask for one; so it is below.
    """
    locked = lock(loan)
    before = balances(locked)
    amount = locked.principal - before.paid_out if amount is None else amount
    check_disbursement(locked=locked, amount=amount, value_on=value_on, voucher=voucher, now=now)
    entry = post(
        locked, EntryKind.DISBURSEMENT, amount, amount, value_on, by, now, voucher=voucher.strip(), **checked(approved)
    )
    follow(locked, entry, by, now)
    _tell_disbursed(locked, entry, before.paid_out + amount, by, now)
    return entry


def check_disbursement(*, locked: Loan, amount: Decimal, value_on: date, voucher: str, now: datetime) -> None:
    """Raises a `Refusal` when this may not be paid out of the locked loan."""
    ensure("disburse", locked)
    left = locked.principal - balances(locked).paid_out
    if not left:
        raise WrongState(f"Le prêt {locked.reference} est déjà versé en entier\u00a0: rechargez sa page.")
    if not 0 < amount <= left:
        raise Refusal(f"Il reste {euros(left)} à verser\u00a0: indiquez un montant jusqu’à cette somme.")
    check_voucher(voucher)
    check_value_date(value_on, locked.signed_on, now, "la signature")
    if locked.funds_not_before and value_on < locked.funds_not_before:
        raise Refusal(f"Les fonds ne peuvent pas être versés avant le {short_day(locked.funds_not_before)}.")


def _tell_disbursed(loan: Loan, entry: LedgerEntry, paid_out: Decimal, by: User, now: datetime) -> None:
    whole = "" if paid_out == loan.principal else f", sur {short_euros(loan.principal)}"
    sentence = f"{short_euros(entry.amount)} versés à {loan.payee_name}{whole}"
    tell(loan, Step.REPAYMENT, sentence, f"Versé le {short_day(entry.value_on)}", by, now)


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
    note: str = "",
    keeps_surplus: bool = False,
    expected_sequence: int | None = None,
) -> LedgerEntry:
    """Money came in. The last euro settles the loan.

    More than is owed is refused with the exact figure, unless `keeps_surplus`: then the rest is owed back to the
    borrower (« à rembourser »), also on a loan that is settled already.
    `expected_sequence` is the last entry the clerk saw: `Stale` when somebody else posted since.
    """
    locked = lock(loan)
    check_seen(locked, expected_sequence)
    owed = balances(locked).owed
    if not (keeps_surplus and locked.state in (LoanState.SETTLED, LoanState.WAIVED)):
        ensure("settle", locked)
    if amount <= 0:
        raise Refusal("Le montant reçu est supérieur à zéro.")
    if amount > owed and not keeps_surplus:
        raise Refusal(f"Il reste {euros(owed)} à rembourser\u00a0: le montant reçu ne peut pas être supérieur.")
    check_value_date(value_on, paid_out_on(locked), now, "le versement")
    surplus = max(amount - owed, Decimal("0.00"))
    entry = post(
        locked,
        EntryKind.REPAYMENT,
        amount,
        surplus - amount,
        value_on,
        by,
        now,
        surplus=surplus,
        channel=channel,
        voucher=voucher.strip(),
        note=note.strip(),
    )
    follow(locked, entry, by, now)
    return entry


def paid_out_on(loan: Loan) -> date | None:
    """The day from which something is owed: that of the first disbursement that stands."""
    paid_out = loan.entries.filter(kind=EntryKind.DISBURSEMENT, reversed_by=None).order_by("value_on")
    return paid_out.values_list("value_on", flat=True).first()


@transaction.atomic
def refund(
    *,
    loan: Loan,
    amount: Decimal,
    value_on: date,
    voucher: str,
    by: User,
    now: datetime,
    channel: Channel = Channel.PAYMENT_ORDER,
    approved: PostingRequest | None = None,
) -> LedgerEntry:
    """Gives back what was received beyond what was owed, by the mandat `voucher`."""
    locked = lock(loan)
    check_refund(locked=locked, amount=amount, value_on=value_on, voucher=voucher, now=now)
    return post(
        locked,
        EntryKind.REFUND,
        amount,
        Decimal("0.00"),
        value_on,
        by,
        now,
        surplus=-amount,
        channel=channel,
        voucher=voucher.strip(),
        **checked(approved),
    )


def check_refund(*, locked: Loan, amount: Decimal, value_on: date, voucher: str, now: datetime) -> None:
    """Raises a `Refusal` when this may not be given back."""
    surplus = balances(locked).surplus
    if not 0 < amount <= surplus:
        raise Refusal(f"Il y a {euros(surplus)} à rendre\u00a0: indiquez un montant jusqu’à cette somme.")
    check_voucher(voucher)
    received = locked.entries.filter(surplus__gt=0, reverses=None, reversed_by=None).order_by("value_on")
    check_value_date(value_on, received.values_list("value_on", flat=True).first(), now, "le trop-perçu")


@transaction.atomic
def reverse_entry(
    *, entry: LedgerEntry, why: str, by: User, now: datetime, approved: PostingRequest | None = None
) -> LedgerEntry:
    """Answers an entry with its opposite; both rows stay. The loan goes back to the state that the ledger asks for."""
    locked = lock(entry.loan)
    target = LedgerEntry.objects.get(pk=entry.pk)
    check_reversal(locked=locked, target=target, why=why)
    reversal = post(
        locked,
        EntryKind.REVERSAL,
        target.amount,
        -target.effect,
        approved.value_on if approved else timezone.localdate(now),
        by,
        now,
        surplus=-target.surplus,
        lost=-target.lost,
        note=why.strip(),
        reverses=target,
        channel=target.channel,
        **checked(approved),
    )
    follow(locked, reversal, by, now)
    return reversal


def check_reversal(*, locked: Loan, target: LedgerEntry, why: str) -> None:
    """Raises a `Refusal` when the entry may not be answered by its opposite."""
    if target.kind == EntryKind.REVERSAL:
        raise Refusal("Une contre-passation ne se contre-passe pas\u00a0: enregistrez de nouveau l’écriture.")
    if LedgerEntry.objects.filter(reverses=target).exists():
        raise WrongState("Cette écriture est déjà contre-passée.")
    if not why.strip():
        raise Refusal("Indiquez pourquoi cette écriture est contre-passée.")
    _check_can_go(target, balances(locked))


def _check_can_go(target: LedgerEntry, now: Balances) -> None:
    """Says in a sentence which later entry is to be answered first; the database refuses it in any case."""
    if now.surplus < target.surplus:
        raise Refusal("Le trop-perçu de cette écriture est déjà rendu\u00a0: contre-passez d’abord la restitution.")
    if now.lost < target.lost:
        raise Refusal("Une somme est recouvrée depuis\u00a0: contre-passez d’abord ce recouvrement.")
    if now.owed < target.effect:
        raise Refusal("Des remboursements s’appuient sur ce versement\u00a0: contre-passez-les d’abord.")
