"""How old what is late is, on a day and at the ends of the three quarters before. Euros, and loans."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection

from harmonie.calendar import add_months
from loans.arrears.late import late_question

from ..bilan.populations import owing_loans
from ..bilan.question import Question

BANDS = ("1 à 30\u00a0jours", "31 à 60\u00a0jours", "61 à 90\u00a0jours", "plus de 90\u00a0j.")
DAYS = 4
BY_AGE = """
    SELECT CASE WHEN %s::date - since <= 30 THEN 0 WHEN %s::date - since <= 60 THEN 1
                WHEN %s::date - since <= 90 THEN 2 ELSE 3 END AS band, count(*), sum(amount)
    FROM ({late}) AS late GROUP BY band
"""


class Band(NamedTuple):
    loans: int = 0
    amount: Decimal = Decimal("0.00")


class Aged(NamedTuple):
    """One day: a band per age, the youngest first."""

    day: date
    bands: tuple[Band, ...]

    @property
    def loans(self) -> int:
        return sum(band.loans for band in self.bands)

    @property
    def amount(self) -> Decimal:
        return sum((band.amount for band in self.bands), Decimal("0.00"))


def ageing(question: Question, until: date) -> list[Aged]:
    """The ends of the last quarters before `until`, then `until`; one query each, whatever the number of loans."""
    return [_aged(question, day) for day in _days(until)]


def _days(until: date) -> list[date]:
    quarter = date(until.year, (until.month - 1) // 3 * 3 + 1, 1)
    ends = [add_months(quarter, -3 * back) - timedelta(days=1) for back in range(DAYS)]
    return [*sorted([day for day in ends if day < until][: DAYS - 1]), until]


def _aged(question: Question, day: date) -> Aged:
    bands = [Band()] * len(BANDS)
    try:
        late, params = late_question(owing_loans(question, day), day, known_before=question.known_before)
    except EmptyResultSet:
        return Aged(day, tuple(bands))
    with connection.cursor() as cursor:
        cursor.execute(BY_AGE.format(late=late), [day, day, day, *params])
        for band, count, amount in cursor.fetchall():
            bands[band] = Band(count, amount)
    return Aged(day, tuple(bands))
