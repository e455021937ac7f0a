"""Maker and checker, and the rules that ask for them: what the database refuses, whoever asks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from harmonie.accounts.models import User
from loans import actions as books
from loans.models import Loan, MoneyRules, PostingRequest
from tests.loan_rows import a_posting_request
from tests.story import LATER, House, a_repayment, an_active_loan

from .attack import refused, sql
from .test_6_ledger import post

DAY = LATER.date()


@pytest.fixture
def loan(house: House) -> Loan:
    return an_active_loan(house)


@pytest.fixture
def asked(house: House, loan: Loan) -> PostingRequest:
    """A refund of 10 €, asked by finance."""
    return a_posting_request(loan, house.finance, LATER)


def answer(asked: PostingRequest, by: User | None, **facts: object) -> None:
    facts = {"is_approved": True, "answered_at": LATER, "answered_by": by} | facts
    PostingRequest.objects.filter(pk=asked.pk).update(**facts)


def test_what_is_asked_stays_and_is_answered_once_by_somebody_else(house: House, asked: PostingRequest) -> None:
    for change in ("amount = 11", "kind = 'relief'", "loan_id = loan_id + 1", "asked_by_id = asked_by_id + 1"):
        with refused("postingrequest_stays", asked):
            sql(f"UPDATE loans_postingrequest SET {change} WHERE id = %s", asked.pk)
    with refused("postingrequest_two_people", asked):
        answer(asked, house.finance)
    for part in ({"answered_at": None}, {"answered_by": None}, {"refusal": "x"}, {"is_approved": False}):
        with refused("postingrequest_answer_is_whole", asked):
            answer(asked, house.chair, **part)
    answer(asked, house.chair, is_approved=False, refusal="Trop tard")
    asked.refresh_from_db()
    with refused("postingrequest_answered_once", asked):
        answer(asked, house.chair, refusal="")
    with refused("postingrequest_amount_positive"):
        a_posting_request(asked.loan, house.finance, LATER, amount=0)


def test_an_entry_is_what_was_asked_and_approved(house: House, loan: Loan) -> None:
    def of(kind: str, amount: str, value_on: date = DAY) -> PostingRequest:
        return a_posting_request(loan, house.finance, LATER, kind=kind, amount=Decimal(amount), value_on=value_on)

    facts = {"deliberation": "2026-41", "checked_by": house.chair, "channel": ""}
    waiting = of("relief", "100.00")
    with refused("ledgerentry_repeats_request", loan):
        post(house, loan, "relief", "100.00", "-100.00", request=waiting, **facts)
    for kind, amount, day in (
        ("relief", "99.00", LATER.date()),
        ("repayment", "100.00", LATER.date()),
        ("relief", "100.00", LATER.date() - timedelta(1)),
    ):
        approved = of(kind, amount, day)
        answer(approved, house.chair)
        with refused("ledgerentry_repeats_request", loan):
            post(house, loan, "relief", "100.00", "-100.00", request=approved, **facts)
    answer(waiting, house.chair)
    for part in ({"checked_by": house.worker}, {"posted_by": house.worker}):
        with refused("ledgerentry_repeats_request", loan):
            post(house, loan, "relief", "100.00", "-100.00", **facts | {"request": waiting} | part)
    with refused("ledgerentry_checked_by_another", loan):
        post(house, loan, "relief", "100.00", "-100.00", **facts)
    post(house, loan, "relief", "100.00", "-100.00", request=waiting, **facts)


@pytest.mark.parametrize(
    ("rule", "kind", "amount", "effect", "more"),
    [
        ("checks_disbursements", "disbursement", "100.00", "100.00", {}),
        ("checks_reversals", "reversal", "51.67", "51.67", {"note": "x"}),
        ("checks_refunds", "refund", "1.00", "0.00", {"surplus": Decimal(-1)}),
        ("checks_relief", "relief", "1.00", "-1.00", {"deliberation": "2026-41"}),
        ("checks_write_offs", "write_off", "1.00", "-1.00", {"lost": Decimal(1), "deliberation": "2026-41"}),
    ],
)
def test_the_rules_of_the_day_ask_for_a_second_person(
    house: House, loan: Loan, rule: str, kind: str, amount: str, effect: str, more: dict[str, object]
) -> None:
    entry = a_repayment(house, loan)
    MoneyRules.objects.create(valid_from=LATER.date(), source="Délibération", **{rule: True})
    if kind == "reversal":
        more = more | {"reverses": entry}
    with refused("ledgerentry_checked_where_ruled", loan):
        post(house, loan, kind, amount, effect, **more)


def test_rules_that_applied_are_final(db: None) -> None:
    past = MoneyRules.objects.get()
    with refused("moneyrules_past_is_final", past):
        MoneyRules.objects.filter(pk=past.pk).update(chapter="16")
    with refused("moneyrules_past_is_final", past):
        sql("DELETE FROM loans_moneyrules WHERE id = %s", past.pk)
    with refused("moneyrules_ladder_climbs"):
        MoneyRules.objects.create(valid_from=date(2999, 1, 1), first_reminder_days=30)
    with refused("moneyrules_debit_has_creditor"):
        MoneyRules.objects.create(valid_from=date(2999, 1, 1), collects_by_debit=True, creditor_name="CCAS")


def test_the_database_writes_the_chain(house: House, loan: Loan) -> None:
    """`ledgerentry_chained` refuses nothing: it writes over whatever digest is brought along."""
    post(house, loan, "repayment", "10.00", "-10.00", chain="0" * 64)
    entry = books.lock(loan).entries.get(sequence=2)
    assert len(entry.chain) == 64
    assert entry.chain != "0" * 64, "ledgerentry_chained"
