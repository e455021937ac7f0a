"""What a month would look like over every duration that the terms allow. Pure."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from harmonie.money import euros
from harmonie.schemes.models import SchemeTerms

from ..rules import Budget, last_instalment, small_instalment_warning, usual_instalment

# Shown before one asks for all of them.
USUAL = (6, 10, 12, 15, 18, 24, 36)


class Line(NamedTuple):
    """One duration: the instalments and the reste à vivre, in euros a month; `warning` when they are very small."""

    months: int
    instalment: Decimal
    last: Decimal
    remainder: Decimal
    is_asked: bool
    is_chosen: bool
    warning: str = ""

    @property
    def is_usual(self) -> bool:
        return self.is_asked or self.months in USUAL

    @property
    def sentence(self) -> str:
        """« Sur 12 mois : 11 échéances de 51,67 € et une de 51,63 €. »"""
        over = f"Sur {self.months}\u00a0mois\u00a0:"
        if self.months == 1 or self.last == self.instalment:
            return f"{over} {self.months} échéance{'s' if self.months > 1 else ''} de {euros(self.instalment)}."
        first = f"{self.months - 1} échéances" if self.months > 2 else "une échéance"
        return f"{over} {first} de {euros(self.instalment)} et une de {euros(self.last)}."


def lines(budget: Budget, amount: Decimal, terms: SchemeTerms, *, asked: int, chosen: int) -> Sequence[Line]:
    """Every duration within the terms, with the one asked for and the one looked at."""
    durations = {asked, chosen, *range(terms.months_min, terms.months_max + 1)}
    return [_line(budget, amount, terms, months, asked, chosen) for months in sorted(durations)]


def _line(budget: Budget, amount: Decimal, terms: SchemeTerms, months: int, asked: int, chosen: int) -> Line:
    instalment = usual_instalment(amount, months)
    return Line(
        months,
        instalment,
        last_instalment(amount, months),
        budget.remainder(instalment),
        months == asked,
        months == chosen,
        small_instalment_warning(terms, amount, months),
    )
