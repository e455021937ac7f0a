"""Loans and grants as the finance desk reads them: lists by state, one loan's account, totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Q, QuerySet, Sum, Value, Window
from django.db.models.functions import Trim

from applications.checking.queries import rows_of_person
from applications.models import Folded
from commission.models import Decision
from harmonie.accounts.models import User
from harmonie.schemes.models import Scheme, SchemeTerms

from .enums import ARCHIVES, TAB_STATES, EntryKind, LoanState, Tab
from .models import Instalment, LedgerEntry, Loan, LoanDocument, Schedule
from .rules import Line, Lowering, allocate, completed_by, overdue, suggested
from .schedule import ScheduledInstalment, build_schedule

ZERO = Decimal("0.00")


# Grants without a loan --------------------------------------------------------------------------


def grants_to_contract(user: User) -> QuerySet[Decision]:
    """Granted decisions that wait for their agreement. Only for those who keep the books."""
    if not user.has_perm("loans.keep_loan"):
        return Decision.objects.none()
    return (
        Decision.objects.grants()
        .filter(loan=None, commitment__release=None)
        .exclude(application__exclusions__user=user)
        .select_related("application__applicant", "application__scheme", "application__project", "commitment")
        .order_by("pk")
    )


def terms_for(decision: Decision) -> SchemeTerms:
    """The terms in force on the request date: they give the rounding and the smallest sensible instalment.

    Before the first ones, the first ones: a loan taken over may be older than what Harmonie knows.
    """
    return terms_on(decision.application.scheme, decision.application.requested_on)


def terms_on(scheme: Scheme, day: date) -> SchemeTerms:
    """The scheme's terms in force on `day`; before the first ones, the first ones."""
    return scheme.terms.in_force(day).first() or scheme.terms.order_by("valid_from")[:1].get()


def schedule_for(
    decision: Decision, first_due_on: date, *, rounding: str = "", due_day: int | None = None
) -> list[ScheduledInstalment]:
    """What a loan opened for this decision would repay; the terms give the rounding that is not chosen.

    Raises `ScheduleError`.
    """
    step = Decimal(rounding or terms_for(decision).rounding)
    return build_schedule(decision.amount, decision.months, first_due_on, rounding=step, due_day=due_day)


def live_loan_of(decision: Decision) -> Loan | None:
    """The loan that its person still runs under the same scheme, where the terms allow only one (guarantee 8)."""
    if not terms_for(decision).one_live_loan:
        return None
    person = rows_of_person(decision.application.applicant_id)
    return Loan.objects.live().filter(borrower__in=person, scheme=decision.application.scheme_id).first()


# Lists ------------------------------------------------------------------------------------------


def tab_of(slug: str | None) -> Tab | None:
    """The list an address asks for; the first one without a word, None for a word that is no list."""
    return next((tab for tab in Tab if tab == (slug or Tab.TO_CONTRACT)), None)


def loans_in(tab: Tab, user: User, today: date) -> QuerySet[Loan]:
    """The loans of one list, with their balance, the ones that wait longest first."""
    loans = Loan.objects.visible_to(user).filter(state__in=TAB_STATES[tab])
    loans = loans.with_facts().with_balance().with_overdue(today).order_by("-pk" if tab in ARCHIVES else "pk")
    if tab == Tab.TO_REFUND:
        return loans.filter(pk__in=_to_give_back()).with_surplus()
    return loans.filter(overdue__gt=0) if tab == Tab.LATE else loans


def _to_give_back() -> QuerySet[LedgerEntry, Any]:
    """The loans on which more came in than was owed and given back. Only those where anything ever did are added up."""
    beyond = LedgerEntry.objects.filter(surplus__gt=0).order_by().values("loan")
    sums = LedgerEntry.objects.filter(loan__in=beyond).order_by().values("loan").annotate(kept=Sum("surplus"))
    return sums.filter(kept__gt=0).values("loan")


def late_for(loans: QuerySet[Loan], days: int, today: date) -> QuerySet[Loan]:
    """Keeps the loans whose oldest unpaid instalment was due `days` days ago, or earlier."""
    since = today - timedelta(days=days - 1)
    return loans.filter(pk__in=Loan.objects.order_by().with_overdue(since).filter(overdue__gt=0).values("pk"))


def late_since(loans: Sequence[Any], today: date) -> dict[int, date]:
    """The day the oldest unpaid instalment of each loan, read `with_overdue`, was due; by key, the late ones alone."""
    left = {loan.pk: loan.overdue for loan in loans if loan.overdue > 0}
    since: dict[int, date] = {}
    schedules = [loan.latest_schedule for loan in loans if loan.pk in left]
    due = Instalment.objects.filter(schedule__in=schedules, due_on__lt=today).select_related("schedule")
    for instalment in due.order_by("-due_on", "-number"):  # counted back from the latest one
        key = instalment.schedule.loan_id
        if left[key] > 0:
            since[key] = instalment.due_on
            left[key] -= instalment.amount
    return since


def _folded(word: str) -> Trim:
    return Trim(Folded(Value(""), Value(word)))


def search_loans(loans: QuerySet[Loan], text: str) -> QuerySet[Loan]:
    """Keeps the loans whose number, dossier or borrower holds every word of `text`, accents and capitals aside."""
    for word in text.split():
        loans = loans.filter(
            Q(borrower__search_text__contains=_folded(word))
            | Q(reference__icontains=word)
            | Q(decision__application__reference__icontains=word)
        )
    return loans


def search_grants(grants: QuerySet[Decision], text: str) -> QuerySet[Decision]:
    """The same for decisions that have no loan yet."""
    for word in text.split():
        grants = grants.filter(
            Q(application__applicant__search_text__contains=_folded(word))
            | Q(number__icontains=word)
            | Q(application__reference__icontains=word)
        )
    return grants


class TabTotal(NamedTuple):
    tab: Tab
    waiting: int | None


def tab_totals(user: User, today: date) -> Sequence[TabTotal]:
    """How many things wait in each worklist; archives are not counted, they only grow."""
    live = Loan.objects.visible_to(user).live().order_by()
    states = dict(live.values("state").annotate(count=Count("pk")).values_list("state", "count"))
    counts: dict[Tab, int] = {
        Tab.TO_CONTRACT: grants_to_contract(user).order_by().count(),
        Tab.LATE: loans_in(Tab.LATE, user, today).order_by().count(),
        Tab.TO_REFUND: loans_in(Tab.TO_REFUND, user, today).order_by().count(),
        Tab.TO_SIGN: states.get(LoanState.TO_SIGN, 0),
        Tab.TO_DISBURSE: states.get(LoanState.SIGNED, 0),
        Tab.RUNNING: states.get(LoanState.ACTIVE, 0),
    }
    return [TabTotal(tab, counts.get(tab)) for tab in Tab]


class Totals(NamedTuple):
    """A list's rows and euros; the euros mean what the list is about: to pay out, owed, late, to give back."""

    number: int
    euros: Decimal


SUMMED = {Tab.TO_CONTRACT: "amount", Tab.RUNNING: "outstanding", Tab.LATE: "overdue", Tab.TO_REFUND: "surplus"}


def totals_of(tab: Tab, rows: QuerySet[Any]) -> Totals:
    """Count and sum of all the rows of a list, whatever the page."""
    found = rows.order_by().aggregate(rows=Count("pk"), total=Sum(SUMMED.get(tab, "principal")))
    return Totals(found["rows"], found["total"] or ZERO)


# One loan's account -----------------------------------------------------------------------------


class DatedLine(NamedTuple):
    """An instalment as it stands, and what completed it."""

    line: Line
    completed_by: Lowering | None

    @property
    def paid_on(self) -> date | None:
        return self.completed_by.value_on if self.completed_by else None

    @property
    def given_up_as(self) -> str:
        """« remise gracieuse » or « admission en non-valeur » when no money completed it."""
        kind = self.completed_by.kind if self.completed_by else ""
        return EntryKind(kind).label if kind in (EntryKind.RELIEF, EntryKind.WRITE_OFF) else ""


@dataclass(frozen=True)
class Account:
    """One loan on one day, in euros. `entries` carry `balance`, what was owed after each.

    `repaid` is the money that came in for the debt; `lowered` adds what was given up (relief, write-off). `surplus` is
    to be given back, `lost` is written off but still due.
    """

    schedule: Schedule
    rows: Sequence[DatedLine]
    entries: Sequence[LedgerEntry]
    today: date
    disbursed: Decimal
    repaid: Decimal
    lowered: Decimal
    surplus: Decimal
    lost: Decimal

    @property
    def lines(self) -> Sequence[Line]:
        return [row.line for row in self.rows]

    @property
    def outstanding(self) -> Decimal:
        return self.disbursed - self.lowered

    @property
    def overdue(self) -> Decimal:
        return min(overdue(self.lines), self.outstanding)

    @property
    def to_come(self) -> Decimal:
        """What is owed but not late."""
        return self.outstanding - self.overdue

    @property
    def late_lines(self) -> Sequence[Line]:
        return [line for line in self.lines if line.days_late]

    @property
    def paid_count(self) -> int:
        """Instalments that money paid; one that was given up is over, and not paid."""
        return sum(row.line.is_paid and not row.given_up_as for row in self.rows)

    @property
    def answered(self) -> Decimal:
        """Euros that pay the schedule in force; what earlier versions saw paid stays with them."""
        return sum((line.paid for line in self.lines), ZERO)

    @property
    def suggested(self) -> Decimal:
        return min(suggested(self.lines), self.outstanding)

    @property
    def last_sequence(self) -> int:
        """How far the ledger had grown when it was read: a form says so when it posts."""
        return max((entry.sequence for entry in self.entries), default=0)

    @property
    def disbursed_on(self) -> date | None:
        """The day from which something is owed: that of the first disbursement that stands."""
        paid_out = (entry for entry in self.entries if entry.kind == EntryKind.DISBURSEMENT and not entry.is_undone)
        return min((entry.value_on for entry in paid_out), default=None)


def ledger(loan: Loan) -> QuerySet[LedgerEntry]:
    """The loan's entries in the order they were posted, summed by the database after each.

    `balance` is what is owed, `surplus_after` what is to be given back, `lost_after` what is written off but still due.
    """
    after = {
        name: Window(Sum(field), order_by=F("sequence").asc())
        for name, field in (("balance", "effect"), ("surplus_after", "surplus"), ("lost_after", "lost"))
    }
    return (
        loan.entries.annotate(**after)
        .select_related("reverses", "reversed_by", "posted_by", "checked_by", "receipt__document")
        .defer("receipt__document__content")
        .order_by("sequence")
    )


def account_of(loan: Loan, today: date) -> Account:
    """Everything the loan's page shows of its money, from three queries."""
    schedule = loan.schedules.prefetch_related("instalments").order_by("-version")[0]
    entries = list(ledger(loan))
    before = loan.principal - schedule.amount
    instalments = list(schedule.instalments.all())
    lowered = -_sum_of(entries, *LOWERING_KINDS)
    disbursed = _sum_of(entries, EntryKind.DISBURSEMENT)
    # Nothing is late before it is lent.
    day = today if disbursed else date.min
    lines = allocate(instalments, lowered - before, day, outstanding=disbursed - lowered)
    return Account(
        schedule=schedule,
        rows=[DatedLine(line, by) for line, by in zip(lines, _completed_by(instalments, entries, before), strict=True)],
        entries=entries,
        today=today,
        disbursed=disbursed,
        repaid=-_sum_of(entries, EntryKind.REPAYMENT),
        lowered=lowered,
        surplus=sum((entry.surplus for entry in entries), ZERO),
        lost=sum((entry.lost for entry in entries), ZERO),
    )


LOWERING_KINDS = (EntryKind.REPAYMENT, EntryKind.RELIEF, EntryKind.WRITE_OFF)


def _sum_of(entries: Sequence[LedgerEntry], *kinds: EntryKind) -> Decimal:
    """What the entries of these kinds, and those that answer them, do to what is owed."""
    return sum((entry.effect for entry in entries if {entry.kind, _answered(entry)} & set(kinds)), ZERO)


def _completed_by(
    instalments: Sequence[Instalment], entries: Sequence[LedgerEntry], before: Decimal
) -> Sequence[Lowering | None]:
    standing = [entry for entry in entries if entry.kind in LOWERING_KINDS and not hasattr(entry, "reversed_by")]
    lowering = [Lowering(entry.value_on, entry.repaid, entry.sequence, entry.kind) for entry in standing]
    return completed_by(instalments, lowering, before=before)


def _answered(entry: LedgerEntry) -> str:
    return entry.reverses.kind if entry.reverses else ""


def last_sequence(loan: Loan) -> int:
    """The number of the ledger's last entry, 0 for none."""
    return loan.entries.aggregate(last=Max("sequence"))["last"] or 0


def documents_of(loan: Loan) -> QuerySet[LoanDocument]:
    """The papers issued for a loan, without their bytes."""
    return loan.documents.select_related("document").defer("document__content")
