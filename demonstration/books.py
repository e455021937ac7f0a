"""How the demonstration keeps the books of a loan: signed, disbursed, repaid on the due dates."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import cycle

from commission.models import Decision
from harmonie.accounts.models import User
from harmonie.calendar import add_months
from loans import actions
from loans.enums import Channel
from loans.models import Instalment, Loan

from .story import at


def first_due(decided_on: date) -> date:
    """The 5th of the month after next: time to sign, to pay out and to breathe."""
    return add_months(decided_on.replace(day=5), 2)


def draw_up(decision: Decision, by: User, on: date, first_due_on: date | None = None) -> Loan:
    """The agreement is prepared `on` a day, with its schedule."""
    return actions.open_loan(
        decision=decision,
        first_due_on=first_due_on or first_due(on),
        by=by,
        now=at(on, 9),
    )


def sign(loan: Loan, by: User, on: date) -> Loan:
    actions.sign_loan(loan=loan, signed_on=on, by=by, now=at(on, 15))
    return loan


def pay_out(loan: Loan, by: User, on: date) -> Loan:
    voucher = f"M{on:%Y}-{loan.reference[-3:]}"
    actions.disburse(loan=loan, value_on=on, voucher=voucher, by=by, now=at(on, 16))
    return loan


def lend(decision: Decision, by: User, first_due_on: date | None = None) -> Loan:
    """From the decision to the money: four days to prepare, four to sign, three to pay."""
    day = decision.decided_at.date() + timedelta(days=4)
    loan = draw_up(decision, by, day, first_due_on)
    return pay_out(sign(loan, by, day + timedelta(days=4)), by, day + timedelta(days=7))


def instalments(loan: Loan) -> list[Instalment]:
    return list(Instalment.objects.filter(schedule__loan=loan).order_by("number"))


def repay(loan: Loan, by: User, until: date, *, missed: Iterable[int] = ()) -> None:
    """Every instalment due by `until` is paid on its day, but for the numbers in `missed`."""
    channels, skipped = (
        cycle((Channel.TRANSFER, Channel.CARD, Channel.CASH)),
        set(missed),
    )
    for instalment, channel in zip(instalments(loan), channels, strict=False):
        if instalment.due_on <= until and instalment.number not in skipped:
            actions.record_repayment(
                loan=loan,
                amount=instalment.amount,
                channel=channel,
                value_on=instalment.due_on,
                by=by,
                now=at(instalment.due_on, 11),
            )
