"""What is saved of a dossier, as the answers of its steps."""

from typing import Any

from ..models import HouseholdMember, LoanApplication

MEMBER = ("first_name", "birth_date", "kinship", "is_co_applicant")
CO_APPLICANT = ("last_name", "phone", "email")
SITUATION = ("family_status", "housing", "landlord", "housing_note")
EXPENSE = ("kind", "label", "amount", "frequency")
INCOME = (*EXPENSE, "earner", "earned")
DEBT = ("creditor", "balance", "instalment", "ends_on", "in_plan")


def household_rows(application: LoanApplication) -> list[dict[str, Any]]:
    return list(application.members.values(*MEMBER))


def co_applicant(application: LoanApplication) -> dict[str, Any]:
    """How to name and reach who asks with the person; empty while nobody does."""
    found = HouseholdMember.objects.filter(application=application, is_co_applicant=True)
    return found.values(*CO_APPLICANT).first() or {}


def situation(application: LoanApplication) -> dict[str, Any]:
    return {name: getattr(application, name) for name in SITUATION}


def budget_rows(application: LoanApplication) -> dict[str, list[dict[str, Any]]]:
    return {
        "incomes": list(application.incomes.values(*INCOME)),
        "expenses": list(application.expenses.values(*EXPENSE)),
        "debts": list(application.debts.values(*DEBT)),
    }


def people(application: LoanApplication) -> list[str]:
    """Who may be said to receive a resource: the household's first names, and those written so before."""
    household = [application.applicant.first_name, *application.members.values_list("first_name", flat=True)]
    written = application.incomes.exclude(earner="").values_list("earner", flat=True)
    return list(dict.fromkeys([*household, *written]))
