"""Schedules in words."""

from datetime import date
from decimal import Decimal

import pytest

from loans.schedule import build_schedule
from loans.wording import due_day, overleaf_from, schedule_rows, schedule_sentence, short_sentence


def rows(amount=620, months=12, first=date(2027, 3, 5)):
    return build_schedule(Decimal(amount), months, first)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2027, 3, 5), "le 5 du mois"),
        (date(2027, 3, 1), "le 1er du mois"),
        (date(2027, 1, 31), "le dernier jour du mois"),
        (date(2027, 1, 30), "le 30 du mois, ou le dernier jour d’un mois plus court"),
    ],
)
def test_the_day_of_the_month(first, words):
    assert due_day(rows(first=first)) == words


def test_amounts_are_spelled_out():
    assert schedule_sentence(rows()) == (
        "onze de 51,67\u202f€ (cinquante et un euros et soixante-sept centimes), "
        "puis une de 51,63\u202f€ (cinquante et un euros et soixante-trois centimes)"
    )


@pytest.mark.parametrize(
    ("amount", "months", "words"),
    [
        (600, 12, "12 échéances de 50,00\u202f€, le 5 du mois"),
        (620, 12, "11\u00a0×\u00a051,67\u202f€ et 51,63\u202f€, le 5 du mois"),
        (100, 1, "une échéance de 100,00\u202f€"),
    ],
)
def test_the_rhythm_in_short(amount, months, words):
    assert short_sentence(rows(amount, months)) == words


def test_what_is_owed_after_each_line_ends_at_nothing():
    printed = schedule_rows(rows())
    assert printed[0].owed_after == Decimal("568.33")
    assert printed[-1].owed_after == 0


@pytest.mark.parametrize(("count", "row"), [(1, 0), (12, 0), (14, 0), (15, 12), (17, 14), (18, 15), (30, 15)])
def test_a_long_schedule_turns_the_page_with_several_rows(count, row):
    assert overleaf_from(count) == row
