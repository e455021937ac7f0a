"""A year around today: requests in every state, a meeting under way, loans repaid, loans behind."""

from datetime import date

from ..story import Story
from .agreements import agreements
from .alone import decided_since
from .contracts import contracts, fresh_decisions
from .derogations import derogations
from .incidents import incidents, nobody_signs
from .intake import intake_desk
from .lender import the_lender
from .meetings import next_meetings, open_meeting
from .past import a_settled_year, arrears, envelope_nearly_spent
from .reminders import reminders
from .second_calls import rules_of_next_year, second_convocation
from .second_thoughts import a_newcomer, decided_alone, the_coming_meeting, the_rules
from .the_books import a_closed_month, slips
from .votes import refused_and_deferred, sharp_votes
from .worklist import shared_desk


def tell(story: Story, today: date) -> None:
    """From the oldest meeting to the one that is open now."""
    envelope_nearly_spent(story, today)
    a_settled_year(story, today)
    arrears(story, today)
    slips(story, today)
    incidents(story, today)
    reminders(story, today)
    sharp_votes(story, today)
    nobody_signs(story, today)
    deferred = refused_and_deferred(story, today)
    the_rules(story, today)
    contracts(story, today, deferred)
    agreements(story, today)
    a_newcomer(story, today)
    decided_alone(story, today)
    fresh_decisions(story, today)
    the_lender(story, today)
    intake_desk(story, today)
    derogations(story, today)
    rules_of_next_year(story, today)
    open_meeting(story, today)
    decided_since(story, today)
    second_convocation(story, today)
    the_coming_meeting(story, today)
    next_meetings(story, today)
    shared_desk(story, today)
    a_closed_month(story, today)
