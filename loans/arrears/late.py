"""Every loan that is late on a day, in one question to the database: the same answer as `rules.arrears`, for all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from harmonie.accounts.models import User

from ..enums import EntryKind, LoanState
from ..models import LedgerEntry, Loan, MoneyRules, Pause, Reminder
from . import rules
from .rules import Arrears, Ladder, Plan, Posting, Sent
from .words import Next

# Loan by loan, each step by its index: what is owed, and what lowered it; the schedule of that day; its instalments
# that are past, with what they come to one after the other. An instalment is late when what came in does not reach its
# end.
OWING = """
    SELECT loan.id AS loan_id, account.owed, late.amount, late.since, late.instalments
    FROM loans_loan loan
    CROSS JOIN LATERAL (
        SELECT sum(entry.effect) AS owed,
               -coalesce(sum(entry.effect) FILTER (
                   WHERE 'disbursement' NOT IN (entry.kind, coalesce(target.kind, ''))), 0) AS lowered
        FROM loans_ledgerentry entry LEFT JOIN loans_ledgerentry target ON target.id = entry.reverses_id
        WHERE entry.loan_id = loan.id AND entry.value_on <= %s AND entry.posted_at < %s
    ) account
    CROSS JOIN LATERAL (
        SELECT schedule.id, account.lowered - loan.principal + schedule.amount AS covered
        FROM loans_schedule schedule
        WHERE schedule.loan_id = loan.id
          AND (schedule.version = 1 OR (schedule.drawn_up_at AT TIME ZONE %s)::date <= %s)
        ORDER BY schedule.version DESC LIMIT 1
    ) plan
    CROSS JOIN LATERAL (
        SELECT CASE WHEN count(*) > 0 THEN least(max(upto) - plan.covered, account.owed) END AS amount,
               min(due_on) AS since, count(*) AS instalments
        FROM (
            SELECT due_on, amount, sum(amount) OVER (ORDER BY number) AS upto
            FROM loans_instalment WHERE schedule_id = plan.id AND due_on < %s
        ) due
        WHERE upto > plan.covered AND (upto = amount OR upto - amount - plan.covered < account.owed)
    ) late
    WHERE loan.id IN ({loans}) AND account.owed > 0
"""
LATE = "SELECT * FROM ({owing}) AS owing WHERE instalments > 0 ORDER BY since, loan_id"

# What each reversal takes back. Few rows are one: the whole ledger need not be joined to itself.
UNDONE = """
    SELECT answer.id, target.kind FROM loans_ledgerentry answer
    JOIN loans_ledgerentry target ON target.id = answer.reverses_id WHERE answer.reverses_id IS NOT NULL
"""
EVER = datetime(9999, 1, 1, tzinfo=UTC)

type Keys = Sequence[int] | QuerySet[Loan, dict[str, int]]


@dataclass(frozen=True)
class Late:
    """A late loan, by its key, and what comes next for it."""

    loan_id: int
    found: Arrears
    next: Next


def running_on(user: User, on: date, today: date) -> QuerySet[Loan]:
    """The loans this person may see that owed something on a day: those that owe now, or whose account moved since."""
    seen = Loan.objects.visible_to(user)
    return seen.filter(state=LoanState.ACTIVE) if on >= today else seen.filter(owing_or_moved(Q(value_on__gt=on)))


def owing_or_moved(moved: Q) -> Q:
    """A condition on loans: they owe now, or such an entry moved their account. One set, not a question a loan."""
    later = LedgerEntry.objects.filter(moved).order_by().values("loan")
    return Q(pk__in=Loan.objects.filter(state=LoanState.ACTIVE).order_by().values("pk").union(later))


def late_loans(loans: QuerySet[Loan], on: date) -> list[Late]:
    """Those of `loans` that were late on the evening of `on`, the oldest debt first. Four queries, whatever the number.

    Give only loans that may be seen, and may owe something: see `running_on`.
    """
    rows = _rows(loans, on)
    # Asked for by the question itself: a list of thousands of keys costs more than the answer.
    asked = loans.order_by().values("pk")
    sent, pauses, ladder = letters_of(asked), pauses_of(asked), ladder_on(on)
    late = []
    for key, owed, amount, since, count in rows:
        found = Arrears(on, amount, since, count, owed, rules.pause_on(pauses[key], on))
        late.append(Late(key, found, rules.coming(found, sent[key], ladder) or Next.WAIT))
    return late


def _rows(loans: QuerySet[Loan], on: date) -> list[tuple[int, Decimal, Decimal, date, int]]:
    try:
        question, params = late_question(loans, on)
    except EmptyResultSet:  # nothing may be seen, or nothing was asked for
        return []
    with connection.cursor() as cursor:
        cursor.execute(question, params)
        return cursor.fetchall()


def late_question(loans: QuerySet[Loan], on: date, *, known_before: datetime | None = None) -> tuple[str, list[Any]]:
    """The question itself, and its values: loan_id, owed, amount, since and count of each late loan.

    With `known_before`, what was posted from that moment on is left out: what the books said then. Raises
    `EmptyResultSet` when no loan can be meant.
    """
    owing, params = owing_question(loans, on, known_before=known_before)
    return LATE.format(owing=owing), params


def owing_question(loans: QuerySet[Loan], on: date, *, known_before: datetime | None = None) -> tuple[str, list[Any]]:
    """The same for each loan that owed something; of one that was not late the count is 0, amount and since NULL."""
    inner, params = loans.order_by().values("pk").query.sql_with_params()
    zone = timezone.get_default_timezone_name()
    return OWING.format(loans=inner), [on, known_before or EVER, zone, on, on, *params]


def owed_on(loans: QuerySet[Loan], on: date) -> Decimal:
    """Euros that `loans` owed together on the evening of `on`."""
    entries = LedgerEntry.objects.filter(loan__in=loans.order_by().values("pk"), value_on__lte=on)
    return entries.aggregate(owed=Sum("effect"))["owed"] or rules.ZERO


def ladder_on(on: date) -> Ladder:
    """The days of each letter, as the rules of that day have them."""
    money = MoneyRules.objects.in_force(on)
    return Ladder(money.first_reminder_days, money.second_reminder_days, money.formal_notice_days)


def letters_of(loans: Keys) -> dict[int, list[Sent]]:
    """The letters already made for these loans."""
    sent = defaultdict(list)
    for one in Reminder.objects.filter(loan__in=loans).values_list("loan_id", "step", "late_since", "issued_at"):
        sent[one[0]].append(Sent(one[1], one[2], timezone.localdate(one[3])))
    return sent


def pauses_of(loans: Keys) -> dict[int, list[Pause]]:
    """What keeps, or kept, reminders back for these loans."""
    pauses = defaultdict(list)
    for pause in Pause.objects.filter(loan__in=loans):
        pauses[pause.loan_id].append(pause)
    return pauses


# One loan -----------------------------------------------------------------------------------------


def plans_of(loan: Loan) -> Sequence[Plan]:
    """The versions of its schedule, the first one first."""
    schedules = loan.schedules.prefetch_related("instalments").order_by("version")
    return [Plan(timezone.localdate(one.drawn_up_at), one.amount, list(one.instalments.all())) for one in schedules]


def postings_of(loan: Loan) -> Sequence[Posting]:
    """Its ledger, as the rules read it."""
    rows = loan.entries.order_by("sequence").values_list("value_on", "effect", "kind", "reverses__kind")
    return [Posting(on, effect, EntryKind.DISBURSEMENT in (kind, target)) for on, effect, kind, target in rows]


def arrears_of(loan: Loan, on: date) -> Arrears:
    """What of one loan was late on the evening of `on`."""
    return rules.arrears(plans_of(loan), postings_of(loan), loan.pauses.all(), on)


def late_of(loan: Loan, on: date) -> Late:
    """The same with what comes next, `Next.WAIT` when nothing is late."""
    found = arrears_of(loan, on)
    return Late(loan.pk, found, rules.coming(found, letters_of([loan.pk])[loan.pk], ladder_on(on)) or Next.WAIT)
