"""What several chapters need."""

from datetime import date, timedelta

from applications.models import LoanApplication

from ..story import Case, Story, weekday


def someone(
    first_name: str,
    last_name: str,
    born: date,
    purpose: str,
    description: str,
    amount: int,
    months: int,
) -> Case:
    """One more household like many, so that the lists look as they do in a town."""
    return Case(first_name, last_name, born, purpose, description, amount, months)


def ago(today: date, days: int) -> date:
    return weekday(today - timedelta(days=days))


def made_ready(story: Story, day: date, *people: Case) -> list[LoanApplication]:
    """Files ready for the meeting of `day`, received one after the other in the three weeks before."""
    return [
        story.ready(
            case,
            weekday(day - timedelta(days=21 - 2 * place)),
            ready_on=day - timedelta(days=8),
        )
        for place, case in enumerate(people)
    ]
