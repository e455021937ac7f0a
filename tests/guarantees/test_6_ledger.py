"""Guarantee 6: an append-only ledger; one reversal per entry; outstanding between zero and the principal."""

from decimal import Decimal

import pytest

from loans import actions as books
from loans.models import LedgerEntry, Loan
from tests.story import (
    LATER,
    House,
    a_decision,
    a_motion,
    a_ready_case,
    a_repayment,
    a_signed_loan,
    an_active_loan,
    an_open_meeting,
)

from .attack import refused, sql


def post(house: House, loan: Loan, kind: str, amount: str, effect: str, **fields: object) -> None:
    last = loan.entries.order_by("sequence").last()
    facts = {
        "loan": loan,
        "sequence": (last.sequence if last else 0) + 1,
        "kind": kind,
        "amount": Decimal(amount),
        "effect": Decimal(effect),
        "channel": "cash",
        "value_on": LATER.date(),
        "posted_at": LATER,
        "posted_by": house.finance,
    }
    LedgerEntry.objects.bulk_create([LedgerEntry(**facts | fields)])


@pytest.fixture
def loan(house: House) -> Loan:
    """620 € paid out, nothing repaid."""
    return an_active_loan(house)


def test_an_entry_is_not_changed_moved_or_removed(house: House, loan: Loan) -> None:
    entry = a_repayment(house, loan)
    for change in ("amount = 1", "loan_id = loan_id + 1", "value_on = '2026-01-01'", "reverses_id = NULL"):
        with refused("ledgerentry_append_only", entry):
            sql(f"UPDATE loans_ledgerentry SET {change} WHERE id = %s", entry.pk)
    with refused("ledgerentry_append_only", entry):
        sql("DELETE FROM loans_ledgerentry WHERE id = %s", entry.pk)


def test_nobody_repays_more_than_is_owed(house: House, loan: Loan) -> None:
    with refused("ledgerentry_within_bounds", loan):
        post(house, loan, "repayment", "620.01", "-620.01")


def test_nobody_repays_what_was_not_paid_out(house: House) -> None:
    loan = a_signed_loan(house)
    with refused("ledgerentry_within_bounds", loan):
        post(house, loan, "repayment", "10.00", "-10.00")


def test_a_loan_is_paid_out_once(house: House, loan: Loan) -> None:
    a_repayment(house, loan, "300.00")
    for amount in ("300.00", "620.00"):
        with refused("ledgerentry_disbursed_once", loan):
            post(house, loan, "disbursement", amount, amount)


def test_a_loan_paid_out_in_parts_is_not_paid_out_twice(house: House) -> None:
    loan = a_signed_loan(house)
    books.disburse(
        loan=loan, amount=Decimal("400.00"), value_on=LATER.date(), voucher="M1", by=house.finance, now=LATER
    )
    with refused("ledgerentry_disbursed_once", loan):
        post(house, loan, "disbursement", "220.01", "220.01")


@pytest.mark.parametrize(
    ("kind", "effect"), [("repayment", "10.00"), ("disbursement", "-620.00"), ("gift", "-10.00"), ("reversal", "10.00")]
)
def test_an_entry_does_what_its_kind_says(house: House, loan: Loan, kind: str, effect: str) -> None:
    name = "ledgerentry_disbursed_once" if kind == "disbursement" else "ledgerentry_effect_agrees"
    a_repayment(house, loan, "100.00")
    with refused(name, loan):
        post(house, loan, kind, effect.removeprefix("-"), effect, note="x")


def test_a_reversal_is_whole(house: House, loan: Loan) -> None:
    entry = a_repayment(house, loan)
    with refused("ledgerentry_reversal_matches", entry):
        post(house, loan, "reversal", "50.00", "50.00", reverses=entry, note="x")
    with refused("ledgerentry_reversal_matches", entry):
        post(house, loan, "reversal", "51.67", "-51.67", reverses=entry, note="x")


def test_a_reversal_is_not_reversed(house: House, loan: Loan) -> None:
    reversal = books.reverse_entry(entry=a_repayment(house, loan), why="rejeté", by=house.finance, now=LATER)
    with refused("ledgerentry_reversal_matches", reversal):
        post(house, loan, "reversal", "51.67", "-51.67", reverses=reversal, note="x")


def test_a_reversal_is_of_the_same_loan(house: House, loan: Loan) -> None:
    entry = a_repayment(house, loan)
    meeting = an_open_meeting(house, a_ready_case(house, name="Luc"))
    other = an_active_loan(house, a_decision(house, a_motion(house, meeting.items.get())))
    with refused("ledgerentry_reversal_matches", entry):
        post(house, other, "reversal", "51.67", "51.67", reverses=entry, note="x")


def test_an_entry_is_reversed_once(house: House, loan: Loan) -> None:
    entry = a_repayment(house, loan)
    a_repayment(house, loan)
    books.reverse_entry(entry=entry, why="rejeté", by=house.finance, now=LATER)
    with refused("loans_ledgerentry_reverses_id_key", entry):
        post(house, loan, "reversal", "51.67", "51.67", reverses=entry, note="x")


def test_a_reversal_says_why(house: House, loan: Loan) -> None:
    entry = a_repayment(house, loan)
    with refused("ledgerentry_reversal_has_reason", entry):
        post(house, loan, "reversal", "51.67", "51.67", reverses=entry, note="")


def test_a_repayment_says_how_it_came(house: House, loan: Loan) -> None:
    with refused("ledgerentry_repayment_has_channel", loan):
        post(house, loan, "repayment", "10.00", "-10.00", channel="")


@pytest.mark.parametrize("sequence", [0, 1, 3, 99])
def test_entries_are_numbered_without_gaps(house: House, loan: Loan, sequence: int) -> None:
    with refused("ledgerentry_no_gap", loan):
        post(house, loan, "repayment", "10.00", "-10.00", sequence=sequence)


def test_the_last_euro_settles_the_loan(house: House, loan: Loan) -> None:
    with refused("loan_agrees_with_ledger", loan):
        post(house, loan, "repayment", "620.00", "-620.00")


def test_a_reversal_reopens_a_settled_loan(house: House, loan: Loan) -> None:
    entry = a_repayment(house, loan, "620.00")
    with refused("loan_agrees_with_ledger", loan):
        post(house, loan, "reversal", "620.00", "620.00", reverses=entry, note="x")


def test_what_the_board_gives_up_names_its_deliberation(house: House, loan: Loan) -> None:
    for kind, more in (("relief", {}), ("write_off", {"lost": Decimal(100)})):
        with refused("ledgerentry_relief_has_deliberation", loan):
            post(house, loan, kind, "100.00", "-100.00", **more)


def test_no_more_is_given_back_or_recovered_than_there_is(house: House, loan: Loan) -> None:
    for kind, more in (("refund", {"surplus": Decimal(-1)}), ("recovery", {"lost": Decimal(-1)})):
        with refused("ledgerentry_gives_back_what_it_has", loan):
            post(house, loan, kind, "1.00", "0.00", **more)


@pytest.mark.parametrize(
    ("kind", "effect", "more"),
    [
        ("repayment", "-10.00", {"surplus": Decimal(1)}),
        ("repayment", "0.00", {"surplus": Decimal(11)}),
        ("refund", "-10.00", {"surplus": Decimal(-10)}),
        ("relief", "-10.00", {"lost": Decimal(10)}),
        ("write_off", "-10.00", {}),
        ("recovery", "-10.00", {"lost": Decimal(-10)}),
    ],
)
def test_the_two_balances_follow_the_kind_too(
    house: House, loan: Loan, kind: str, effect: str, more: dict[str, Decimal]
) -> None:
    with refused("ledgerentry_effect_agrees", loan):
        a_surplus_and_a_loss(house, loan)
        post(house, loan, kind, "10.00", effect, deliberation="x", **more)


def a_surplus_and_a_loss(house: House, loan: Loan) -> None:
    """10 € to give back, and as much written off, so that only the kind of what follows is wrong."""
    post(house, loan, "repayment", "10.00", "0.00", surplus=Decimal(10))
    post(house, loan, "write_off", "10.00", "-10.00", lost=Decimal(10), deliberation="x")
