"""What a dossier says of the person, the household, the month and the project."""

from typing import Any

from ..models import LoanApplication
from ..queries import budget, project_of

type Facts = dict[str, Any]


def facts(application: LoanApplication) -> Facts:
    """What every page of a dossier reads."""
    return {
        "application": application,
        "applicant": application.applicant,
        "project": project_of(application),
        "members": list(application.members.all()),
        "incomes": list(application.incomes.all()),
        "expenses": list(application.expenses.all()),
        "debts": list(application.debts.all()),
        "budget": budget(application),
    }
