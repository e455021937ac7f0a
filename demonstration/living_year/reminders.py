"""What is done about the loans that are late: letters, an appointment, a pause; the others wait for their letter."""

from datetime import date, timedelta

from loans.arrears.actions import pause_reminders
from loans.arrears.issuing_actions import issue_reminder
from loans.arrears.late import Late, late_loans
from loans.enums import LoanState, PauseReason, ReminderStep
from loans.models import Loan

from ..story import Story, at

MONTH, WEEK = 30, 8  # the days late on which the first two letters left


def reminders(story: Story, today: date) -> None:
    """The oldest debt got two letters, the next one the first; a third person has an arrangement."""
    late = [one for one in late_loans(Loan.objects.filter(state=LoanState.ACTIVE), today) if one.found.days > MONTH + 7]
    for one in late[:2]:
        _letter(story, one, ReminderStep.FIRST, WEEK)
    for one in late[:1]:
        _letter(story, one, ReminderStep.SECOND, MONTH)
    for one in late[2:3]:
        pause_reminders(
            loan=Loan.objects.get(pk=one.loan_id),
            reason=PauseReason.ARRANGEMENT,
            starts_on=today - timedelta(days=2),
            ends_on=today + timedelta(days=20),
            note="Règle tout à la fin du mois",
            by=story.people.finance,
            now=at(today, 9),
        )


def _letter(story: Story, late: Late, step: ReminderStep, days: int) -> None:
    day = (late.found.since or late.found.on) + timedelta(days=days)
    issue_reminder(loan=Loan.objects.get(pk=late.loan_id), step=step, by=story.people.finance, now=at(day, 9))
