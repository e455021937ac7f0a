"""What an amount stated by the week, the quarter or the year makes a month. Pure; euros.

The database computes the same (`models.household.a_month`): a test holds the two together.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from harmonie.guards import TOO_MUCH
from harmonie.money import CENT, euros

from .enums import Frequency

MONTHS = 12
TIMES_A_YEAR = {Frequency.WEEKLY: 52, Frequency.MONTHLY: 12, Frequency.QUARTERLY: 4, Frequency.YEARLY: 1}
HOW = {
    Frequency.WEEKLY: "52\u00a0semaines ÷ 12",
    Frequency.QUARTERLY: "4\u00a0trimestres ÷ 12",
    Frequency.YEARLY: "1\u00a0an ÷ 12",
}


def monthly(amount: Decimal, frequency: str) -> Decimal:
    """To the cent, half up."""
    if frequency == Frequency.MONTHLY:
        return amount
    return (amount * TIMES_A_YEAR[Frequency(frequency)] / MONTHS).quantize(CENT, ROUND_HALF_UP)


def explained(amount: Decimal, frequency: str) -> str:
    """« soit 520,00 € par mois (52 semaines ÷ 12) »; nothing for what is monthly already."""
    if frequency == Frequency.MONTHLY:
        return ""
    return f"soit {euros(monthly(amount, frequency))} par mois ({HOW[Frequency(frequency)]})"


def month_of(rows: Iterable[Mapping[str, Any]]) -> Decimal:
    """What these lines make a month together; a line that says no frequency is monthly."""
    return sum((monthly(row["amount"], row.get("frequency", Frequency.MONTHLY)) for row in rows), Decimal(0))


def is_countable(month: Decimal) -> bool:
    """Whether a month's figure can be kept: below what NUMERIC(10,2) holds."""
    return month < TOO_MUCH
