"""What the finance desk hands to the treasury: slips that left, and a month of the cash office that is over."""

from datetime import date, timedelta

from harmonie.calendar import add_months
from loans.books.cash.actions import close_month
from loans.books.cash.queries import journal_of
from loans.books.slips.actions import draw_up_slip, issue_slip, mark_sent
from loans.books.slips.queries import LONGEST, oldest_year, waiting
from loans.enums import SlipKind

from ..story import Story, at
from .common import ago


def slips(story: Story, today: date) -> None:
    """What was posted so far is on slips; those of the past years left. What comes later waits."""
    finance, day = story.people.finance, ago(today, 6)
    for kind in SlipKind:
        while year := oldest_year(kind, finance):
            seen = waiting(kind, finance).filter(value_on__year=year).values_list("pk", flat=True)[:LONGEST]
            slip = draw_up_slip(kind=kind, seen=list(seen), by=finance, now=at(day, 10))
            if year < today.year:
                slip.refresh_from_db()
                issue_slip(slip=slip, by=finance, now=at(day, 11))
                mark_sent(slip=slip, sent_on=day, by=finance, now=at(day + timedelta(days=1), 9))


def a_closed_month(story: Story, today: date) -> None:
    """Three months ago is closed, with those before it; the next ones wait for somebody to count the cash."""
    finance, month = story.people.finance, add_months(today.replace(day=1), -3)
    cash = journal_of(month, finance).cash
    close_month(month=month, cash_total=cash, by=finance, now=at(ago(today, 4), 9))
