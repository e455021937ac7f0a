"""Guarantee 1: money is NUMERIC(10,2), NOT NULL, above zero; no floats anywhere."""

import pgtrigger
import pytest
from django.apps import apps
from django.db import models

from applications.models import ExpenseLine, IncomeLine, LoanApplication, Project
from commission.models import Motion
from harmonie.schemes.actions import engage
from loans.models import Instalment, LedgerEntry, Loan, Schedule
from tests.story import NOW, House, a_draft, a_motion, a_signed_loan, an_active_loan

from .attack import refused, sql, table
from .registry import history_models, our_models

# The only figures that may be NULL, each with the CHECK that says when.
NULL_WITH_A_CHECK = {
    "commission.Motion.amount": "motion_grant_is_complete",
    "commission.Decision.amount": "decision_grant_is_complete",
    # Conditions and facts that may simply not exist.
    "schemes.SchemeTerms.remainder_min": "schemeterms_strictness_is_figures",
    "schemes.SchemeTerms.annual_rate": "schemeterms_strictness_is_figures",
    "applications.Project.quote": "project_funding_is_figures",
    "commission.StandingRules.urgent_cap": "standingrules_delegation_is_whole",
}
NOT_MONEY = {
    "applications.EligibilityCheck.consumption_units",
    "applications.LenderLoan.annual_rate",
    "applications.LenderLoanEvent.annual_rate",
    "schemes.SchemeTerms.annual_rate",
    "schemes.SchemeTermsEvent.annual_rate",
}


def fields_of(kind: type[models.Field]) -> list[models.Field]:
    return [field for model in our_models() for field in model._meta.local_fields if isinstance(field, kind)]


def label(field: models.Field) -> str:
    return f"{field.model._meta.label}.{field.name}"


def test_no_float_anywhere() -> None:
    assert [label(field) for field in fields_of(models.FloatField)] == []


def test_money_is_numeric_10_2() -> None:
    wrong = {label(f) for f in fields_of(models.DecimalField) if (f.max_digits, f.decimal_places) != (10, 2)}
    assert wrong == NOT_MONEY


def test_money_is_never_null_without_a_check() -> None:
    nullable = {
        label(field)
        for field in fields_of(models.DecimalField)
        if field.null and field.model not in history_models()  # which repeats what the table allowed
    }
    assert nullable == set(NULL_WITH_A_CHECK)
    for name, constraint in NULL_WITH_A_CHECK.items():
        assert constraint in {c.name for c in apps.get_model(name.rpartition(".")[0])._meta.constraints}


@pytest.mark.parametrize("amount", ["0", "-1", "'NaN'"])
@pytest.mark.parametrize(
    ("model", "name"), [(IncomeLine, "incomeline_amount_positive"), (ExpenseLine, "expenseline_amount_positive")]
)
def test_a_line_of_the_budget_is_above_zero(house: House, model: type[models.Model], name: str, amount: str) -> None:
    line = model._default_manager.filter(application=a_draft(house)).get()
    with refused(name, line):
        sql(f"UPDATE {table(model)} SET amount = {amount} WHERE id = %s", line.pk)


def test_a_project_is_above_zero_even_without_terms(house: House) -> None:
    project = a_draft(house).project
    with pgtrigger.ignore("applications.Project:project_within_terms"):
        with refused("project_amount_positive", project):
            sql("UPDATE applications_project SET amount = 0 WHERE id = %s", project.pk)
        with refused("project_months_positive", project):
            sql("UPDATE applications_project SET months = 0 WHERE id = %s", project.pk)


def test_a_supplier_to_pay_is_named(house: House) -> None:
    project = a_draft(house).project
    with refused("project_supplier_named", project):
        Project.objects.filter(pk=project.pk).update(payee="supplier", supplier="")


@pytest.mark.parametrize("amount", ["0", "-620", "'NaN'"])
def test_a_movement_is_above_zero(house: House, amount: str) -> None:
    movement = engage(scheme=house.scheme, amount=100, reference="2026-0001", by=house.chair, now=NOW)
    with refused("budgetmovement_amount_positive", house.envelope):
        sql(
            "INSERT INTO schemes_budgetmovement (envelope_id, kind, amount, reference, moved_at, moved_by_id) "
            f"VALUES (%s, 'commitment', {amount}, 'x', now(), %s)",
            movement.envelope_id,
            house.chair.pk,
        )


@pytest.mark.parametrize("missing", [{"amount": None}, {"months": None}, {"payee": ""}, {"amount": -1}])
def test_a_motion_to_grant_has_all_of_its_terms(house: House, missing: dict[str, object]) -> None:
    put = a_motion(house)
    put.item.motions.filter(pk=put.pk).update(state="closed", result="dropped", closed_at=NOW)
    for field, value in missing.items():
        setattr(put, field, value)
    put.pk = None
    with refused("motion_grant_is_complete"):
        Motion.objects.bulk_create([put])


def test_a_loan_is_above_zero_even_without_its_decision(house: House) -> None:
    loan = a_signed_loan(house)
    with pgtrigger.ignore("loans.Loan:loan_repeats_decision"), refused("loan_principal_positive", loan):
        Loan.objects.filter(pk=loan.pk).update(principal=0)


def test_a_schedule_is_above_zero_even_alone(house: House) -> None:
    schedule = a_signed_loan(house).schedules.get()
    with pgtrigger.ignore("loans.Schedule:schedule_append_only"), refused("schedule_amount_positive", schedule):
        Schedule.objects.filter(pk=schedule.pk).update(amount=0)


@pytest.mark.parametrize(
    ("name", "change"), [("instalment_amount_positive", {"amount": 0}), ("instalment_number_from_one", {"number": 0})]
)
def test_an_instalment_is_above_zero_even_alone(house: House, name: str, change: dict[str, int]) -> None:
    instalment = a_signed_loan(house).schedules.get().instalments.last()
    assert instalment is not None
    with pgtrigger.ignore("loans.Instalment:instalment_append_only"), refused(name, instalment):
        Instalment.objects.filter(pk=instalment.pk).update(**change)


def test_an_entry_is_above_zero(house: House) -> None:
    entry = an_active_loan(house).entries.get()
    entry.pk, entry.sequence, entry.kind, entry.channel = None, 2, "repayment", "cash"
    entry.amount = entry.effect = 0
    with refused("ledgerentry_amount_positive"):
        LedgerEntry.objects.bulk_create([entry])


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("loanapplication_submitted_at_agrees", {"submitted_at": NOW}),
        ("loanapplication_submitted_with_consent", {"state": "in_review", "submitted_at": NOW}),
        ("loanapplication_awaited_named", {"state": "awaiting_documents", "submitted_at": NOW, "consented_on": NOW}),
        (
            "loanapplication_closing_has_reason",
            {"state": "withdrawn", "submitted_at": NOW, "consented_on": NOW, "closed_at": NOW},
        ),
        ("loanapplication_closed_at_agrees", {"state": "decided", "submitted_at": NOW, "consented_on": NOW}),
        ("loanapplication_closed_at_agrees", {"closed_at": NOW}),
    ],
)
def test_a_request_and_its_dates_agree(house: House, name: str, change: dict[str, object]) -> None:
    draft = a_draft(house)
    with refused(name, draft):
        LoanApplication.objects.filter(pk=draft.pk).update(**change)
