"""What is done to several rows at once: each through its own action, all or nothing."""

from collections.abc import Sequence
from datetime import date, datetime

from commission.models import Decision
from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.refusals import Refusal

from .. import actions
from ..enums import CancelReason, EntryKind
from ..models import LedgerEntry, Loan, PostingRequest
from .batches import for_each


def open_all(*, decisions: Sequence[Decision], first_due_on: date, by: User, now: datetime) -> list[Loan]:
    """Every grant becomes a loan to sign; raises `SomeRefused` and opens none when one cannot."""
    return for_each(
        decisions, lambda decision: actions.open_loan(decision=decision, first_due_on=first_due_on, by=by, now=now)
    )


def cancel_all(*, loans: Sequence[Loan], today: date, by: User, now: datetime) -> list[None]:
    """Cancels the loans that were not signed in time."""
    return for_each(loans, lambda loan: _cancel(loan, today, by, now))


def _cancel(loan: Loan, today: date, by: User, now: datetime) -> None:
    if loan.sign_before >= today:
        raise Refusal(f"Ce contrat peut être signé jusqu’au {short_day(loan.sign_before)}.")
    actions.cancel_loan(loan=loan, reason=CancelReason.NOT_SIGNED, by=by, now=now)


def disburse_all(
    *, loans: Sequence[Loan], vouchers: dict[int, str], value_on: date, by: User, now: datetime
) -> list[LedgerEntry | PostingRequest]:
    """Pays out every loan that has a mandat (`vouchers`, by the loan's key), or asks for a second person."""
    paid = [loan for loan in loans if loan.pk in vouchers]
    return for_each(
        paid,
        lambda loan: actions.enter(
            loan=loan,
            kind=EntryKind.DISBURSEMENT,
            amount=loan.principal,
            value_on=value_on,
            voucher=vouchers[loan.pk],
            by=by,
            now=now,
        ),
    )
