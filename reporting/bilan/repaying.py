"""How loans are repaid: what moved in the period, and what is owed and late on its last day. Euros.

Who is late comes from `loans.arrears.late`, which answers for any day; the ledger is read as it was known.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from loans.arrears.late import EVER, late_question, owing_question
from loans.enums import AmendmentKind, EntryKind
from loans.models import Amendment, Instalment, LedgerEntry, Loan, Schedule

from . import populations
from .measures import ZERO
from .question import Question
from .tables import part_of

PAR_DAYS = (30, 90)  # a loan is at risk from the day after
SEVERAL = 3  # instalments


@dataclass(frozen=True)
class Late:
    """Loans late on the day, by how many instalments and for how long. Counts, and euros."""

    one: int = 0
    overdue: Decimal = ZERO
    several: int = 0
    several_overdue: Decimal = ZERO
    risk_30: Decimal = ZERO
    risk_90: Decimal = ZERO
    risk_30_loans: int = 0
    risk_90_loans: int = 0


@dataclass(frozen=True)
class Moved:
    """One kind of movement over the period: on how many loans, and its euros once what was reversed is taken off."""

    loans: int
    amount: Decimal


@dataclass(frozen=True)
class Repaying:
    """Everything about the loans behind a question."""

    running: int
    outstanding: Decimal
    late: Late
    fallen: Decimal
    covered: Decimal
    disbursed: Moved
    repaid: Moved
    relieved: Moved
    written_off: Moved
    recovered: Moved
    rescheduled: Moved
    deferred: int

    @property
    def risk_30(self) -> Decimal | None:
        return part_of(self.late.risk_30, self.outstanding)

    @property
    def risk_90(self) -> Decimal | None:
        return part_of(self.late.risk_90, self.outstanding)

    @property
    def rate(self) -> Decimal | None:
        """Of the euros that fell due in the period, the part that repayments covered."""
        return part_of(self.covered, self.fallen)


def measure(question: Question) -> Repaying:
    """Five queries."""
    running, outstanding, late = _owing(question)
    fallen, covered = _instalments(question)
    rescheduled = amendments(question, AmendmentKind.RESCHEDULING).aggregate(
        loans=Count("loan", distinct=True), amount=Coalesce(Sum("schedule__amount"), ZERO)
    )
    deferred = amendments(question, AmendmentKind.DEFERRAL).aggregate(loans=Count("loan", distinct=True))
    return Repaying(
        running=running,
        outstanding=outstanding,
        late=late,
        fallen=fallen,
        covered=covered,
        **_moved(question),
        rescheduled=Moved(**rescheduled),
        deferred=deferred["loans"],
    )


# What is owed and late ---------------------------------------------------------------------------


def owing_loans(question: Question) -> QuerySet[Loan]:
    """Loans that may have owed something on the day."""
    return populations.owing_loans(question, question.day)


def balances(question: Question) -> QuerySet[LedgerEntry, Any]:
    """One row a loan that owes something on the day: its key, and what it owes."""
    rows = populations.entries(question).filter(loan__in=owing_loans(question).order_by().values("pk"))
    return rows.order_by().values("loan").annotate(owed=Sum("effect")).filter(owed__gt=0)


OWING_SUMS = """
    SELECT count(*), coalesce(sum(owed), 0.00), count(*) FILTER (WHERE instalments > 0), coalesce(sum(amount), 0),
           count(*) FILTER (WHERE instalments >= %s), coalesce(sum(amount) FILTER (WHERE instalments >= %s), 0),
           coalesce(sum(owed) FILTER (WHERE %s - since > %s), 0), coalesce(sum(owed) FILTER (WHERE %s - since > %s), 0),
           count(*) FILTER (WHERE %s - since > %s), count(*) FILTER (WHERE %s - since > %s)
    FROM ({owing}) AS owing
"""


def _owing(question: Question) -> tuple[int, Decimal, Late]:
    """One query: how many loans owed something on the day's evening, how much, and which part of them was late."""
    try:
        owing, params = owing_question(owing_loans(question), question.day, known_before=question.known_before)
    except EmptyResultSet:
        return 0, ZERO, Late()
    asked: list[Any] = [SEVERAL, SEVERAL]
    for _ in range(2):
        for least in PAR_DAYS:
            asked += [question.day, least]
    with connection.cursor() as cursor:
        cursor.execute(OWING_SUMS.format(owing=owing), [*asked, *params])
        running, outstanding, *late = cursor.fetchone()
    return running, outstanding, Late(*late)


def late_keys(question: Question, *, instalments: int = 1, days: int = 0) -> list[int]:
    """The loans that were late by at least so many instalments, and for more than so many days."""
    try:
        late, params = late_question(owing_loans(question), question.day, known_before=question.known_before)
    except EmptyResultSet:
        return []
    which = f"SELECT loan_id FROM ({late}) AS late (loan_id, owed, amount, since, instalments)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"{which} WHERE instalments >= %s AND %s - since > %s", [*params, instalments, question.day, days]
        )
        return [key for (key,) in cursor.fetchall()]


# What fell due, and what covered it ---------------------------------------------------------------

# The schedule of the day, its instalments added up one after the other, and the money that covers them from the oldest
# on. What was given up since that schedule was drawn up (relief, write-off) is not money: it is taken off.
FALLEN = """
    SELECT coalesce(sum(due.amount), 0),
           coalesce(sum(least(greatest(account.covered - due.upto + due.amount, 0), due.amount)), 0)
    FROM loans_loan loan
    CROSS JOIN LATERAL (
        SELECT schedule.id, schedule.drawn_up_at, schedule.amount - loan.principal AS base
        FROM loans_schedule schedule
        WHERE schedule.loan_id = loan.id
          AND (schedule.version = 1 OR (schedule.drawn_up_at AT TIME ZONE %s)::date <= %s)
        ORDER BY schedule.version DESC LIMIT 1
    ) plan
    CROSS JOIN LATERAL (
        SELECT plan.base + coalesce(sum(-entry.effect) FILTER (
                   WHERE 'disbursement' NOT IN (entry.kind, coalesce(target.kind, ''))
                   AND NOT (entry.posted_at >= plan.drawn_up_at AND (
                       entry.kind IN ('relief', 'write_off')
                       OR coalesce(target.kind, '') IN ('relief', 'write_off')))), 0) AS covered
        FROM loans_ledgerentry entry
        LEFT JOIN loans_ledgerentry target ON target.id = entry.reverses_id
        WHERE entry.loan_id = loan.id AND entry.value_on <= %s AND entry.posted_at < %s
        HAVING sum(entry.effect) FILTER (
            WHERE 'disbursement' IN (entry.kind, coalesce(target.kind, ''))) > 0
    ) account
    CROSS JOIN LATERAL (
        SELECT due_on, amount, sum(amount) OVER (ORDER BY number) AS upto
        FROM loans_instalment WHERE schedule_id = plan.id AND due_on <= %s
    ) due
    WHERE loan.id IN ({loans}) AND due.due_on >= %s
"""


def _instalments(question: Question) -> tuple[Decimal, Decimal]:
    """One query: euros that fell due in the period, and those of them that money covered by the day."""
    fell = Instalment.objects.filter(due_on__gte=question.start, due_on__lte=question.day).order_by()
    planned = Schedule.objects.filter(pk__in=fell.values("schedule")).order_by().values("loan")
    try:
        loans = populations.loans(question).filter(pk__in=planned).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return ZERO, ZERO
    zone, day = timezone.get_default_timezone_name(), question.day
    params = [zone, day, day, question.known_before or EVER, day, *loans[1], question.start]
    with connection.cursor() as cursor:
        cursor.execute(FALLEN.format(loans=loans[0]), params)
        return cursor.fetchone()


# What moved in the period -------------------------------------------------------------------------

MOVEMENTS = {
    "disbursed": (EntryKind.DISBURSEMENT, "effect", 1),
    "repaid": (EntryKind.REPAYMENT, "effect", -1),
    "relieved": (EntryKind.RELIEF, "effect", -1),
    "written_off": (EntryKind.WRITE_OFF, "effect", -1),
    "recovered": (EntryKind.RECOVERY, "lost", -1),
}


def moved(question: Question, name: str) -> QuerySet[LedgerEntry, Any]:
    """The loans on which one kind of movement stands, each with its euros once reversals are taken off."""
    kind, column, _ = MOVEMENTS[name]
    rows = _of_period(question).filter(Q(kind=kind) | Q(reverses__kind=kind))
    return rows.values("loan").annotate(sum=Sum(column)).exclude(sum=0)


def _of_period(question: Question) -> QuerySet[LedgerEntry]:
    loans = populations.loans(question).order_by().values("pk")
    return populations.entries(question).filter(value_on__gte=question.start, loan__in=loans).order_by()


MOVED = """
    SELECT about, count(*) FILTER (WHERE effect <> 0), sum(effect), count(*) FILTER (WHERE lost <> 0), sum(lost)
    FROM ({sums}) AS sums (about, effect, lost) GROUP BY about
"""


def _moved(question: Question) -> dict[str, Moved]:
    """One query: the entries of the period by kind, a reversal under that of what it takes back."""
    kinds = [kind for kind, _, _ in MOVEMENTS.values()]
    rows = _of_period(question).annotate(about=Coalesce("reverses__kind", "kind")).filter(about__in=kinds)
    sums = rows.values("about", "loan").annotate(effect_sum=Sum("effect"), lost_sum=Sum("lost"))
    try:
        inner, params = sums.values_list("about", "effect_sum", "lost_sum").query.sql_with_params()
    except EmptyResultSet:
        return {name: Moved(0, ZERO) for name in MOVEMENTS}
    with connection.cursor() as cursor:
        cursor.execute(MOVED.format(sums=inner), params)
        found = {about: {"effect": sums[:2], "lost": sums[2:]} for about, *sums in cursor.fetchall()}
    return {
        name: Moved(loans, sign * amount or ZERO)
        for name, (kind, column, sign) in MOVEMENTS.items()
        for loans, amount in [found[kind][column] if kind in found else (0, ZERO)]
    }


def amendments(question: Question, kind: AmendmentKind) -> QuerySet[Amendment]:
    """The amendments approved in the period."""
    return Amendment.objects.filter(
        question.covers("approved_at"),
        populations.earlier("approved_at", question.known_before),
        kind=kind,
        loan__in=populations.loans(question).order_by().values("pk"),
    ).order_by()
