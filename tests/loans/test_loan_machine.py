"""Random loans through every action, against a slower calculation in whole cents that knows nothing of ours.

The machine offers possible and impossible figures alike: the book below says which, and the action must agree.
"""

import os
from calendar import monthrange
from datetime import UTC, date, timedelta
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from harmonie.refusals import Refusal
from loans import actions
from loans.changes import actions as changes
from loans.enums import AmendmentKind, Channel
from loans.models import Loan, MoneyRules
from loans.queries import account_of
from loans.schedule import ScheduleError

from .builders import a_clerk, a_signed_loan, at

pytestmark = pytest.mark.django_db
SIGNED_ON = date(2026, 1, 15)
PUT_OFF = 3  # instalments that the rules of these tests let be deferred
LOANS = ((60000, 12, date(2026, 3, 10)), (100000, 18, date(2026, 3, 31)), (10000, 6, date(2026, 2, 5)))
LONG = int(os.environ.get("MACHINE_EXAMPLES", "6"))


# The slower calculation -------------------------------------------------------------------------


def month_after(day, months):
    """`months` steps of one month, each clamped by itself from the first day."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def split(total, months, step=1):
    """Cents of each instalment; None when one would be empty."""
    equal = int(Fraction(total, months * step) + Fraction(1, 2)) * step
    rows = [equal] * (months - 1)
    rows.append(total - sum(rows))
    return rows if min(rows) > 0 else None


class Book:
    """What happened to one loan: `rows` are due dates and cents of the version in force."""

    def __init__(self, principal, months, first):
        self.principal, self.first, self.anchor = principal, first, first
        self.rows = [(month_after(first, k), cents) for k, cents in enumerate(split(principal, months))]
        self.answered = 0  # cents that lowered the debt since this version was drawn up
        self.lines, self.put_off, self.version = [], 0, 1

    def total(self, what):
        return sum(line[what] for line in self.lines)

    @property
    def owed(self):
        return self.total("owed")

    @property
    def paid_out(self):
        return sum(line["owed"] for line in self.lines if line["kind"] == "disbursement" and not line["gone"])

    @property
    def state(self):
        if not self.paid_out:
            return "signed"
        if self.owed:
            return "active"
        standing = [
            line["kind"] for line in self.lines if line["owed"] < 0 and not line["gone"] and line["answers"] is None
        ]
        if "write_off" in standing:
            return "written_off"
        return "waived" if standing[-1] == "relief" else "settled"

    def write(self, kind, owed=0, surplus=0, lost=0, answers=None):
        self.lines.append(
            {"kind": kind, "owed": owed, "surplus": surplus, "lost": lost, "gone": False, "answers": answers}
        )
        root = answers["kind"] if answers else kind
        if root != "disbursement":
            self.answered -= owed
        if answers:
            answers["gone"] = True

    def left(self):
        """(due date, cents) of what is not paid, the oldest first; a debt that came back is due with the first."""
        paid, rest = self.answered, []
        for day, cents in self.rows:
            got = min(paid, cents)
            paid -= got
            if got < cents:
                rest.append((day, cents - got))
        return rest

    def late(self, today):
        """Cents late, and days since the oldest; one cent after the other, none that was not lent."""
        cents, oldest, claimable = 0, 0, self.owed
        for day, left in self.left():
            if not self.paid_out or day >= today or claimable <= 0:
                break
            oldest = oldest or (today - day).days
            cents += min(left, claimable)
            claimable -= left
        return cents, oldest

    def replace(self, rows, anchor=None):
        self.rows, self.answered, self.version = rows, 0, self.version + 1
        self.anchor = anchor or self.anchor


def chain_of(entries):
    """The digests that a reader of the ledger would compute."""
    before, found = "", []
    for entry in entries:
        fields = [
            before, entry.loan_id, entry.sequence, entry.kind, *(f"{x:.2f}" for x in
            (entry.amount, entry.effect, entry.surplus, entry.lost)), entry.channel, entry.voucher, entry.note,
            entry.deliberation, entry.reverses_id or "", entry.value_on.isoformat(),
            entry.posted_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f"), entry.posted_by_id,
            entry.checked_by_id or "", entry.request_id or "",
        ]  # fmt: skip
        before = sha256("".join(f"{len(str(field))}:{field}" for field in fields).encode()).hexdigest()
        found.append(before)
    return found


# The machine ------------------------------------------------------------------------------------

share = st.one_of(st.sampled_from(["all", "a cent too much", "next"]), st.integers(-50, 40000))
back = st.integers(0, 90)


class LoanMachine(RuleBasedStateMachine):
    desk: list[tuple[Loan, tuple[int, int, date]]]
    clerk = None

    def __init__(self):
        super().__init__()
        self.loan = None

    @rule(which=st.integers(0, len(LOANS) - 1))
    @precondition(lambda self: self.loan is None)
    def take_a_loan(self, which):
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        loan, facts = self.desk[which]
        self.loan, self.book, self.today = Loan.objects.get(pk=loan.pk), Book(*facts), SIGNED_ON

    def teardown(self):
        if self.loan is not None:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    def cents(self, wish, most):
        if wish == "next":
            left = self.book.left()
            return left[0][1] if left else most
        return {"all": most, "a cent too much": most + 1}.get(wish, wish)

    def try_(self, allowed, act):
        """Carries it out; it is refused exactly when the book says so. True when it was done."""
        try:
            with transaction.atomic():
                act()
                connection.check_constraints()
        except (Refusal, ScheduleError) as refusal:
            said = str(refusal)
        else:
            said = ""
        assert allowed == (not said), said
        return allowed

    def value(self, back):
        return max(self.today - timedelta(days=back), SIGNED_ON)

    def post(self, do, **facts):
        return lambda: do(loan=self.loan, by=self.clerk, now=at(self.today, 12), **facts)

    @property
    def lent_on(self):
        return min(self.dates, default=SIGNED_ON)

    @property
    def dates(self):
        return [line["value"] for line in self.book.lines if line["kind"] == "disbursement" and not line["gone"]]

    @precondition(lambda self: self.loan)
    @rule(days=st.integers(1, 70))
    def wait(self, days):
        self.today += timedelta(days=days)

    @precondition(lambda self: self.loan)
    @rule(wish=share, back=back)
    def disburse(self, wish, back):
        book, value = self.book, self.value(back)
        cents = self.cents(wish, book.principal - book.paid_out)
        allowed = 0 < cents <= book.principal - book.paid_out and book.state in ("signed", "active", "settled")
        if self.try_(allowed, self.post(actions.disburse, amount=Decimal(cents) / 100, value_on=value, voucher="M 1")):
            book.write("disbursement", cents)
            book.lines[-1]["value"] = value

    @precondition(lambda self: self.loan)
    @rule(wish=share, back=back, keeps=st.booleans(), channel=st.sampled_from(Channel))
    def repay(self, wish, back, keeps, channel):
        book, value = self.book, self.value(back)
        cents = self.cents(wish, book.owed)
        over = max(cents - book.owed, 0)
        states = ("active", "settled", "waived") if keeps else ("active",)
        allowed = cents > 0 and book.state in states and (keeps or not over) and value >= self.lent_on
        facts = {"amount": Decimal(cents) / 100, "channel": channel, "value_on": value, "keeps_surplus": keeps}
        if self.try_(allowed, self.post(actions.record_repayment, **facts)):
            book.write("repayment", over - cents, over)

    @precondition(lambda self: self.loan)
    @rule(wish=share)
    def refund(self, wish):
        book = self.book
        most = book.total("surplus")
        cents = self.cents(wish, most)
        facts = {"amount": Decimal(cents) / 100, "value_on": self.today, "voucher": "M 2"}
        if self.try_(0 < cents <= most, self.post(actions.refund, **facts)):
            book.write("refund", 0, -cents)

    @precondition(lambda self: self.loan)
    @rule(wish=share, back=back)
    def relieve(self, wish, back):
        book = self.book
        cents = self.cents(wish, book.owed)
        facts = {"amount": Decimal(cents) / 100, "value_on": self.value(back), "deliberation": "2026-7"}
        if self.try_(book.state == "active" and 0 < cents <= book.owed, self.post(actions.relieve, **facts)):
            book.write("relief", -cents)

    @precondition(lambda self: self.loan)
    @rule(back=back)
    def write_off(self, back):
        book = self.book
        facts = {"value_on": self.value(back), "deliberation": "2026-8"}
        if self.try_(book.state == "active", self.post(actions.write_off, **facts)):
            book.write("write_off", -book.owed, 0, book.owed)

    @precondition(lambda self: self.loan)
    @rule(wish=share, back=back)
    def recover(self, wish, back):
        book = self.book
        most = book.total("lost")
        cents = self.cents(wish, most)
        facts = {"amount": Decimal(cents) / 100, "value_on": self.value(back), "channel": Channel.TRANSFER}
        if self.try_(book.state == "written_off" and 0 < cents <= most, self.post(actions.recover, **facts)):
            book.write("recovery", 0, 0, -cents)

    @precondition(lambda self: self.loan and self.book.lines)
    @rule(which=st.integers(0, 30))
    def reverse(self, which):
        book = self.book
        place = which % len(book.lines)
        line, entry = book.lines[place], self.loan.entries.get(sequence=place + 1)
        allowed = (
            line["kind"] != "reversal" and not line["gone"] and book.total("surplus") >= line["surplus"]
            and book.total("lost") >= line["lost"] and book.owed >= line["owed"]
        )  # fmt: skip
        if self.try_(
            allowed,
            lambda: actions.reverse_entry(entry=entry, why="essai", by=self.clerk, now=at(self.today, 12)),
        ):
            book.write("reversal", -line["owed"], -line["surplus"], -line["lost"], answers=line)

    @precondition(lambda self: self.loan)
    @rule(months=st.integers(1, 30), days=st.integers(-5, 400), step=st.sampled_from([1, 100, 500]))
    def reschedule(self, months, days, step):
        book, first = self.book, self.today + timedelta(days=days)
        total = sum(cents for _, cents in book.left())
        rows = split(total, months, step) if total else None
        soon = self.today < first <= month_after(self.today, 12)
        allowed = book.state in ("signed", "active") and rows is not None and soon
        if self.amend(allowed, AmendmentKind.RESCHEDULING, months, first, Decimal(step) / 100):
            book.replace([(month_after(first, k), cents) for k, cents in enumerate(rows)], first)

    @precondition(lambda self: self.loan)
    @rule(count=st.integers(1, 4))
    def defer(self, count):
        book = self.book
        left = book.left()
        allowed = book.state in ("signed", "active") and book.put_off + count <= PUT_OFF and count <= len(left)
        days = [day for day, _ in left][count:]
        for k in range(1, 300):
            if len(days) < len(left) and left and month_after(book.anchor, k) > left[-1][0]:
                days.append(month_after(book.anchor, k))
        if self.amend(allowed and days[-1] > self.today, AmendmentKind.DEFERRAL, count, None, Decimal("0.01")):
            book.replace([(day, cents) for day, (_, cents) in zip(days, left, strict=True)])
            book.put_off += count

    def amend(self, allowed, kind, months, first, rounding):
        facts = {"kind": kind, "months": months, "first_due_on": first, "rounding": rounding}
        return self.try_(allowed, self.post(changes.ask_amendment, reason="essai", deliberation="2026-9", **facts))

    @precondition(lambda self: self.loan and self.book.left())
    @rule(which=st.integers(0, 20), days=st.integers(-40, 120))
    def move(self, which, days):
        book = self.book
        left, paid = book.left(), len(book.rows) - len(book.left())
        place = which % len(left)
        day = left[place][0] + timedelta(days=days)
        neighbours = [row[0] for row in left]
        allowed = (
            book.state in ("signed", "active") and days != 0 and day >= self.today
            and (place == 0 or neighbours[place - 1] <= day)
            and (place + 1 == len(left) or day <= neighbours[place + 1])
            and (place + 1 < len(left) or day <= month_after(self.today, 12))
        )  # fmt: skip
        if self.try_(
            allowed,
            self.post(changes.move_instalment, version=book.version, number=paid + place + 1, due_on=day, why="essai"),
        ):
            book.replace([(day if k == place else row[0], row[1]) for k, row in enumerate(left)])

    @invariant()
    def agrees(self):
        if self.loan is None:
            return
        self.loan.refresh_from_db()
        book, account = self.book, account_of(self.loan, self.today)
        assert self.loan.state == book.state
        assert (account.outstanding * 100, account.surplus * 100, account.lost * 100) == (
            book.owed, book.total("surplus"), book.total("lost"),
        )  # fmt: skip
        assert 0 <= book.owed <= book.principal
        assert (self.loan.settled_on is not None) == (book.state == "settled")
        running = [sum(line["owed"] for line in book.lines[: n + 1]) for n in range(len(book.lines))]
        assert [entry.balance * 100 for entry in account.entries] == running
        assert [entry.chain for entry in account.entries] == chain_of(account.entries)
        assert account.schedule.version == book.version
        assert [(line.due_on, line.amount * 100) for line in account.lines] == book.rows
        assert [(line.due_on, line.left * 100) for line in account.lines if not line.is_paid] == book.left()
        assert sum(line.left for line in account.lines) == account.schedule.amount - Decimal(book.answered) / 100

    @precondition(lambda self: self.loan)
    @rule(days=st.integers(-60, 700))
    def ask_arrears(self, days):
        day = self.today + timedelta(days=days)
        cents, oldest = self.book.late(day)
        account = account_of(self.loan, day)
        assert account.overdue * 100 == cents
        assert (account.late_lines[0].days_late if account.late_lines else 0) == oldest
        in_sql = Loan.objects.with_overdue(day).with_balance().get(pk=self.loan.pk)
        assert in_sql.outstanding * 100 == self.book.owed
        assert in_sql.overdue * 100 == cents


def test_random_loans_agree_with_the_slower_book():
    rules = {"cap_binds_rescheduling": False, "deferrals_allowed": PUT_OFF, "source": "essai"}
    MoneyRules.objects.create(valid_from=date(2026, 1, 1), **rules)
    LoanMachine.clerk = a_clerk()
    LoanMachine.desk = [
        (a_signed_loan(Decimal(principal) / 100, months, first_due_on=first, on=SIGNED_ON), (principal, months, first))
        for principal, months, first in LOANS
    ]
    run_state_machine_as_test(
        LoanMachine,
        settings=settings(
            max_examples=LONG,
            stateful_step_count=25,
            deadline=None,
            database=None,
            derandomize=LONG < 100,
            suppress_health_check=list(HealthCheck),
        ),
    )
