"""The database and the pure function say the same of every loan, on any day."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pgtrigger
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from harmonie.accounts.models import User
from loans.arrears.late import Late, arrears_of, late_loans, late_of, owed_on, running_on
from loans.enums import LoanState
from loans.models import Instalment, LedgerEntry, Loan, Schedule
from loans.queries import account_of
from loans.schedule import build_schedule
from tests.loans.builders import NOW, TODAY, a_clerk, a_late_loan, a_repayment, an_active_loan

pytestmark = pytest.mark.django_db
cents = st.integers(100, 100_000).map(lambda cents: Decimal(cents) / 100)
days = st.integers(-330, 0).map(lambda days: TODAY + timedelta(days=days))
moves = st.lists(
    st.tuples(st.sampled_from(["pay", "pay", "relieve", "lend", "reverse", "replan"]), cents, days), max_size=12
)


class Books:
    """A loan's rows, written behind its actions: any mixture of them, in any order of dates."""

    def __init__(self, loan: Loan, clerk: User) -> None:
        self.loan, self.clerk, self.sequence, self.version = loan, clerk, 0, 0
        self.reversible: list[LedgerEntry] = []
        self.owed = Decimal(0)

    def post(self, kind: str, amount: Decimal, effect: Decimal, on: date, **more: object) -> None:
        self.sequence, self.owed = self.sequence + 1, self.owed + effect
        channel = "card" if kind == "repayment" else ""
        entry = LedgerEntry.objects.create(
            loan=self.loan, sequence=self.sequence, kind=kind, amount=amount, effect=effect, value_on=on, note="n",
            deliberation="d", channel=channel, posted_at=NOW, posted_by=self.clerk, **more,
        )  # fmt: skip
        if kind != "reversal":
            self.reversible.append(entry)

    def plan(self, amount: Decimal, months: int, first: date, on: date) -> None:
        self.version += 1
        schedule = Schedule.objects.create(
            loan=self.loan, version=self.version, amount=amount, months=months, why="w" * (self.version > 1),
            reason="rescheduled" if self.version > 1 else "agreed",
            drawn_up_at=datetime(on.year, on.month, on.day, 23, 30, tzinfo=ZoneInfo("Europe/Paris")),
        )  # fmt: skip
        rows = build_schedule(amount, months, first)
        Instalment.objects.bulk_create(
            Instalment(schedule=schedule, number=row.number, due_on=row.due_on, amount=row.amount) for row in rows
        )

    def move(self, what: str, amount: Decimal, on: date) -> None:
        lent = sum((entry.amount for entry in self.reversible if entry.kind == "disbursement"), Decimal(0))
        if what == "lend" and (left := self.loan.principal - lent) > 0:
            self.post("disbursement", min(amount, left), min(amount, left), on)
        elif what in ("pay", "relieve") and self.owed > 0:
            amount = min(amount, self.owed)
            self.post("repayment" if what == "pay" else "relief", amount, -amount, on)
        elif what == "reverse" and self.reversible:
            last = self.reversible[-1]
            if 0 <= self.owed - last.effect <= self.loan.principal:
                self.reversible.pop()
                self.post("reversal", last.amount, -last.effect, max(on, last.value_on), reverses=last)
        elif what == "replan" and self.owed > 12:
            lowered = lent - self.owed
            self.plan(self.loan.principal - lowered, 1 + int(amount) % 6, on + timedelta(days=int(amount) % 50), on)


@pytest.fixture
def told():
    """A loan whose rows an example may replace; what it did is undone after it."""
    return an_active_loan(600, 12), a_clerk()


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves, cents, st.integers(1, 12), days, days)
def test_the_list_says_what_the_pure_function_says(told, moves, principal, months, first, past):
    loan, clerk = told
    principal = max(principal, Decimal(months))
    with pgtrigger.ignore(), transaction.atomic():
        loan.entries.all().delete()
        Instalment.objects.filter(schedule__loan=loan).delete()
        loan.schedules.all().delete()
        Loan.objects.filter(pk=loan.pk).update(principal=principal)
        loan.refresh_from_db()
        books = Books(loan, clerk)
        books.plan(principal, months, first, first - timedelta(days=20))
        books.move("lend", principal, first - timedelta(days=19))
        for move in moves:
            books.move(*move)
        state = {"state": LoanState.ACTIVE} if books.owed else {"state": LoanState.SETTLED, "settled_on": TODAY}
        Loan.objects.filter(pk=loan.pk).update(**state)
        for on in (TODAY, past):
            pure = arrears_of(loan, on)
            assert pure.owed == max(owed_on(Loan.objects.filter(pk=loan.pk), on), 0)
            listed = late_loans(running_on(clerk, on, TODAY), on)
            assert [one.found for one in listed] == ([pure] if pure.since else [])
        account, today = account_of(Loan.objects.get(pk=loan.pk), TODAY), arrears_of(loan, TODAY)
        seen = Loan.objects.with_overdue(TODAY).get(pk=loan.pk)
        assert today.amount == account.overdue == seen.overdue
        assert bool(account.late_lines) == bool(today.since)
        transaction.set_rollback(True)


def test_the_same_questions_for_one_late_loan_and_for_three(django_assert_num_queries):
    a_late_loan()
    clerk = a_clerk()
    with django_assert_num_queries(6):  # two for the permissions
        first = late_loans(running_on(clerk, TODAY, TODAY), TODAY)
    assert (first[0].found.amount, first[0].next) == (150, "relance-courtoise")
    assert isinstance(first[0], Late)
    a_late_loan(), a_late_loan()
    with django_assert_num_queries(4):
        assert len(late_loans(running_on(clerk, TODAY, TODAY), TODAY)) == 3


def test_a_loan_settled_since_was_late_then():
    loan = a_late_loan()
    a_repayment(loan, 400)
    clerk = a_clerk()
    assert late_loans(running_on(clerk, TODAY, TODAY), TODAY) == []
    then = late_loans(running_on(clerk, date(2026, 10, 31), TODAY), date(2026, 10, 31))
    assert [(one.loan_id, one.found.amount, one.found.days) for one in then] == [(loan.pk, 100, 51)]
    assert late_of(loan, date(2026, 10, 31)) == then[0]
