"""Who is late on a day, by how much, since when, and what comes next. Pure: rows in, a picture out.

The day may be any: what a loan owed is read from value dates and from the schedule that was in force then. The list
asks the database the same question at once for every loan (`late.py`); a test holds the two together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple, Protocol

from ..enums import PauseReason, ReminderStep
from ..rules import Due, allocate
from .words import LAST_DAYS, NEXT_OF, Age, Next

ZERO = Decimal("0.00")
SMALL_CLAIM = Decimal(15)  # euros: a smaller public claim is not put into recovery (CGCT D1611-1)
ANSWER_DAYS = 15  # what a formal notice leaves to answer, before anything is handed over
FOR_GOOD = (PauseReason.OVER_INDEBTEDNESS, PauseReason.DEATH)


class Plan(NamedTuple):
    """One version of a schedule: it repays `amount` euros, and is in force from `drawn_up_on`."""

    drawn_up_on: date
    amount: Decimal
    instalments: Sequence[Due]


class Posting(NamedTuple):
    """One row of a ledger: what it does to what is owed, in euros. `lends`: a disbursement, or the answer to one."""

    value_on: date
    effect: Decimal
    lends: bool = False


class Stop(Protocol):
    """A pause: nobody is reminded from its first day to its last, both included."""

    reason: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Arrears:
    """One loan on one day. Nothing late: `amount` is zero and `since` None. `stopped_by` leaves the figures alone."""

    on: date
    amount: Decimal
    since: date | None
    instalments: int
    owed: Decimal
    stopped_by: Stop | None = None

    @property
    def days(self) -> int:
        """Since the oldest unpaid instalment was due; an instalment due today is not late."""
        return (self.on - self.since).days if self.since else 0

    @property
    def age(self) -> Age:
        return age_of(self.days)


class Sent(NamedTuple):
    """A letter of the ladder, for the debt that began on `late_since`."""

    step: str
    late_since: date
    sent_on: date


class Ladder(NamedTuple):
    """From how many days late each letter is sent (`MoneyRules`)."""

    first: int
    second: int
    formal_notice: int

    @property
    def steps(self) -> Sequence[tuple[ReminderStep, int]]:
        return tuple(zip(ReminderStep, self, strict=True))


def arrears(plans: Sequence[Plan], postings: Iterable[Posting], pauses: Iterable[Stop], on: date) -> Arrears:
    """What was late on the evening of `on`. `plans` are the versions of the schedule, the first one first.

    What came in serves the oldest instalment first. A payment of before a rescheduling that is reversed after it falls
    due with the oldest instalment of the schedule in force: the new schedule counted on that money.
    """
    known = [posting for posting in postings if posting.value_on <= on]
    owed = max(sum((posting.effect for posting in known), ZERO), ZERO)
    lowered = -sum((posting.effect for posting in known if not posting.lends), ZERO)
    plan = plan_on(plans, on)
    stopped_by = pause_on(pauses, on)
    repaid = lowered - (plans[0].amount - plan.amount)
    late = [line for line in allocate(plan.instalments, repaid, on, outstanding=owed) if line.days_late]
    since = late[0].due_on if late else None
    behind = sum((line.left for line in late), ZERO)
    return Arrears(on, min(behind, owed), since, len(late), owed, stopped_by)


def plan_on(plans: Sequence[Plan], on: date) -> Plan:
    """The version in force on a day; before any, the first one."""
    return next((plan for plan in reversed(plans) if plan.drawn_up_on <= on), plans[0])


def pause_on(pauses: Iterable[Stop], on: date) -> Stop | None:
    """What keeps reminders back on a day: what stops them for good before what stops them for a time."""
    running = [pause for pause in pauses if pause.starts_on <= on and (pause.ends_on is None or on <= pause.ends_on)]
    return min(running, key=lambda pause: pause.reason not in FOR_GOOD, default=None)


def age_of(days: int) -> Age:
    """How old a debt of so many days is."""
    return next((age for last, age in LAST_DAYS if days <= last), Age.OLDER)


def coming(found: Arrears, sent: Iterable[Sent], ladder: Ladder) -> Next | None:
    """What a loan waits for on that day; None when nothing is late.

    The steps are taken one after the other, each once for a debt, whatever the delay: nobody is served a formal notice
    who was never reminded. Between two letters pass at least as many days as before the first.
    """
    if found.since is None:
        return None
    if found.stopped_by:
        return Next.PAUSED
    if found.amount < SMALL_CLAIM:
        return Next.SMALL
    letters = {one.step: one.sent_on for one in sent if one.late_since == found.since and one.sent_on <= found.on}
    for step, days in ladder.steps:
        if step not in letters:
            is_rested = not letters or found.on >= max(letters.values()) + timedelta(days=ladder.first)
            return NEXT_OF[step] if found.days >= days and is_rested else Next.WAIT
    answered_by = letters[ReminderStep.FORMAL_NOTICE] + timedelta(days=ANSWER_DAYS)
    return Next.HAND_OVER if found.on > answered_by else Next.WAIT
