"""What the database refuses about the household, its debts and what is typed, whatever the form let through."""

from datetime import date
from typing import Any

import pytest

from applications.models import Debt, HouseholdMember
from harmonie.registry.models import KeptInput
from tests.story import NOW, House, a_draft

from .attack import refused, sql

JEANNE: dict[str, Any] = {
    "first_name": "Jeanne",
    "last_name": "Moreau",
    "birth_date": date(1990, 1, 1),
    "kinship": "partner",
    "is_co_applicant": True,
}


def test_one_person_at_most_asks_too(house: House) -> None:
    draft = a_draft(house)
    HouseholdMember.objects.create(application=draft, **JEANNE)
    with refused("householdmember_one_co_applicant"):
        HouseholdMember.objects.create(application=draft, **JEANNE)


def test_who_asks_too_has_a_name(house: House) -> None:
    with refused("householdmember_co_applicant_named"):
        HouseholdMember.objects.create(application=a_draft(house), **{**JEANNE, "last_name": ""})


@pytest.mark.parametrize("balance", ["0", "-1", "'NaN'"])
def test_a_debt_is_something_owed(house: House, balance: str) -> None:
    debt = Debt.objects.create(application=a_draft(house), creditor="Banque", balance=10, instalment=0)
    with refused("debt_balance_positive", debt):
        sql(f"UPDATE applications_debt SET balance = {balance} WHERE id = %s", debt.pk)


@pytest.mark.parametrize("instalment", ["-1", "'NaN'"])
def test_a_debt_takes_nothing_or_something_a_month(house: House, instalment: str) -> None:
    debt = Debt.objects.create(application=a_draft(house), creditor="Banque", balance=10, instalment=0)
    with refused("debt_instalment_not_negative", debt):
        sql(f"UPDATE applications_debt SET instalment = {instalment} WHERE id = %s", debt.pk)


@pytest.mark.parametrize("figures", ["quote = 0", "quote = 'NaN'", "other_funding = -1", "other_funding = 'NaN'"])
def test_quote_and_other_funding_are_figures(house: House, figures: str) -> None:
    project = a_draft(house).project
    with refused("project_funding_is_figures", project):
        sql(f"UPDATE applications_project SET {figures} WHERE id = %s", project.pk)


def test_what_is_typed_on_a_page_is_kept_once(house: House) -> None:
    kept = {"user": house.worker, "path": "/demandes/nouvelle/", "data": "{}", "kept_at": NOW}
    KeptInput.objects.create(**kept)
    with refused("keptinput_once_per_page"):
        KeptInput.objects.create(**kept)
