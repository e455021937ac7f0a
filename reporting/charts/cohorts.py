"""How much of what was lent in one quarter came back after one month, two, three…, and how much was due by then."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection

from harmonie.calendar import add_months
from loans.arrears.late import EVER, UNDONE

from ..bilan.populations import loans
from ..bilan.question import Question

QUARTERS, MOST_MONTHS = 8, 24
# A loan belongs to the quarter in which its first money left, reversals apart; what came back is dated by its value.
PAID = """
    WITH asked (id) AS ({loans}),
    undone AS ({undone}),
    recent AS MATERIALIZED (
        SELECT DISTINCT loan_id FROM loans_ledgerentry
        WHERE kind = 'disbursement' AND value_on BETWEEN %(since)s AND %(day)s AND loan_id IN (SELECT id FROM asked)
    ),
    known AS MATERIALIZED (
        SELECT entry.loan_id, entry.kind, entry.effect, entry.value_on, undone.kind AS reversed_kind
        FROM loans_ledgerentry entry LEFT JOIN undone ON undone.id = entry.id
        WHERE entry.loan_id IN (SELECT loan_id FROM recent)
          AND entry.value_on <= %(day)s AND entry.posted_at < %(known)s
    ),
    paid AS (
        SELECT loan_id, min(value_on) FILTER (WHERE kind = 'disbursement') AS paid_on, sum(effect) AS principal
        FROM known WHERE 'disbursement' IN (kind, coalesce(reversed_kind, ''))
        GROUP BY loan_id HAVING sum(effect) > 0 AND min(value_on) FILTER (WHERE kind = 'disbursement') >= %(since)s
    )
"""
LENT = """
    SELECT date_trunc('quarter', paid_on)::date, count(*), sum(principal) FROM paid GROUP BY 1 ORDER BY 1
"""
BACK = """
    SELECT date_trunc('quarter', paid_on)::date,
           greatest(date_part('year', age(value_on, paid_on)) * 12
                    + date_part('month', age(value_on, paid_on)), 0)::int,
           -sum(effect)
    FROM known JOIN paid USING (loan_id) WHERE 'repayment' IN (kind, coalesce(reversed_kind, '')) GROUP BY 1, 2
"""
DUE = """
    SELECT date_trunc('quarter', paid_on)::date,
           greatest(date_part('year', age(due_on, paid_on)) * 12 + date_part('month', age(due_on, paid_on)), 0)::int,
           sum(instalment.amount)
    FROM paid JOIN loans_schedule schedule ON schedule.loan_id = paid.loan_id AND schedule.version = 1
    JOIN loans_instalment instalment ON instalment.schedule_id = schedule.id GROUP BY 1, 2
"""


class Cohort(NamedTuple):
    """The loans paid out in the quarter that begins on `quarter`; shares of 1 after 0, 1, 2… months.

    `repaid` ends with the last month that all of them have lived, `due` likewise: the first agreement's instalments.
    """

    quarter: date
    loans: int
    principal: Decimal
    repaid: tuple[Decimal, ...]
    due: tuple[Decimal, ...]

    @property
    def name(self) -> str:
        """« T2 2026 »."""
        return f"T{(self.quarter.month + 2) // 3} {self.quarter.year}"


def cohorts(question: Question, until: date) -> list[Cohort]:
    """The last quarters whose loans have all lived three months, the oldest first, in three queries."""
    first = add_months(date(until.year, (until.month - 1) // 3 * 3 + 1, 1), -3 * QUARTERS)
    try:
        asked, params = loans(question).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    names = {f"asked_{place}": value for place, value in enumerate(params)}
    inner = asked % tuple(f"%({name})s" for name in names)
    values = names | {"day": until, "known": question.known_before or EVER, "since": first}
    lent, back, due = (
        _rows(PAID.format(loans=inner, undone=UNDONE) + question_, values) for question_ in (LENT, BACK, DUE)
    )
    returned, expected = _by_month(back), _by_month(due)
    return [
        Cohort(quarter, count, amount, *(_shares(sums[quarter], amount, most) for sums in (returned, expected)))
        for quarter, count, amount in lent
        if (most := _lived(quarter, until)) >= 3
    ]


def _rows(query: str, values: dict[str, object]) -> Sequence[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def _by_month(rows: Sequence[tuple]) -> dict[date, dict[int, Decimal]]:
    found: dict[date, dict[int, Decimal]] = defaultdict(dict)
    for quarter, month, amount in rows:
        found[quarter][month] = amount
    return found


def _lived(quarter: date, until: date) -> int:
    """Whole months since the last day of the quarter: what its youngest loan has lived."""
    end = add_months(quarter, 3)
    months = (until.year - end.year) * 12 + until.month - end.month
    return min(months - (until.day < end.day), MOST_MONTHS)


def _shares(by_month: dict[int, Decimal], principal: Decimal, most: int) -> tuple[Decimal, ...]:
    total, shares = Decimal(0), []
    for month in range(most + 1):
        total += by_month.get(month, Decimal(0))
        shares.append(total / principal)
    return tuple(shares)
