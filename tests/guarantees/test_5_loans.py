"""Guarantee 5: one loan per granted decision, which it repeats; no CASCADE anywhere near money, votes or decisions."""

import pgtrigger
import pytest
from django.db import models
from django.db.models.deletion import PROTECT

from commission import deciding
from commission.models import Decision
from harmonie.schemes import actions as schemes
from loans.models import Loan
from tests.story import (
    MEETING_AT,
    NOW,
    House,
    a_decision,
    a_loan,
    a_motion,
    a_ready_case,
    a_refusal_motion,
    a_signed_loan,
    a_vote,
    an_active_loan,
    an_open_meeting,
)

from .attack import refused, sql
from .registry import history_models, our_models

# Guarantee 8 would refuse a second loan first: without it, the decision still does.
ONE_LIVE = "loans.Loan:loan_one_live_per_scheme"
# Django's own tables of users and permissions: a membership means nothing without its two ends.
BY_DJANGO = {"accounts.User_groups", "accounts.User_user_permissions", "commission.Mandate_linked_partners"}


def test_no_cascade() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        if model not in history_models()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not PROTECT
    ]
    assert wrong == [], "use on_delete=PROTECT: what money, votes and decisions hang on is not swept away"


def test_links_between_two_tables_hang_on_nothing_else() -> None:
    links = {
        field.remote_field.through._meta.label for model in our_models() for field in model._meta.local_many_to_many
    }
    assert links == BY_DJANGO


def copy_of(loan: Loan, **fields: object) -> Loan:
    copy = Loan.objects.get(pk=loan.pk)
    copy.pk, copy.reference = None, "P2026-0099"
    for field, value in fields.items():
        setattr(copy, field, value)
    return copy


def test_a_decision_has_one_loan(house: House) -> None:
    loan = a_loan(house)
    with pgtrigger.ignore(ONE_LIVE), refused("loans_loan_decision_id_key", loan):
        Loan.objects.bulk_create([copy_of(loan)])


def test_a_refusal_has_no_loan(house: House) -> None:
    loan = a_loan(house)
    refusal = a_refusal_motion(house, an_open_meeting(house, a_ready_case(house, name="Luc")).items.get())
    a_vote(refusal, house.chair)
    decision = deciding.close_motion(motion=refusal, by=house.chair, now=MEETING_AT)
    with pgtrigger.ignore(ONE_LIVE), refused("loan_repeats_decision", loan):
        Loan.objects.bulk_create([copy_of(loan, decision=decision)])


@pytest.mark.parametrize(
    "change",
    [
        "principal = 1000",
        "months = 6",
        "borrower_id = borrower_id + 1",
        "scheme_id = scheme_id + 1",
        "payee = 'supplier'",
        "sign_before = '2027-01-01'",
    ],
)
def test_a_loan_is_its_decision(house: House, change: str) -> None:
    loan = an_active_loan(house)
    with refused("loan_repeats_decision", loan):
        sql(f"UPDATE loans_loan SET {change} WHERE id = %s", loan.pk)


def test_a_loan_keeps_its_decision_and_its_number(house: House) -> None:
    loan = a_loan(house)
    with refused("loan_stays", loan):
        Loan.objects.filter(pk=loan.pk).update(reference="P2026-0099")
    another = a_motion(house, an_open_meeting(house, a_ready_case(house, name="Luc")).items.get())
    with refused("loan_repeats_decision", loan):
        Loan.objects.filter(pk=loan.pk).update(decision=a_decision(house, another))


def test_a_loan_and_its_dates_agree(house: House) -> None:
    loan = a_loan(house)
    with refused("loan_state_and_dates_agree", loan):
        Loan.objects.filter(pk=loan.pk).update(state="signed")


def test_a_cancelled_loan_gives_its_money_back(house: House) -> None:
    loan = a_loan(house)
    with refused("loan_cancelled_gives_back", loan):
        Loan.objects.filter(pk=loan.pk).update(state="cancelled", cancelled_on=NOW, cancel_reason="renounced")


def test_a_loan_gives_back_its_own_money(house: House) -> None:
    loan = a_loan(house)
    other = schemes.engage(scheme=house.scheme, amount=620, reference="x", by=house.chair, now=NOW)
    release = schemes.release(commitment=other, by=house.chair, now=NOW)
    with refused("loan_release_matches", loan):
        Loan.objects.filter(pk=loan.pk).update(
            state="cancelled", cancelled_on=NOW, cancel_reason="renounced", release=release
        )


def a_bare_loan(house: House, decision: Decision) -> None:
    Loan.objects.create(
        reference="P2026-0042",
        decision=decision,
        borrower=decision.application.applicant,
        scheme=house.scheme,
        principal=decision.amount,
        months=decision.months,
        payee=decision.payee,
        payee_name="Nadia",
        first_due_on="2026-07-31",
        sign_before=decision.sign_before,
        opened_at=NOW,
    )


def test_no_loan_on_money_that_was_given_back(house: House) -> None:
    decision = a_decision(house)
    schemes.release(commitment=decision.commitment, by=house.chair, now=NOW)
    with refused("loan_release_matches", decision):
        a_bare_loan(house, decision)


def test_the_money_of_a_running_loan_is_not_given_back(house: House) -> None:
    loan = an_active_loan(house)
    with refused("budgetmovement_release_ends_loan", loan, house.envelope):
        schemes.release(commitment=loan.decision.commitment, by=house.chair, now=NOW)


@pytest.mark.parametrize("change", [{"state": "settled", "settled_on": NOW}, {"state": "signed"}])
def test_a_loan_that_owes_is_neither_settled_nor_unpaid(house: House, change: dict[str, object]) -> None:
    loan = an_active_loan(house)
    with refused("loan_agrees_with_ledger", loan):
        Loan.objects.filter(pk=loan.pk).update(**change)


def test_a_loan_that_was_not_paid_out_is_not_running(house: House) -> None:
    loan = a_signed_loan(house)
    with refused("loan_agrees_with_ledger", loan):
        Loan.objects.filter(pk=loan.pk).update(state="active")


def test_a_loan_is_drawn_up_with_its_schedule(house: House) -> None:
    decision = a_decision(house)
    with refused("loan_has_schedule", decision):
        a_bare_loan(house, decision)
