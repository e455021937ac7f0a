"""The eligibility records behind the requests of a period, grouped: what each said then, and the figures it kept.

Nothing is read from today's dossier. The record that counts is the request's last one under the scheme asked about.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from applications.eligibility import Terms
from harmonie.schemes.models import Scheme

from ..bilan.question import Question
from .journeys import read
from .reasons import Why

# The conditions that other terms would move; the others stay as they were found.
MOVABLE = ("income", "amount", "months")
# Each request meets its record once. `is_told` is a boolean: PostgreSQL expects half of the rows, not one.
GROUPS = """
, counted AS MATERIALIZED (
    SELECT id, went_on, by_whom, reason, outcome, blocking, reached >= 2 AS is_complete,
           scheme_id = %(asked_scheme)s AS is_own, reached >= 4 AS is_granted,
           ended = 'lost' AND reached < 4 OR reached >= 4 AND scheme_id = %(asked_scheme)s AS is_told
    FROM journeys
),
record AS (
    SELECT made.*,
           (values ? 'terms') AND (values ? 'request') AS is_usable,
           EXISTS (
               SELECT FROM jsonb_array_elements(verdicts) found
               WHERE found ->> 'verdict' = 'fail' AND found ->> 'code' <> ALL (%(movable)s)
           ) AS other_fails,
           EXISTS (
               SELECT FROM applications_derogation given
               JOIN applications_eligibilitycheck former ON former.id = given.eligibility_check_id
               WHERE former.application_id = made.application_id AND former.terms_id = made.terms_id
                 AND given.granted_at < %(before)s
           ) AS is_waived
    FROM applications_eligibilitycheck made
    WHERE made.id IN (
        SELECT max(one.id) FROM applications_eligibilitycheck one
        JOIN schemes_schemeterms dated ON dated.id = one.terms_id AND dated.scheme_id = %(asked_scheme)s
        WHERE one.application_id IN (SELECT id FROM counted WHERE is_told) AND one.checked_at < %(before)s
        GROUP BY one.application_id
    )
),
judged AS MATERIALIZED (
    SELECT counted.*, record.values, record.earned_income, record.consumption_units,
           CASE WHEN record.id IS NULL OR NOT is_usable THEN 'none'
                WHEN is_eligible THEN 'passed'
                WHEN is_waived AND is_complete THEN 'waived'
                WHEN other_fails THEN 'other'
                ELSE 'failed' END AS standing
    FROM counted LEFT JOIN record ON record.application_id = counted.id
    WHERE counted.is_told
),
told AS (
    SELECT judged.*, standing = 'failed' OR standing = 'passed' AND is_granted AS may_move FROM judged
)
SELECT is_own, is_granted, went_on, standing,
       CASE WHEN is_granted THEN '' ELSE by_whom END, CASE WHEN is_granted THEN '' ELSE reason END,
       CASE WHEN is_granted THEN '' ELSE outcome END, CASE WHEN is_granted THEN '' ELSE blocking END,
       CASE WHEN may_move THEN earned_income END, CASE WHEN may_move THEN consumption_units END,
       asked.amount, asked.months,
       kept.amount_min, kept.amount_max, kept.months_min, kept.months_max, kept.income_ceiling, kept.per_unit,
       kept.strict, kept.requires_earned_income, count(*), {cases}
FROM told
LEFT JOIN LATERAL jsonb_to_record(CASE WHEN may_move THEN values -> 'request' END)
    AS asked (amount numeric, months integer) ON true
LEFT JOIN LATERAL jsonb_to_record(CASE WHEN may_move THEN values -> 'terms' END) AS kept (
    amount_min numeric, amount_max numeric, months_min integer, months_max integer, income_ceiling numeric,
    per_unit boolean, strict boolean, requires_earned_income boolean
) ON true
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
"""


class Standing(StrEnum):
    """What the record said: nothing usable, all passed, by derogation, failed at what terms can move, or not."""

    NONE = "none"
    PASSED = "passed"
    WAIVED = "waived"
    FAILED = "failed"
    OTHER = "other"


@dataclass(frozen=True)
class Figures:
    """What a record kept of one household and one project: euros a month, units, euros, months."""

    earned: Decimal
    units: Decimal
    amount: Decimal
    months: int


@dataclass(frozen=True)
class Group:
    """Requests of which the records say the same. `figures` and `terms` only where the terms could move the verdict."""

    is_own: bool
    is_granted: bool
    went_on: bool
    standing: Standing
    why: Why
    figures: Figures | None
    terms: Terms | None
    count: int
    cases: tuple[int, ...] = ()


def groups(question: Question, scheme: Scheme, *, with_cases: bool = False) -> Iterator[Group]:
    """The requests lost before a grant, under `scheme` or elsewhere, and those granted under `scheme`."""
    select = GROUPS.replace("{cases}", "array_agg(told.id)" if with_cases else "NULL")
    terms: dict[tuple[Any, ...], Terms] = {}
    rows = read(replace(question, scheme=None), select, asked_scheme=scheme.pk, movable=list(MOVABLE))
    for is_own, is_granted, went_on, standing, by, reason, outcome, blocking, *kept, count, cases in rows:
        figures, voted = kept[:4], tuple(kept[4:])
        if figures[0] is not None and voted not in terms:
            terms[voted] = _terms(scheme.name, *voted)
        yield Group(
            is_own,
            is_granted,
            went_on,
            Standing(standing),
            Why(by, reason, outcome, blocking),
            None if figures[0] is None else Figures(*figures),
            terms.get(voted),
            count,
            tuple(cases or ()),
        )


def _terms(
    name: str,
    amount_min: Decimal,
    amount_max: Decimal,
    months_min: int,
    months_max: int,
    ceiling: Decimal,
    per_unit: bool,
    strict: bool,
    requires_earned_income: bool,
) -> Terms:
    return Terms(
        scheme_name=name,
        amount_min=amount_min,
        amount_max=amount_max,
        months_min=months_min,
        months_max=months_max,
        income_ceiling=ceiling,
        per_unit=per_unit,
        strict=strict,
        requires_earned_income=requires_earned_income,
    )
