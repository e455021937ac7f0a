"""What may be done to a request, and the arithmetic of a household's month. No writes, no request."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from harmonie.money import CENT, from_cents, to_cents
from harmonie.refusals import WrongState

from .enums import EDITABLE_STATES, TRANSITIONS, State
from .models import ExpenseLine, IncomeLine, LoanApplication


def can(action: str, application: LoanApplication) -> bool:
    """Whether `action`, a key of TRANSITIONS, may start from the request's state."""
    return application.state in TRANSITIONS[action].sources


def can_edit(application: LoanApplication) -> bool:
    return application.state in EDITABLE_STATES


def ensure(action: str, application: LoanApplication) -> None:
    """Raises `WrongState` when `action` may not start; call it on the locked row."""
    if not can(action, application):
        label = State(application.state).label
        raise WrongState(
            f"Le dossier {application.reference} est maintenant «\u202f{label}\u202f»\u00a0: rechargez sa page pour voir ce qui a changé."
        )


@dataclass(frozen=True)
class Budget:
    """A household's month in euros, for `units` consumption units."""

    resources: Decimal
    earned: Decimal
    expenses: Decimal
    units: Decimal

    def remainder(self, instalment: Decimal = Decimal(0)) -> Decimal:
        """Reste à vivre: (resources − expenses − instalment) ÷ UC, rounded to the cent (domain.md §2)."""
        return ((self.resources - self.expenses - instalment) / self.units).quantize(CENT, ROUND_HALF_UP)


def budget_of(incomes: Iterable[IncomeLine], expenses: Iterable[ExpenseLine], units: Decimal) -> Budget:
    incomes = list(incomes)
    return Budget(
        resources=sum((line.amount for line in incomes), Decimal(0)),
        earned=sum((line.amount for line in incomes if line.is_earned), Decimal(0)),
        expenses=sum((line.amount for line in expenses), Decimal(0)),
        units=units,
    )


def usual_instalment(amount: Decimal, months: int) -> Decimal:
    """What is repaid each month but the last, in euros, at the default rounding (domain.md §3)."""
    return from_cents((2 * to_cents(amount) + months) // (2 * months))
