"""Entries of every kind, posted through the actions."""

from datetime import date
from decimal import Decimal
from typing import Any

from loans import actions
from loans.models import LedgerEntry, Loan, MoneyRules

from ..builders import NOW, TODAY, a_clerk

YESTERDAY = date(2026, 11, 22)


def told(**more: Any) -> dict[str, Any]:
    return {"value_on": TODAY, "by": a_clerk(), "now": NOW} | more


def a_part(loan: Loan, amount: int | str | None = None, **more: Any) -> LedgerEntry:
    """A part of the loan leaves; all that is left without an amount."""
    amount = None if amount is None else Decimal(amount)
    return actions.disburse(loan=loan, amount=amount, **told(**{"voucher": "2026-1200"} | more))


def a_receipt(loan: Loan, amount: int | str, **more: Any) -> LedgerEntry:
    return actions.record_repayment(loan=loan, amount=Decimal(amount), **told(**{"channel": "cash"} | more))


def a_reversal(entry: LedgerEntry, why: str = "rejeté") -> LedgerEntry:
    return actions.reverse_entry(entry=entry, why=why, by=a_clerk(), now=NOW)


def a_relief(loan: Loan, amount: int | str, **more: Any) -> LedgerEntry:
    return actions.relieve(loan=loan, amount=Decimal(amount), **told(**{"deliberation": "2026-41"} | more))


def a_write_off(loan: Loan, **more: Any) -> LedgerEntry:
    return actions.write_off(loan=loan, **told(**{"deliberation": "2026-42"} | more))


def a_recovery(loan: Loan, amount: int | str, **more: Any) -> LedgerEntry:
    return actions.recover(loan=loan, amount=Decimal(amount), **told(**{"channel": "transfer"} | more))


def a_refund(loan: Loan, amount: int | str, **more: Any) -> LedgerEntry:
    return actions.refund(loan=loan, amount=Decimal(amount), **told(**{"voucher": "2026-1300"} | more))


def stands(loan: Loan) -> tuple[str, Decimal, Decimal, Decimal, Decimal]:
    """The loan's state, and what its ledger says: owed, paid out, to give back, written off."""
    loan.refresh_from_db()
    return (loan.state, *actions.balances(loan))


def rules_that_check(**checks: bool) -> MoneyRules:
    """Rules in force since the first of the month under which a second person checks."""
    return MoneyRules.objects.create(valid_from=date(2026, 11, 1), source="Délibération 2026-30", **checks)
