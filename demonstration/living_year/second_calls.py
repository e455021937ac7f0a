"""A meeting that was cancelled, one left without quorum, and the second one that follows it; the rules of next year."""

from datetime import date, timedelta

from commission import actions as meetings
from commission.enums import Presence
from commission.planning import actions as planning
from commission.planning.timing import next_working_day
from commission.standing_rules import actions as standing_rules
from commission.standing_rules.forms import StandingRulesForm
from commission.standing_rules.queries import dated_rules

from ..story import ROOM, Story, at
from .common import ago, made_ready, someone


def rules_of_next_year(story: Story, today: date) -> None:
    """The board gave members two days more to read: from January on."""
    latest = dated_rules()[0]
    kept = {name: getattr(latest, name) for name in StandingRulesForm.base_fields if name != "valid_from"}
    voted_on = ago(today, 25)
    standing_rules.add_rules(
        valid_from=date(today.year + 1, 1, 1),
        values=kept | {"notice_days": 5, "source": f"Délibération du {voted_on:%d/%m/%Y}"},
        by=story.people.chair,
        now=at(voted_on, 18),
    )


def second_convocation(story: Story, today: date) -> None:
    """Two of seven came: nothing was decided, and the same two cases come back in the same order."""
    day, people = ago(today, 4), story.people
    cases = (
        someone("Bruno", "Lacaze", date(1987, 12, 1), "mobility", "Batterie et pneus", 340, 10),
        someone("Salomé", "Prieur", date(1994, 7, 23), "family", "Frais d’obsèques", 880, 16),
    )
    called_off = story.plan(day - timedelta(days=20), [], day - timedelta(days=40))
    planning.cancel_meeting(
        meeting=called_off, why="Aucun dossier n’est prêt", by=people.secretary, now=at(day - timedelta(days=28), 9)
    )
    meeting = story.plan(day, made_ready(story, day, *cases), day - timedelta(days=7))
    story.convene(meeting, day - timedelta(days=7))
    act = {"by": people.secretary, "now": at(day, 14, 20)}
    for seat in meeting.seats.filter(user__in=[people.chair, people.members[0]]):
        meetings.record_presence(seat=seat, presence=Presence.PRESENT, **act)
    planning.find_no_quorum(meeting=meeting, **act)
    again = {"starts_at": at(next_working_day(today + timedelta(days=4)), 10), "place": ROOM}
    second = planning.plan_again(meeting=meeting, facts=again, by=people.secretary, now=at(day, 15))
    story.convene(second, day)
