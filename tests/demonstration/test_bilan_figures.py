"""The bilan of the whole demonstration: against SQL written by hand, and each figure against the cases behind it."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection

from reporting.bilan.figures import bilan
from reporting.bilan.indicators import cases
from reporting.bilan.question import Question
from reporting.bilan.sections import sections

GRANTED = """
    SELECT count(*), coalesce(sum(d.amount), 0), percentile_cont(0.5) WITHIN GROUP (ORDER BY d.amount)
    FROM commission_decision d
    WHERE d.outcome IN ('granted', 'partially_granted') AND d.path <> 'takeover'
      AND (d.decided_at AT TIME ZONE 'Europe/Paris')::date BETWEEN %(start)s AND %(end)s
      AND (d.decided_at AT TIME ZONE 'Europe/Paris')::date <= %(known)s
      AND NOT EXISTS (SELECT FROM commission_decision w WHERE w.withdraws_id = d.id
                      AND (w.decided_at AT TIME ZONE 'Europe/Paris')::date <= %(known)s)
"""
RECEIVED = """
    SELECT count(*) FROM applications_loanapplication
    WHERE NOT is_taken_over AND (submitted_at AT TIME ZONE 'Europe/Paris')::date BETWEEN %(start)s AND %(end)s
      AND (submitted_at AT TIME ZONE 'Europe/Paris')::date <= %(known)s
      AND NOT (merged_into_id IS NOT NULL AND (closed_at AT TIME ZONE 'Europe/Paris')::date <= %(known)s)
"""
OWED = """
    SELECT count(*), coalesce(sum(owed), 0) FROM (
        SELECT sum(effect) AS owed FROM loans_ledgerentry
        WHERE value_on <= least(%(end)s, %(known)s) AND (posted_at AT TIME ZONE 'Europe/Paris')::date <= %(known)s
        GROUP BY loan_id HAVING sum(effect) > 0
    ) AS balances
"""


def by_hand(sql, question):
    with connection.cursor() as cursor:
        cursor.execute(sql, {"start": question.start, "end": question.end, "known": question.as_of})
        return cursor.fetchone()


def test_random_periods_agree_with_sql_written_by_hand(told):
    chance = Random(2007)
    for _ in range(6):
        start = date(2007, 1, 1) + timedelta(days=chance.choice([chance.randrange(120), 6900 + chance.randrange(300)]))
        end = start + timedelta(days=chance.randrange(1, 300))
        question = Question(start, end, as_of=min(start + timedelta(days=chance.randrange(400)), date(2026, 11, 23)))
        found = bilan(question)
        count, amount, median = by_hand(GRANTED, question)
        assert (found.credits, found.amount) == (count, amount), question
        assert found.granted.median_amount == median, question
        assert found.received.count == by_hand(RECEIVED, question)[0], question
        assert (found.repaying.running, found.repaying.outstanding) == by_hand(OWED, question), question


@pytest.mark.parametrize("known", [None, date(2026, 9, 30)])
def test_each_figure_counts_the_cases_behind_it(told, known):
    question = Question(date(2026, 1, 1), date(2026, 12, 31), as_of=known)
    rows = [row for section in sections(bilan(question)) for row in section.rows if row.cases]
    assert len(rows) > 40
    for row in rows:
        behind = cases(question, row.cases)
        assert behind is not None, row
        assert row.count is None or behind.rows.count() == row.count, row
