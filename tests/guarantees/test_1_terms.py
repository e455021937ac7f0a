"""Guarantee 1: amount and months within the terms at the time."""

from datetime import date

import pytest

from applications import actions as intake
from applications.models import LoanApplication, Project
from harmonie.schemes.models import SchemeTerms
from tests.story import NOW, House, a_decision, a_draft, a_ready_case

from .attack import refused, sql


@pytest.mark.parametrize(
    "change", ["amount = 99.99", "amount = 1000.01", "months = 19", "months = 0", "amount = 'NaN'"]
)
def test_a_project_cannot_leave_the_terms(house: House, change: str) -> None:
    project = a_draft(house).project
    with refused("project_within_terms", project):
        sql(f"UPDATE applications_project SET {change} WHERE id = %s", project.pk)


def test_a_project_is_not_inserted_outside_the_terms(house: House) -> None:
    draft = intake.open_draft(scheme=house.scheme, person=facts_of_somebody(), by=house.referrer, now=NOW)
    with refused("project_within_terms"):
        Project.objects.bulk_create(
            [Project(application=draft, purpose="other", description="Trop", amount=2000, months=12)]
        )


def facts_of_somebody() -> dict[str, object]:
    return {
        "first_name": "Luc",
        "last_name": "Noël",
        "birth_date": date(1980, 1, 1),
        "address": "1 rue",
        "postcode": "60990",
        "city": "Rivemont",
    }


def test_the_request_date_cannot_be_moved_to_other_terms(house: House) -> None:
    case = a_ready_case(house)
    with refused("loanapplication_submitted_within_terms", case):
        LoanApplication.objects.filter(pk=case.pk).update(requested_on=date(2025, 12, 31))


def test_a_request_is_not_handed_in_without_a_project(house: House) -> None:
    draft = intake.open_draft(scheme=house.scheme, person=facts_of_somebody(), by=house.referrer, now=NOW)
    with refused("loanapplication_submitted_within_terms", draft):
        LoanApplication.objects.filter(pk=draft.pk).update(state="submitted", submitted_at=NOW, consented_on=NOW)


def test_the_project_of_a_handed_in_request_stays(house: House) -> None:
    project = a_ready_case(house).project
    with refused("project_stays", project):
        sql("DELETE FROM applications_project WHERE id = %s", project.pk)


def test_the_project_stays_with_its_request(house: House) -> None:
    project, other = a_ready_case(house).project, a_draft(house, name="Luc")
    with refused("project_stays", project):
        Project.objects.filter(pk=project.pk).update(application=other)


def test_the_amount_asked_stays_as_it_was_decided(house: House) -> None:
    project = a_decision(house).application.project
    with refused("project_stays", project):
        Project.objects.filter(pk=project.pk).update(amount=100)


@pytest.mark.parametrize(
    "change",
    [
        "amount_max = 200",
        "months_max = 6",
        "income_ceiling = 1",
        "valid_from = '2025-01-01'",
        "valid_to = '2026-05-01'",
    ],
)
def test_terms_under_which_somebody_asked_are_final(house: House, change: str) -> None:
    a_ready_case(house)
    with refused("schemeterms_used_are_final", house.terms):
        sql(f"UPDATE schemes_schemeterms SET {change} WHERE id = %s", house.terms.pk)


def test_terms_under_which_somebody_asked_are_not_deleted(house: House) -> None:
    a_decision(house)
    with refused("schemeterms_used_are_final", house.terms):
        sql("DELETE FROM schemes_schemeterms WHERE id = %s", house.terms.pk)


def test_terms_may_end_after_their_last_use(house: House) -> None:
    a_ready_case(house)
    assert SchemeTerms.objects.filter(pk=house.terms.pk).update(valid_to=date(2026, 12, 31)) == 1


def test_unused_terms_may_be_corrected(house: House) -> None:
    assert SchemeTerms.objects.filter(pk=house.terms.pk).update(amount_max=900) == 1


def test_two_terms_are_never_in_force_at_once(house: House) -> None:
    house.terms.pk = None
    house.terms.valid_from = date(2026, 7, 1)
    with refused("schemeterms_no_overlap"):
        house.terms.save(force_insert=True)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("schemeterms_amounts_ordered", "amount_min = 0"),
        ("schemeterms_amounts_ordered", "amount_max = 50"),
        ("schemeterms_months_ordered", "months_min = 0"),
        ("schemeterms_months_ordered", "months_min = 19"),
        ("schemeterms_figures_are_figures", "income_ceiling = 'NaN'"),
        ("schemeterms_figures_are_figures", "small_instalment = -1"),
    ],
)
def test_terms_make_sense(house: House, name: str, change: str) -> None:
    with refused(name, house.terms):
        sql(f"UPDATE schemes_schemeterms SET {change} WHERE id = %s", house.terms.pk)
