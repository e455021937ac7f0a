"""The household's month as the commission reads it: every line, and no name where the sheet hides who is asking."""

from decimal import Decimal
from typing import NamedTuple

from applications.models import LoanApplication
from applications.queries import budget
from harmonie.dates import short_day
from harmonie.money import euros


class Line(NamedTuple):
    """One resource or charge, euros a month."""

    label: str
    note: str
    monthly: Decimal


class Month(NamedTuple):
    resources: list[Line]
    charges: list[Line]
    total_resources: Decimal
    total_charges: Decimal


def month_of(application: LoanApplication) -> Month:
    """What people wrote beside a line may name somebody: it is left out of an anonymised sheet."""
    named, total = not application.scheme.is_anonymised, budget(application)
    resources = [Line(_label(line, named), _earner(line, named), line.monthly) for line in application.incomes.all()]
    charges = [Line(_label(line, named), "", line.monthly) for line in application.expenses.all()]
    return Month(resources, charges + _debts(application, named), total.resources, total.expenses)


def _label(line, named: bool) -> str:
    kind = line.get_kind_display()
    said = f"{kind[:1].upper()}{kind[1:]}"
    return f"{said}, {line.label}" if named and line.label else said


def _earner(line, named: bool) -> str:
    said = [line.earner if named else "", "revenu d’activité" if line.is_earned else ""]
    return ", ".join(part for part in said if part)


def _debts(application: LoanApplication, named: bool) -> list[Line]:
    return [
        Line(f"Dette, {debt.creditor}" if named else "Dette", _owed(debt), debt.instalment)
        for debt in application.debts.all()
    ]


def _owed(debt) -> str:
    until = f", jusqu’au {short_day(debt.ends_on)}" if debt.ends_on else ""
    plan = ", dans le plan de surendettement" if debt.in_plan else ""
    return f"reste dû {euros(debt.balance)}{until}{plan}"
