"""What is repaid when. Pure: whole cents in, whole cents out, and the sum is always the principal."""

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from harmonie.calendar import add_months
from harmonie.money import euros, from_cents, to_cents


class ScheduleError(ValueError):
    """No schedule exists for these figures; the message is a French sentence for the person who asked."""


@dataclass(frozen=True)
class ScheduledInstalment:
    """`amount` euros to repay by `due_on`."""

    number: int
    due_on: date
    amount: Decimal


def build_schedule(
    principal: Decimal,
    months: int,
    first_due_on: date,
    *,
    rounding: Decimal = Decimal("0.01"),
    due_day: int | None = None,
) -> list[ScheduledInstalment]:
    """Equal instalments, one a month, the last one adjusting (domain.md §3).

    `principal` and `rounding` are euros: every instalment but the last is a multiple of `rounding`.
    Due dates are counted from `first_due_on`, never from each other: 31/01, 28/02, 31/03. `due_day` is the day of the
    month (1 to 31) of those after the first, when it is not the first one's own.
    Raises `ScheduleError` when the figures cannot make `months` rows that are all above zero.
    """
    amounts = _split(_cents(principal, "Le montant"), months, _cents(rounding, "L’arrondi"))
    return [
        ScheduledInstalment(number, _due_on(first_due_on, number - 1, due_day), from_cents(cents))
        for number, cents in enumerate(amounts, start=1)
    ]


def _cents(amount: Decimal, name: str) -> int:
    try:
        if amount.is_finite() and amount > 0 and amount == amount.quantize(Decimal("0.01")):
            return to_cents(amount)
    except InvalidOperation:
        pass  # more digits than any amount of money has
    raise ScheduleError(f"{name} doit être un nombre d’euros positif, au centime près.")


def _split(total: int, months: int, step: int) -> list[int]:
    if months < 1:
        raise ScheduleError("Indiquez une durée d’au moins un mois.")
    # Rounded half up to a whole number of steps, in integers: floor(total / (months × step) + 1/2).
    equal = (2 * total + months * step) // (2 * months * step) * step
    last = total - equal * (months - 1)
    if equal <= 0 or last <= 0:
        raise ScheduleError(
            f"{euros(from_cents(total))} en {months} mois, arrondis à {euros(from_cents(step))}\u00a0: "
            "une échéance serait vide. Choisissez une durée plus courte ou un arrondi plus fin."
        )
    return [equal] * (months - 1) + [last]


def _due_on(first_due_on: date, months: int, due_day: int | None) -> date:
    try:
        due_on = add_months(first_due_on, months)
        if not months or due_day is None:
            return due_on
        return due_on.replace(day=min(due_day, calendar.monthrange(due_on.year, due_on.month)[1]))
    except ValueError as error:
        raise ScheduleError(
            "La dernière échéance tomberait après l’an 9999\u00a0: choisissez une date plus proche."
        ) from error
