"""How far each request of a period came, how it ended and after how many days: one row a request, all in SQL.

The tables are joined whole and grouped once, so that 100 000 requests cost PostgreSQL a few sorted passes and not
100 000 times ten look-ups. It has no statistics of what a CTE yields: « IS NULL » or « = » on such a column, or an
inner join with a small table, let it expect one row where thousands come, and compare each of them with all the others.
Hence `is_merged`, a boolean (it expects half), and outer joins.

With `known_before`, what was recorded later does not count: dated rows by their own date, the request's state by the
last version of its history that it had entered by then (`state_since`).
"""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from applications.models import LoanApplication
from loans.enums import CancelReason

from ..bilan.populations import handed_over
from ..bilan.question import Question

STATES = """
    SELECT id, state, closing_reason, blocking_criterion, submitted_at, created_at, scheme_id,
           merged_into_id IS NOT NULL AS is_merged
    FROM applications_loanapplication WHERE id IN (SELECT id FROM cohort)
"""
STATES_THEN = """
    SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id AS id, state, closing_reason, blocking_criterion, submitted_at,
           created_at, scheme_id, merged_into_id IS NOT NULL AS is_merged
    FROM applications_loanapplicationevent
    WHERE pgh_obj_id IN (SELECT id FROM cohort) AND state_since < %(before)s
    ORDER BY pgh_obj_id, pgh_id DESC
"""
JOURNEYS = """
WITH cohort (id) AS MATERIALIZED ({cohort}),
standing AS MATERIALIZED ({states}),
path AS MATERIALIZED (
    SELECT application_id,
           min(happened_at) FILTER (WHERE step = 'review') AS taken_up_at,
           min(happened_at) FILTER (WHERE step = 'review' AND is_done) AS complete_at,
           min(happened_at) FILTER (WHERE step = 'commission') AS presented_at,
           min(happened_at) FILTER (WHERE step = 'commission' AND is_done) AS answered_at,
           count(*) FILTER (WHERE step = 'contract' AND is_done) AS signatures,
           count(*) FILTER (WHERE step = 'contract' AND is_stop AND note = %(renounced)s) AS renunciations,
           count(*) FILTER (WHERE step = 'referral' AND is_stop) AS stops_at_the_door
    FROM applications_milestone
    WHERE application_id IN (SELECT id FROM cohort) AND happened_at < %(before)s
    GROUP BY application_id
),
verdict AS MATERIALIZED (
    SELECT former.application_id,
           (array_agg(former.outcome ORDER BY former.id DESC))[1] AS outcome,
           (array_agg(former.grounds ORDER BY former.id DESC))[1] AS grounds,
           min(former.decided_at) AS decided_at,
           max(former.id) FILTER (
               WHERE former.outcome IN ('granted', 'partially_granted') AND later.id IS NULL
           ) AS grant_id
    FROM commission_decision former
    LEFT JOIN commission_decision later ON later.withdraws_id = former.id AND later.decided_at < %(before)s
    WHERE former.application_id IN (SELECT id FROM cohort) AND former.decided_at < %(before)s
    GROUP BY former.application_id
),
loan AS MATERIALIZED (
    SELECT id, decision_id, signed_on, cancel_reason FROM loans_loan
    WHERE decision_id IN (SELECT grant_id FROM verdict) AND opened_at < %(before)s
),
money AS MATERIALIZED (
    SELECT given.application_id, given.decided_at AS granted_at, loan.signed_on, paid.paid_out_on,
           released.moved_at IS NOT NULL AS is_released,
           CASE WHEN released.moved_at IS NULL THEN ''
                WHEN loan.cancel_reason <> '' THEN loan.cancel_reason
                WHEN (released.moved_at AT TIME ZONE %(zone)s)::date > given.sign_before
                 AND coalesce(path.renunciations, 0) = 0 THEN 'not_signed'
                ELSE 'renounced' END AS cancel_reason
    FROM verdict
    JOIN commission_decision given ON given.id = verdict.grant_id
    LEFT JOIN loan ON loan.decision_id = given.id
    LEFT JOIN path ON path.application_id = given.application_id
    LEFT JOIN schemes_budgetmovement released
        ON released.releases_id = given.commitment_id AND released.moved_at < %(before)s
    LEFT JOIN (
        SELECT entry.loan_id, min(entry.value_on) AS paid_out_on
        FROM loans_ledgerentry entry
        WHERE entry.loan_id IN (SELECT id FROM loan) AND entry.kind = 'disbursement' AND entry.posted_at < %(before)s
          AND NOT EXISTS (
              SELECT FROM loans_ledgerentry undone
              WHERE undone.reverses_id = entry.id AND undone.posted_at < %(before)s
          )
        GROUP BY entry.loan_id
    ) paid ON paid.loan_id = loan.id
),
walked AS (
    SELECT standing.*, path.taken_up_at, path.complete_at,
           coalesce(path.presented_at, verdict.decided_at) AS presented_at,
           coalesce(money.granted_at, CASE WHEN scheme.lending = 'external' THEN path.answered_at END) AS granted_at,
           money.signed_on, coalesce(money.paid_out_on, lent.disbursed_on) AS paid_out_on,
           coalesce(money.is_released, false) AS is_released, money.cancel_reason, verdict.outcome, verdict.grounds,
           CASE
               WHEN money.paid_out_on IS NOT NULL OR standing.state = 'lender_disbursed' THEN 6
               WHEN money.granted_at IS NOT NULL AND coalesce(path.signatures, 0) > 0 THEN 5
               WHEN money.granted_at IS NOT NULL OR standing.state = 'lender_granted'
                 OR (scheme.lending = 'external' AND path.answered_at IS NOT NULL) THEN 4
               WHEN verdict.application_id IS NOT NULL OR sent.id IS NOT NULL
                 OR standing.state IN ('on_agenda', 'decided', 'sent_to_lender', 'lender_refused') THEN 3
               WHEN path.complete_at IS NOT NULL OR standing.state = 'ready' THEN 2
               WHEN standing.state = 'submitted' OR path.stops_at_the_door > 0 THEN 0
               ELSE 1 END AS reached
    FROM standing
    LEFT JOIN schemes_scheme scheme ON scheme.id = standing.scheme_id
    LEFT JOIN path ON path.application_id = standing.id
    LEFT JOIN verdict ON verdict.application_id = standing.id
    LEFT JOIN money ON money.application_id = standing.id
    LEFT JOIN applications_lendersending sent ON sent.application_id = standing.id AND sent.sent_at < %(before)s
    LEFT JOIN applications_lenderloan lent
        ON lent.application_id = standing.id AND standing.state = 'lender_disbursed'
    WHERE NOT standing.is_merged AND standing.state <> 'draft'
),
journeys AS MATERIALIZED (
    SELECT walked.id, walked.scheme_id, reached,
           CASE WHEN reached = 6 THEN 'paid_out'
                WHEN is_released OR state IN ('withdrawn', 'inadmissible', 'redirected', 'lender_refused')
                  OR (state = 'decided' AND reached < 4) THEN 'lost'
                ELSE 'under_way' END AS ended,
           CASE WHEN is_released THEN 'contract' WHEN state = 'decided' THEN 'decision' ELSE 'closing' END AS by_whom,
           CASE WHEN is_released THEN cancel_reason WHEN state = 'decided' THEN coalesce(grounds, '')
                ELSE closing_reason END AS reason,
           CASE WHEN state = 'decided' AND NOT is_released THEN coalesce(outcome, 'refused') ELSE state END AS outcome,
           CASE WHEN is_released THEN '' ELSE blocking_criterion END AS blocking,
           follower.id IS NOT NULL AS went_on,
           received.on_day - (walked.created_at AT TIME ZONE %(zone)s)::date AS days_0,
           CASE WHEN reached >= 1 THEN
               (coalesce(taken_up_at, walked.submitted_at) AT TIME ZONE %(zone)s)::date - received.on_day END AS days_1,
           CASE WHEN reached >= 2 THEN (complete_at AT TIME ZONE %(zone)s)::date - received.on_day END AS days_2,
           CASE WHEN reached >= 3 THEN (presented_at AT TIME ZONE %(zone)s)::date - received.on_day END AS days_3,
           CASE WHEN reached >= 4 THEN (granted_at AT TIME ZONE %(zone)s)::date - received.on_day END AS days_4,
           CASE WHEN reached >= 5 THEN signed_on - received.on_day END AS days_5,
           CASE WHEN reached >= 6 THEN paid_out_on - received.on_day END AS days_6
    FROM walked
    CROSS JOIN LATERAL (SELECT (walked.submitted_at AT TIME ZONE %(zone)s)::date AS on_day) received
    LEFT JOIN (
        SELECT id, redirected_from_id FROM applications_loanapplication
        WHERE redirected_from_id IN (SELECT id FROM cohort) AND created_at < %(before)s
    ) follower ON follower.redirected_from_id = walked.id
)
"""
FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


def cohort(question: Question) -> QuerySet[LoanApplication]:
    """The requests handed over in the period, and those among them that were united with another one."""
    return handed_over(question).order_by()


def read(question: Question, select: str, **values: Any) -> list[tuple[Any, ...]]:
    """What `select` (ours, never typed) makes of the `journeys` of a question's requests."""
    sql, params = journeys(question, select, **values)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def journeys(question: Question, select: str, **values: Any) -> tuple[str, dict[str, Any]]:
    """The statement and its values."""
    inner, given = cohort(question).values("pk").query.sql_with_params()
    names = [f"cohort_{place}" for place in range(len(given))]
    inner = inner % tuple(f"%({name})s" for name in names)
    states = STATES_THEN if question.known_before else STATES
    told = {
        "before": question.known_before or FOR_EVER,
        "zone": settings.TIME_ZONE,
        "renounced": CancelReason.RENOUNCED.label.capitalize(),
    }
    return JOURNEYS.format(cohort=inner, states=states) + select, told | dict(zip(names, given, strict=True)) | values
