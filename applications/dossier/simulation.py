"""What a month would look like over another duration. Pure."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from harmonie.money import euros

from ..rules import Budget, last_instalment, usual_instalment

USUAL = (6, 10, 12, 15, 18)


class Line(NamedTuple):
    """One duration: the instalment and the reste à vivre, in euros a month."""

    months: int
    instalment: Decimal
    last: Decimal
    remainder: Decimal
    is_asked: bool
    is_chosen: bool

    @property
    def sentence(self) -> str:
        """« Sur 12 mois : 11 échéances de 51,67 € et une de 51,63 €. »"""
        over = f"Sur {self.months}\u00a0mois\u00a0:"
        if self.months == 1 or self.last == self.instalment:
            return f"{over} {self.months} échéance{'s' if self.months > 1 else ''} de {euros(self.instalment)}."
        first = f"{self.months - 1} échéances" if self.months > 2 else "une échéance"
        return f"{over} {first} de {euros(self.instalment)} et une de {euros(self.last)}."


def lines(
    budget: Budget,
    amount: Decimal,
    *,
    asked: int,
    chosen: int,
    months_min: int,
    months_max: int,
) -> Sequence[Line]:
    """The usual durations within the terms, with the one asked for and the one looked at."""
    durations = {
        asked,
        chosen,
        *(months for months in (*USUAL, 24, 36) if months_min <= months <= months_max),
    }
    return [_line(budget, amount, months, asked, chosen) for months in sorted(durations)]


def _line(budget: Budget, amount: Decimal, months: int, asked: int, chosen: int) -> Line:
    instalment = usual_instalment(amount, months)
    return Line(
        months,
        instalment,
        last_instalment(amount, months),
        budget.remainder(instalment),
        months == asked,
        months == chosen,
    )
