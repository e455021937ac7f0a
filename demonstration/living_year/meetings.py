"""The meeting that is open now, and the next ones."""

from dataclasses import replace
from datetime import date, timedelta

from commission import actions as meetings
from commission.member import actions as jotting
from commission.planning.timing import next_working_day

from .. import cases
from ..story import Story, at
from .common import ago, made_ready, someone


def open_meeting(story: Story, today: date) -> None:
    """Today's meeting: two cases at the vote, two to come; one member is away and gave a proxy."""
    people = [
        cases.WAITING_FOR_A_VOTE,
        someone(
            "Quentin",
            "Lemoine",
            date(1998, 5, 9),
            "mobility",
            "Scooter pour le travail",
            900,
            18,
        ),
        # Her landlord is a member's own company: Paul Guérin steps aside by the name written in his mandate.
        replace(
            someone("Amina", "Cherif", date(1983, 2, 14), "appliances", "Lave-vaisselle adapté", 440, 11),
            housing="private_tenant",
            landlord="SCI des Tanneurs",
        ),
    ]
    ready = made_ready(story, today, *people)
    linked = someone(
        "Kévin",
        "Dupuis",
        date(1995, 4, 4),
        "training",
        "Chaussures et tenue de chantier",
        180,
        6,
    )
    ready.append(story.ready(linked, ago(today, 17), by=story.people.other_partner))
    meeting = story.plan(today, ready, ago(today, 7), hour=9)
    story.convene(meeting, ago(today, 7), on_paper=True)
    away, holder = story.people.members[3], story.people.members[1]
    story.seat(meeting, today, 9, (away,))
    seats = {seat.user_id: seat for seat in meeting.seats.all()}
    meetings.give_proxy(
        giver=seats[away.pk],
        holder=seats[holder.pk],
        by=story.people.secretary,
        now=at(today, 9, 6),
    )
    items = list(meeting.items.select_related("application__project"))
    first = story.put(items[0], today, hour=9, minute=10)
    story.vote(first, "P", today, hour=9, minute=12)
    story.put(items[1], today, hour=9, minute=20)
    words = "Demander si le scooter peut s’acheter d’occasion."
    jotting.save_note(item=items[1], author=story.people.members[0], text=words, now=at(today, 8, 40))


def next_meetings(story: Story, today: date) -> None:
    """What can be put on an agenda, the meeting of next week, and worked case 14 in January."""
    people = [
        someone(
            "Clara",
            "Jourdan",
            date(1992, 6, 1),
            "mobility",
            "Contrôle technique et pneus",
            390,
            10,
        ),
        someone("Ibrahim", "Sow", date(1979, 9, 27), "housing", "Dépôt de garantie", 750, 15),
    ]
    listed = [story.ready(case, ago(today, 11)) for case in people]
    # Far enough for its cases to be inscribed in time.
    story.plan(next_working_day(today + timedelta(days=7)), listed, ago(today, 1))
    story.ready(cases.COUPLE_BELOW, ago(today, 10))
    story.ready(
        someone(
            "Aline",
            "Bouvier",
            date(1986, 7, 19),
            "health",
            "Lunettes des enfants",
            260,
            8,
        ),
        ago(today, 5),
    )
    before = story.ready(cases.BEFORE_THE_CHANGE, ago(today, 4), ready_on=ago(today, 2))
    story.plan(date(today.year + 1, 1, 15), [before], ago(today, 1))
