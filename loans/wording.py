"""Schedules in words, for paper and screen. Pure."""

import calendar
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from num2words import num2words

from harmonie.money import euros, euros_in_words

from .rules import Due

ONE_PAGE, OVERLEAF = 14, 4  # rows that the first page of a posted schedule holds; rows that must not go on alone
LAST_ANCHOR = 28  # later days are clamped in short months: « le 31 » would not be true of February


class PaperRow(NamedTuple):
    """One line of a printed schedule; `owed_after` in euros, when every line so far is paid."""

    number: int
    due_on: date
    amount: Decimal
    owed_after: Decimal


def schedule_rows(instalments: Sequence[Due]) -> list[PaperRow]:
    """The printed schedule, with what remains owed after each line."""
    rows, owed = [], sum((instalment.amount for instalment in instalments), Decimal(0))
    for instalment in instalments:
        owed -= instalment.amount
        rows.append(PaperRow(instalment.number, instalment.due_on, instalment.amount, owed))
    return rows


def overleaf_from(count: int) -> int:
    """The row that opens the second page of a posted schedule of `count` rows; 0 when one page holds them all."""
    return min(ONE_PAGE, count - OVERLEAF) + 1 if count > ONE_PAGE else 0


def due_day(instalments: Sequence[Due]) -> str:
    """« le 5 du mois », « le dernier jour du mois », « le 30 du mois, ou le dernier jour d’un mois plus court »."""
    day = _anchor([instalment.due_on for instalment in instalments])
    if day == 31:
        return "le dernier jour du mois"
    usual = "le 1er du mois" if day == 1 else f"le {day} du mois"
    return usual if day <= LAST_ANCHOR else f"{usual}, ou le dernier jour d’un mois plus court"


def _anchor(days: Sequence[date]) -> int:
    """The day of the month that most dates fall on, short months aside: one date may have been moved, or the first be
    another day's."""
    return max(range(1, 32), key=lambda day: (sum(_falls_on(due, day) for due in days), -day))


def _falls_on(due: date, day: int) -> bool:
    return due.day == min(day, calendar.monthrange(due.year, due.month)[1])


def schedule_sentence(instalments: Sequence[Due]) -> str:
    """« onze de 51,67 € (cinquante et un euros et soixante-sept centimes), puis une de 51,63 € (…) »."""
    usual, last, count = instalments[0].amount, instalments[-1].amount, len(instalments)
    if usual == last:
        return f"{_counted(count)} de {_spelled(usual)}" if count > 1 else f"une de {_spelled(usual)}"
    return f"{_counted(count - 1)} de {_spelled(usual)}, puis une de {_spelled(last)}"


def short_sentence(instalments: Sequence[Due]) -> str:
    """« 12 échéances de 50,00 €, le 10 du mois »; names the last amount when it differs."""
    usual, last, count = instalments[0].amount, instalments[-1].amount, len(instalments)
    if count == 1:
        return f"une échéance de {euros(usual)}"
    if usual == last:
        return f"{count} échéances de {euros(usual)}, {due_day(instalments)}"
    return f"{count - 1}\u00a0×\u00a0{euros(usual)} et {euros(last)}, {due_day(instalments)}"


def _counted(count: int) -> str:
    return "une" if count == 1 else num2words(count, lang="fr")


def _spelled(amount: Decimal) -> str:
    return f"{euros(amount)} ({euros_in_words(amount)})"
