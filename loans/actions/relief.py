"""What the board gives up: relief ends the debt, a write-off only the expectation (domain.md §1)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.money import euros
from harmonie.refusals import Refusal

from ..enums import Channel, EntryKind, LoanState
from ..models import LedgerEntry, Loan, PostingRequest
from ..rules import ensure
from .base import balances, check_value_date, follow, lock, post
from .checking import checked
from .ledger import paid_out_on


@transaction.atomic
def relieve(
    *,
    loan: Loan,
    amount: Decimal,
    deliberation: str,
    value_on: date,
    by: User,
    now: datetime,
    note: str = "",
    approved: PostingRequest | None = None,
) -> LedgerEntry:
    """Remise gracieuse: `amount` euros of what is owed are no longer owed, by a deliberation of the board."""
    locked = lock(loan)
    check_relief(locked=locked, amount=amount, deliberation=deliberation, value_on=value_on, now=now)
    return _end(locked, EntryKind.RELIEF, amount, deliberation, value_on, by, now, note=note, **checked(approved))


@transaction.atomic
def write_off(
    *,
    loan: Loan,
    deliberation: str,
    value_on: date,
    by: User,
    now: datetime,
    note: str = "",
    approved: PostingRequest | None = None,
) -> LedgerEntry:
    """Admission en non-valeur of all that is owed: nobody asks for it any more, but what comes in is still due."""
    locked = lock(loan)
    owed = balances(locked).owed
    check_write_off(
        locked=locked,
        amount=approved.amount if approved else owed,
        deliberation=deliberation,
        value_on=value_on,
        now=now,
    )
    return _end(
        locked, EntryKind.WRITE_OFF, owed, deliberation, value_on, by, now, lost=owed, note=note, **checked(approved)
    )


def check_relief(*, locked: Loan, amount: Decimal, deliberation: str, value_on: date, now: datetime) -> None:
    """Raises a `Refusal` when this may not be given up."""
    ensure("waive", locked)
    owed = balances(locked).owed
    if not 0 < amount <= owed:
        raise Refusal(f"Il reste {euros(owed)} à rembourser\u00a0: la remise va jusqu’à cette somme.")
    _check_deliberation(locked, deliberation, value_on, now)


def check_write_off(*, locked: Loan, amount: Decimal, deliberation: str, value_on: date, now: datetime) -> None:
    """Raises a `Refusal` when the debt may not be written off, or `amount` is not all of it."""
    ensure("write_off", locked)
    owed = balances(locked).owed
    if amount != owed:
        raise Refusal(f"Le reste dû a changé depuis la saisie\u00a0: il est de {euros(owed)}. Refaites la saisie.")
    _check_deliberation(locked, deliberation, value_on, now)


def _check_deliberation(locked: Loan, deliberation: str, value_on: date, now: datetime) -> None:
    if not deliberation.strip():
        raise Refusal("Indiquez le numéro de la délibération.")
    check_value_date(value_on, paid_out_on(locked), now, "le versement")


def _end(
    loan: Loan,
    kind: EntryKind,
    amount: Decimal,
    deliberation: str,
    value_on: date,
    by: User,
    now: datetime,
    **more: object,
) -> LedgerEntry:
    entry = post(loan, kind, amount, -amount, value_on, by, now, deliberation=deliberation.strip(), **more)
    follow(loan, entry, by, now)
    return entry


@transaction.atomic
def recover(
    *, loan: Loan, amount: Decimal, channel: Channel, value_on: date, by: User, now: datetime, voucher: str = ""
) -> LedgerEntry:
    """Money that came in after all for a loan that was written off."""
    locked = lock(loan)
    lost = balances(locked).lost
    if locked.state != LoanState.WRITTEN_OFF or not 0 < amount <= lost:
        raise Refusal(
            f"{euros(lost)} sont admis en non-valeur sur ce prêt\u00a0: indiquez un montant jusqu’à cette somme."
        )
    check_value_date(value_on, locked.signed_on, now, "la signature")
    return post(
        locked,
        EntryKind.RECOVERY,
        amount,
        Decimal("0.00"),
        value_on,
        by,
        now,
        lost=-amount,
        channel=channel,
        voucher=voucher.strip(),
    )
