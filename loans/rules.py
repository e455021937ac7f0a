"""Where a loan stands on a day: what is paid, what is late. Pure; the ledger's rows in, a picture out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from harmonie.chips import Chip
from harmonie.refusals import WrongState

from .enums import LATE_CHIP, NEXT_CHIP, TRANSITIONS, EntryKind, LoanState
from .models import Loan


class Due(Protocol):
    """An instalment, from the database or from `build_schedule`."""

    number: int
    due_on: date
    amount: Decimal


@dataclass(frozen=True)
class Line:
    """One instalment on `today`: `paid` euros of `amount`, and since how many days it is late (0: not late)."""

    number: int
    due_on: date
    amount: Decimal
    paid: Decimal
    days_late: int
    is_next: bool = False

    @property
    def left(self) -> Decimal:
        return self.amount - self.paid

    @property
    def is_paid(self) -> bool:
        return self.left == 0

    @property
    def chip(self) -> Chip | None:
        """How late, or that it comes next; nothing when there is nothing to say."""
        if self.days_late:
            return LATE_CHIP._replace(label=f"{self.days_late}\u00a0jour{'s' if self.days_late > 1 else ''} de retard")
        return NEXT_CHIP if self.is_next else None


def allocate(
    instalments: Iterable[Due], repaid: Decimal, today: date, *, outstanding: Decimal | None = None
) -> Sequence[Line]:
    """Spreads what was repaid (net of reversals, euros) over the instalments, the oldest first (domain.md §5).

    `outstanding` euros are owed: of a loan that is paid out in parts, only the instalments that repay what was lent can
    be late.
    """
    lines, left, next_found, claim = [], repaid, False, outstanding
    for instalment in instalments:
        paid = min(left, instalment.amount)
        left -= paid
        owed = paid < instalment.amount
        past = (today - instalment.due_on).days
        days = past if owed and (claim is None or claim > 0) else 0
        claim = None if claim is None else claim - (instalment.amount - paid)
        upcoming = owed and past <= 0 and not next_found
        next_found = next_found or upcoming
        lines.append(Line(instalment.number, instalment.due_on, instalment.amount, paid, max(days, 0), upcoming))
    return lines


def overdue(lines: Iterable[Line]) -> Decimal:
    """Euros that were due before the day the lines were drawn for."""
    return sum((line.left for line in lines if line.days_late), Decimal("0.00"))


def suggested(lines: Iterable[Line]) -> Decimal:
    """What the form proposes: the oldest instalment that is not paid, or what is left of it."""
    return next((line.left for line in lines if not line.is_paid), Decimal("0.00"))


class Lowering(NamedTuple):
    """What lowered a debt and stands: its value date, its euros, its place in the ledger and its kind."""

    value_on: date
    amount: Decimal
    sequence: int = 0
    kind: str = ""


def completed_by(
    instalments: Iterable[Due], lowering: Iterable[Lowering], *, before: Decimal = Decimal(0)
) -> Sequence[Lowering | None]:
    """For each instalment, what completed it, or None; in the order of value dates, then of the ledger.

    The first `before` euros answered an earlier schedule.
    """
    found: list[Lowering | None] = []
    need, got = before, Decimal(0)
    coming = iter(sorted(lowering, key=lambda one: (one.value_on, one.sequence)))
    latest: Lowering | None = None
    for instalment in instalments:
        need += instalment.amount
        while got < need and (one := next(coming, None)):
            latest, got = one, got + one.amount
        found.append(latest if got >= need else None)
    return found


ENDINGS: dict[str, LoanState] = {EntryKind.RELIEF: LoanState.WAIVED, EntryKind.WRITE_OFF: LoanState.WRITTEN_OFF}


def ended_by(lowering: Sequence[str]) -> str:
    """What ended a loan that owes nothing: the last of the kinds of entry that lowered it and still stand.

    A write-off that stands comes before all others: what it gave up is not repaid by what came in later.
    """
    if EntryKind.WRITE_OFF in lowering:
        return EntryKind.WRITE_OFF
    return lowering[-1] if lowering else ""


def state_after(owed: Decimal, paid_out: Decimal, ended: str) -> LoanState:
    """The state that the ledger asks for, once a loan is signed: euros owed, euros paid out (net of reversals).

    `ended` is the kind of entry that `ended_by` found.
    """
    if not paid_out:
        return LoanState.SIGNED
    if owed:
        return LoanState.ACTIVE
    return ENDINGS.get(ended, LoanState.SETTLED)


def can(action: str, loan: Loan) -> bool:
    """Whether `action`, a key of TRANSITIONS, may start from the loan's state."""
    return loan.state in TRANSITIONS[action].sources


def ensure(action: str, loan: Loan) -> None:
    """Raises `WrongState` when `action`, a key of TRANSITIONS, may not start; call it on the locked row."""
    if refusal := why_not(action, loan):
        raise WrongState(refusal)


def why_not(action: str, loan: Loan) -> str:
    """Why `action` may not start now, in a sentence; nothing when it may."""
    if can(action, loan):
        return ""
    label = LoanState(loan.state).label
    return f"Le prêt {loan.reference} est maintenant «\u202f{label}\u202f»\u00a0: rechargez sa page."
