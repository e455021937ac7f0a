"""Everything that happened to the money of an envelope, in one list: votes, engagements, money out and in.

The balance after a line is what could be granted then: it follows the votes and the engagements alone. Money out and in
belongs to the envelope in which its loan was engaged, whatever the year it moved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from harmonie.schemes.enums import MovementKind, VoteKind
from loans.enums import EntryKind

PAGE = 25
AT_A_TIME = 2000
NATURES = {
    "votes": ("Votes et reports", tuple(VoteKind.values)),
    "engagements": ("Engagements et dégagements", tuple(MovementKind.values)),
    "versements": ("Versements", (EntryKind.DISBURSEMENT.value, "reversed_disbursement")),
    "remboursements": (
        "Remboursements",
        (EntryKind.REPAYMENT.value, EntryKind.RECOVERY.value, "reversed_repayment", "reversed_recovery"),
    ),
}
REVERSED = {
    "reversed_disbursement": "versement contre-passé",
    "reversed_repayment": "remboursement contre-passé",
    "reversed_recovery": "recouvrement contre-passé",
}
LABELS = {**dict(VoteKind.choices), **dict(MovementKind.choices), **dict(EntryKind.choices), **REVERSED}

# One row a movement; `n` numbers them in the order in which they happened. Money in euros.
LINES = """
    WITH line AS (
        SELECT envelope_id, recorded_at AS at, 1 AS source, id, kind::text AS kind, amount AS voted, 0 AS engaged,
            0 AS disbursed, 0 AS repaid, deliberation AS reference, NULL::bigint AS application, NULL::bigint AS loan
        FROM schemes_envelopevote WHERE envelope_id = ANY(%(envelopes)s)
      UNION ALL
        SELECT movement.envelope_id, movement.moved_at, 2, movement.id, movement.kind, 0,
            CASE WHEN movement.kind = 'commitment' THEN movement.amount ELSE -movement.amount END,
            0, 0, movement.reference, decision.application_id, loan.id
        FROM schemes_budgetmovement movement
        LEFT JOIN commission_decision decision
            ON decision.commitment_id = COALESCE(movement.releases_id, movement.id)
        LEFT JOIN loans_loan loan ON loan.decision_id = decision.id
        WHERE movement.envelope_id = ANY(%(envelopes)s)
      UNION ALL
        SELECT movement.envelope_id, entry.posted_at, 3, entry.id,
            CASE WHEN origin.id IS NULL THEN entry.kind ELSE 'reversed_' || origin.kind END, 0, 0,
            CASE WHEN COALESCE(origin.kind, entry.kind) = 'disbursement' THEN entry.effect ELSE 0 END,
            CASE COALESCE(origin.kind, entry.kind) WHEN 'repayment' THEN -entry.effect
                WHEN 'recovery' THEN -entry.lost ELSE 0 END,
            movement.reference, decision.application_id, loan.id
        FROM schemes_budgetmovement movement
        JOIN commission_decision decision ON decision.commitment_id = movement.id
        JOIN loans_loan loan ON loan.decision_id = decision.id
        JOIN loans_ledgerentry entry ON entry.loan_id = loan.id
        LEFT JOIN loans_ledgerentry origin ON origin.id = entry.reverses_id
        WHERE movement.envelope_id = ANY(%(envelopes)s)
            AND COALESCE(origin.kind, entry.kind) IN ('disbursement', 'repayment', 'recovery')
    ), stood AS (SELECT * FROM line WHERE %(until)s::timestamptz IS NULL OR at < %(until)s)
"""
NUMBERED = """
    SELECT * FROM (
        SELECT at, kind, voted, engaged, disbursed, repaid, reference, application, loan,
            row_number() OVER happened AS n, sum(voted - engaged) OVER happened AS balance
        FROM stood WINDOW happened AS (ORDER BY at, source, id ROWS UNBOUNDED PRECEDING)
    ) numbered
    WHERE (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s))
      AND (%(reference)s = '' OR position(%(reference)s in upper(reference)) > 0
        AND NOT COALESCE(application = ANY(%(hidden)s), false))
      AND (%(since)s::timestamptz IS NULL OR at >= %(since)s)
"""


class Line(NamedTuple):
    """One movement, in euros; `balance` is what was available after it, `n` its number in the envelope."""

    at: datetime
    kind: str
    voted: Decimal
    engaged: Decimal
    disbursed: Decimal
    repaid: Decimal
    reference: str
    application: int | None
    loan: int | None
    n: int
    balance: Decimal

    @property
    def label(self) -> str:
        return LABELS[self.kind]


@dataclass(frozen=True)
class Asked:
    """What narrows a ledger; `hidden` are the requests that its reader stepped aside from."""

    envelope: int
    nature: str = ""
    reference: str = ""
    since: datetime | None = None
    until: datetime | None = None
    hidden: tuple[int, ...] = ()

    @property
    def parameters(self) -> dict[str, Any]:
        return {
            "envelopes": [self.envelope],
            "until": self.until,
            "since": self.since,
            "kinds": list(NATURES[self.nature][1]) if self.nature else None,
            "reference": self.reference.upper(),
            "hidden": list(self.hidden),
        }


def lines_before(asked: Asked, n: int | None, count: int) -> list[Line]:
    """The `count` latest lines before number `n`, newest first."""
    return _fetched(asked, "AND (%(n)s::bigint IS NULL OR n < %(n)s) ORDER BY n DESC LIMIT %(count)s", n, count)


def lines_after(asked: Asked, n: int, count: int) -> list[Line]:
    """The `count` lines that follow number `n`, nearest first."""
    return _fetched(asked, "AND n > %(n)s ORDER BY n LIMIT %(count)s", n, count)


def all_lines(asked: Asked) -> Iterator[Line]:
    """Every line, oldest first, read through a cursor of the database."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"{LINES} {NUMBERED} ORDER BY n", asked.parameters)
        while rows := cursor.fetchmany(AT_A_TIME):
            yield from (Line(*row) for row in rows)


def _fetched(asked: Asked, which: str, n: int | None, count: int) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(f"{LINES} {NUMBERED} {which}", {**asked.parameters, "n": n, "count": count})
        return [Line(*row) for row in cursor.fetchall()]


SUMS = """
    SELECT envelope_id,
        COALESCE(sum(voted) FILTER (WHERE kind = 'initial'), 0),
        COALESCE(sum(voted) FILTER (WHERE kind = 'supplementary'), 0),
        COALESCE(sum(voted) FILTER (WHERE kind IN ('carried_in', 'carried_out')), 0),
        COALESCE(sum(voted) FILTER (WHERE kind = 'refill'), 0),
        COALESCE(sum(engaged) FILTER (WHERE engaged > 0), 0),
        COALESCE(-sum(engaged) FILTER (WHERE engaged < 0), 0),
        sum(disbursed), sum(repaid)
    FROM stood GROUP BY envelope_id
"""
CONTRACTED = """
    SELECT movement.envelope_id, sum(loan.principal)
    FROM loans_loan loan
    JOIN commission_decision decision ON decision.id = loan.decision_id
    JOIN schemes_budgetmovement movement ON movement.id = decision.commitment_id
    WHERE movement.envelope_id = ANY(%(envelopes)s) AND loan.signed_on <= %(day)s
      AND (loan.cancelled_on IS NULL OR loan.cancelled_on > %(day)s)
      AND (%(until)s::timestamptz IS NULL OR EXISTS (
          SELECT FROM loans_loanevent told LEFT JOIN pghistory_context said ON said.id = told.pgh_context_id
          WHERE told.pgh_obj_id = loan.id AND told.signed_on IS NOT NULL
            AND coalesce((said.metadata ->> 'at')::timestamptz, told.pgh_created_at) < %(until)s
      ))
    GROUP BY movement.envelope_id
"""
REPAID_IN_YEAR = """
    SELECT COALESCE(sum(CASE COALESCE(origin.kind, entry.kind) WHEN 'repayment' THEN -entry.effect
        WHEN 'recovery' THEN -entry.lost ELSE 0 END), 0)
    FROM loans_ledgerentry entry
    JOIN loans_loan loan ON loan.id = entry.loan_id
    LEFT JOIN loans_ledgerentry origin ON origin.id = entry.reverses_id
    WHERE loan.scheme_id = %(scheme)s AND entry.posted_at >= %(start)s AND entry.posted_at < %(end)s
"""


class Sums(NamedTuple):
    """An envelope on a day, in euros. `engaged` is before releases; `available` is what could be granted."""

    initial: Decimal = Decimal(0)
    supplementary: Decimal = Decimal(0)
    carried: Decimal = Decimal(0)
    refilled: Decimal = Decimal(0)
    committed: Decimal = Decimal(0)
    released: Decimal = Decimal(0)
    disbursed: Decimal = Decimal(0)
    repaid: Decimal = Decimal(0)
    contracted: Decimal = Decimal(0)

    @property
    def allocated(self) -> Decimal:
        return self.initial + self.supplementary + self.carried + self.refilled

    @property
    def engaged(self) -> Decimal:
        return self.committed - self.released

    @property
    def available(self) -> Decimal:
        return self.allocated - self.engaged


def sums_of(envelopes: Sequence[int], *, day: date, until: datetime | None = None) -> dict[int, Sums]:
    """The sums of each envelope, as the records stood before `until`; contracts as they stood on `day`. Two queries."""
    asked = {"envelopes": list(envelopes), "until": until, "day": day}
    with connection.cursor() as cursor:
        cursor.execute(f"{LINES} {SUMS}", asked)
        moved = {row[0]: Sums(*row[1:]) for row in cursor.fetchall()}
        cursor.execute(CONTRACTED, asked)
        contracted = dict(cursor.fetchall())
    return {pk: moved.get(pk, Sums())._replace(contracted=contracted.get(pk, Decimal(0))) for pk in envelopes}


def repaid_between(scheme: int, start: datetime, end: datetime) -> Decimal:
    """Euros that borrowers of a scheme gave back, as posted from `start` on and before `end`."""
    with connection.cursor() as cursor:
        cursor.execute(REPAID_IN_YEAR, {"scheme": scheme, "start": start, "end": end})
        return Decimal(cursor.fetchone()[0])
