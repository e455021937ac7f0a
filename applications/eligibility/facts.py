"""What the rules read, and what they answer. Amounts are euros, incomes and charges a month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ..enums import OverIndebtedness, Purpose, Verdict
from .residence import Residence


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The voted terms in force on the request date. What is stricter than usual is asked only where it is set."""

    scheme_name: str
    amount_min: Decimal
    amount_max: Decimal
    months_min: int
    months_max: int
    income_ceiling: Decimal
    per_unit: bool = True
    strict: bool = True
    residents_only: bool = True
    one_live_loan: bool = True
    reapplication_months: int = 0
    remainder_min: Decimal | None = None
    requires_earned_income: bool = False
    refuses_over_indebted: bool = False
    purposes: Sequence[str] = ()
    allows_derogation: bool = False


@dataclass(frozen=True, kw_only=True)
class Household:
    """Who lives there: the birth dates of everybody but the applicant; what is earned, what comes in and goes out.

    `resources` is None where nobody asked (the public's simulator): the reste à vivre is then not judged.
    """

    other_birth_dates: Sequence[date]
    earned_income: Decimal
    resources: Decimal | None = None
    expenses: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked, on which day, by someone in which situation. An empty `purpose` is one not told yet."""

    requested_on: date
    amount: Decimal
    months: int
    is_resident: bool
    residence: Residence | None = None
    instalment: Decimal = Decimal(0)
    purpose: Purpose | str = ""
    live_loan: str = ""
    refused_on: date | None = None
    new_facts: str = ""
    over_indebtedness: str = OverIndebtedness.NONE


@dataclass(frozen=True)
class CriterionVerdict:
    """One condition: its code, its verdict, a sentence a person understands, the figures in words and as values."""

    code: str
    verdict: Verdict
    say: str
    why: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As it is kept on record: figures are written out, exact."""
        return {
            "code": self.code,
            "verdict": str(self.verdict),
            "say": self.say,
            "why": self.why,
            "figures": {name: written(value) for name, value in self.figures.items()},
        }


def written(value: Any) -> Any:
    """A value as JSON keeps it exactly: decimals and dates in words, the rest as it is."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [written(one) for one in value]
    return value
