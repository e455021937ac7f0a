"""Meetings that are over: ties, a lost quorum, refusals and deferrals."""

from datetime import date, timedelta
from decimal import Decimal

from applications.models import LoanApplication
from commission import actions as meetings
from commission import deciding
from commission.enums import Grounds, MotionKind, Presence
from commission.models import AgendaItem, Decision
from commission.secret.actions import demand_secret_ballot
from loans import actions as loans
from loans.enums import CancelReason

from .. import cases
from ..books import draw_up, lend, repay
from ..story import Story, at
from .common import ago, made_ready, someone
from .second_thoughts import refuse, refused_by_mistake


def sharp_votes(story: Story, today: date) -> None:
    """Worked cases 3 and 10: the smallest amount, a recusal, a tie, a quorum that is lost."""
    day, finance = ago(today, 120), story.people.finance
    excused = story.people.members[0]
    applications = made_ready(story, day, cases.MINIMUM, cases.TIED)
    recused = story.ready(cases.OF_THE_CHAIRED_PARTNER, ago(today, 133), by=story.people.other_partner)
    postponed = story.ready(
        someone(
            "Nicolas",
            "Ferrand",
            date(1983, 3, 13),
            "appliances",
            "Four et plaques",
            410,
            12,
        ),
        ago(today, 131),
    )
    meeting, items = story.hold(day, [*applications, recused, postponed], absent=(excused,))
    smaller = {
        "months": 6,
        "explanation": "Six échéances de 16,67\u202f€ plutôt que dix-huit de moins de 6\u202f€.",
    }
    granted = [
        story.decide(items[0], day, **smaller),
        story.decide(items[1], day, "PPCCA"),
        _by_hand(story, items[2], day),
    ]
    for decision in granted[:2]:
        repay(lend(decision, finance), finance, today)
    lapsed = draw_up(granted[2], finance, day + timedelta(days=5))
    loans.cancel_loan(
        loan=lapsed,
        reason=CancelReason.NOT_SIGNED,
        by=finance,
        now=at(lapsed.sign_before + timedelta(days=2)),
    )
    _quorum_lost(story, meeting, items[3], day)
    story.close(meeting, day)


def _by_hand(story: Story, item: AgendaItem, day: date) -> Decision:
    """The tablets were charging: the secretary noted the hands."""
    motion = story.put(item, day, minute=22)
    story.show_hands(motion, "PPPP", day, minute=23)
    return deciding.close_motion(motion=motion, by=story.people.chair, now=at(day, 14, 24))


def _quorum_lost(story: Story, meeting, item, day: date) -> None:
    for member in story.people.members[1:3]:
        meetings.record_presence(
            seat=meeting.seats.get(user=member),
            presence=Presence.LEFT,
            by=story.people.secretary,
            now=at(day, 15, 30),
        )
    meetings.postpone_item(
        item=item,
        why="le quorum n’est plus atteint",
        by=story.people.chair,
        now=at(day, 15, 35),
    )


def refused_and_deferred(story: Story, today: date) -> LoanApplication:
    """Worked cases 6 and 11, the case put off last time, and loans on their way. Gives the deferred request."""
    day, finance = ago(today, 55), story.people.finance
    again = LoanApplication.objects.get(applicant__last_name="Ferrand", state="ready")
    people = [
        cases.WITHOUT_EARNINGS,
        cases.OVER_INDEBTED,
        someone(
            "Pauline",
            "Gosset",
            date(1999, 9, 14),
            "training",
            "Matériel de coiffure",
            520,
            13,
        ),
    ]
    meeting, items = story.hold(day, [*made_ready(story, day, *people), again, refused_by_mistake(story, day)])
    refusal = (
        "Une fois les charges payées, il reste 5\u202f€ par mois. "
        "L’aide à l’équipement, qui ne se rembourse pas, est proposée."
    )
    story.decide(
        items[0],
        day,
        "PPPPC",
        kind=MotionKind.REFUSE,
        grounds=Grounds.OTHER_HELP,
        explanation=refusal,
    )
    wait = "L’accord de la commission de surendettement est attendu."
    story.decide(
        items[1],
        day,
        kind=MotionKind.DEFER,
        grounds=Grounds.DOCUMENT,
        explanation=wait,
        awaited_document="Accord de la commission de surendettement",
        defer_until=day + timedelta(days=60),
    )
    for decision in (_amended(story, items[2], day), _in_secret(story, items[3], day)):
        repay(lend(decision, finance), finance, today)
    refuse(story, items[4], day)
    story.close(meeting, day)
    return items[1].application


def _amended(story: Story, item: AgendaItem, day: date) -> Decision:
    """Less was proposed; a member moved to grant it all, and everybody voted anew."""
    first = story.put(
        item,
        day,
        minute=17,
        amount=Decimal(300),
        grounds=Grounds.BUDGET,
        explanation="La commission proposait une échéance plus basse.",
    )
    story.vote(first, "PC", day, minute=18)
    amendment = story.put(item, day, minute=19, amends=first)
    story.vote(amendment, "PPPPA", day, minute=20)
    return deciding.close_motion(motion=amendment, by=story.people.chair, now=at(day, 14, 21))


def _in_secret(story: Story, item: AgendaItem, day: date) -> Decision:
    """Two members asked for a secret ballot: more than a third of those present."""
    for member in story.people.members[:2]:
        demand_secret_ballot(item=item, member=member, now=at(day, 14, 6))
    return story.decide(item, day, "PPPCP")
