"""A week, a quarter and a year, in months: the page says what the database counts."""

from decimal import Decimal

import pytest

from applications.enums import Frequency
from applications.models import IncomeLine
from applications.months import explained, is_countable, month_of, monthly
from applications.queries import budget
from tests.applications.builders import a_draft


@pytest.mark.parametrize(
    ("amount", "frequency", "month"),
    [
        ("120", "weekly", "520.00"),
        ("0.01", "weekly", "0.04"),
        ("612", "quarterly", "204.00"),
        ("100", "quarterly", "33.33"),
        ("1000", "yearly", "83.33"),
        ("0.06", "yearly", "0.01"),
        ("1313.83", "monthly", "1313.83"),
    ],
)
@pytest.mark.django_db
def test_the_database_counts_as_the_page_says(amount: str, frequency: str, month: str):
    line = IncomeLine.objects.create(application=a_draft(), kind="salary", amount=Decimal(amount), frequency=frequency)
    line.refresh_from_db()
    assert line.monthly == monthly(Decimal(amount), frequency) == Decimal(month)
    assert budget(line.application).earned == Decimal(month)


def test_it_says_how():
    assert explained(Decimal(120), Frequency.WEEKLY) == "soit 520,00\u202f€ par mois (52\u00a0semaines ÷ 12)"
    assert explained(Decimal(120), Frequency.MONTHLY) == ""


def test_a_line_without_frequency_is_monthly():
    assert month_of([{"amount": Decimal(10)}, {"amount": Decimal(12), "frequency": "yearly"}]) == Decimal(11)


def test_what_the_database_cannot_hold_is_not_countable():
    assert is_countable(Decimal("99999999.99"))
    assert not is_countable(Decimal(100_000_000))
