"""What a letter of the ladder says. Pure: the rows of one late loan in, whole sentences out.

Plain and courteous: what is late, what to do, whom to call, that another rhythm is possible. No step costs anything.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from harmonie.dates import plain_day
from harmonie.money import euros

from ..enums import ReminderStep
from ..rules import Line, allocate
from .rules import ANSWER_DAYS, Arrears, Plan, Posting, plan_on

TEMPLATE = "pdf/reminder.html"
TITLES = {
    ReminderStep.FIRST: "Une échéance de votre prêt est restée en attente",
    ReminderStep.SECOND: "Parlons ensemble de votre prêt",
    ReminderStep.FORMAL_NOTICE: "Mise en demeure",
}
SEVERAL = "Des échéances de votre prêt sont restées en attente"
NUMBERS = {step: number for number, step in enumerate(ReminderStep, start=1)}


def reference_of(loan_reference: str, step: ReminderStep, since: date) -> str:
    """One for a step of a debt: « RL1-P2026-0012-20260910 »."""
    return f"RL{NUMBERS[step]}-{loan_reference}-{since:%Y%m%d}"


def late_lines(plans: Sequence[Plan], postings: Sequence[Posting], found: Arrears) -> Sequence[Line]:
    """The instalments that are late on the day of `found`, with what came in for each."""
    on = found.on
    lowered = -sum(posting.effect for posting in postings if not posting.lends and posting.value_on <= on)
    plan = plan_on(plans, on)
    lines = allocate(plan.instalments, lowered - (plans[0].amount - plan.amount), on, outstanding=found.owed)
    return [line for line in lines if line.days_late]


def letter(step: ReminderStep, found: Arrears, lines: Sequence[Line]) -> dict[str, Any]:
    """The sentences of one letter. `lines` are the late instalments."""
    return {
        "step": step.value,
        "heading": SEVERAL if step == ReminderStep.FIRST and found.instalments > 1 else TITLES[step],
        "late": found,
        "lines": lines,
        "opening": _opening(found),
        "answer_by": found.on + timedelta(days=ANSWER_DAYS),
    }


def _opening(found: Arrears) -> str:
    some = found.instalments > 1
    what = f"{found.instalments} échéances" if some else "une échéance"
    agree = "restées impayées" if some else "restée impayée"
    return (
        f"À ce jour, {what} de votre prêt {'sont' if some else 'est'} {agree}\u00a0: {euros(found.amount)} en tout, "
        + (f"depuis le {plain_day(found.since)}." if found.since else "")
    )
