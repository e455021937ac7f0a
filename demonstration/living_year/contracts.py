"""Decisions on their way to the money: to contract, to sign, to pay out, lapsed."""

from datetime import date, timedelta

from applications.models import LoanApplication
from commission import actions as meetings
from commission.enums import Grounds, MotionKind, Presence
from commission.models import Decision
from loans import actions as loans
from loans.agreements.actions import set_account
from loans.enums import CancelReason

from .. import cases
from ..books import draw_up, pay_out, sign
from ..story import Story, at
from .common import ago, made_ready, someone
from .second_thoughts import COUNTED_TWICE, take_back


def contracts(story: Story, today: date, deferred: LoanApplication) -> None:
    """Grants at every step of their contract: to sign, to pay out, paid, renounced. Worked cases 2 and 11."""
    day, finance = ago(today, 27), story.people.finance
    story.prepare(
        deferred,
        f"{cases.OVER_INDEBTED.assessment} L’accord est arrivé.",
        day - timedelta(days=9),
    )
    people = [
        cases.maximum(today),
        someone(
            "Florian",
            "Masson",
            date(1997, 2, 11),
            "mobility",
            "Permis de conduire",
            850,
            17,
        ),
        someone(
            "Bernadette",
            "Huet",
            date(1962, 8, 3),
            "health",
            "Prothèse dentaire",
            730,
            15,
        ),
        someone("Ousmane", "Bâ", date(1985, 11, 30), "housing", "Dépôt de garantie", 670, 12),
    ]
    mistaken = Decision.objects.get(application__applicant__last_name=COUNTED_TWICE.last_name)
    meeting, items = story.hold(day, [*made_ready(story, day, *people), deferred], withdrawing=[mistaken])
    decisions = [story.decide(item, day, "PPPPPC") for item in items[:-1]]
    take_back(story, items[-1], day)
    opened = day + timedelta(days=4)
    draw_up(decisions[0], finance, opened, next_31_january(opened))
    draw_up(decisions[1], finance, opened)
    to_pay_later = draw_up(decisions[2], finance, opened)
    wait = {"iban": "", "bank": "", "funds_not_before": today + timedelta(days=5)}  # the quote may be renounced
    set_account(loan=to_pay_later, by=finance, now=at(opened, 10), **wait)
    sign(to_pay_later, finance, opened + timedelta(days=6))
    renounced = draw_up(decisions[3], finance, opened)
    loans.cancel_loan(
        loan=renounced,
        reason=CancelReason.RENOUNCED,
        by=finance,
        now=at(opened + timedelta(days=8)),
    )
    signed = sign(draw_up(decisions[4], finance, opened), finance, opened + timedelta(days=4))
    pay_out(signed, finance, opened + timedelta(days=9))
    story.close(meeting, day)


def next_31_january(day: date) -> date:
    """Worked case 2: an anchor on a 31st, so that February and April show their last day."""
    this_year = date(day.year, 1, 31)
    return this_year if this_year > day else date(day.year + 1, 1, 31)


def fresh_decisions(story: Story, today: date) -> None:
    """Decided last week: letters to issue, agreements to prepare."""
    day = ago(today, 8)
    people = [
        someone(
            "Samira",
            "Oukaci",
            date(1990, 10, 21),
            "appliances",
            "Lit et matelas",
            560,
            14,
        ),
        someone(
            "Damien",
            "Collet",
            date(1987, 6, 29),
            "mobility",
            "Réparation de voiture",
            940,
            18,
        ),
        someone(
            "Ginette",
            "Poirier",
            date(1955, 1, 13),
            "housing",
            "Volet et serrure",
            240,
            8,
        ),
        someone(
            "Hugo",
            "Vallet",
            date(2001, 3, 23),
            "training",
            "Ordinateur portable",
            900,
            18,
        ),
    ]
    late = story.people.members[3]
    reopened = LoanApplication.objects.get(applicant__last_name=COUNTED_TWICE.last_name)
    meeting, items = story.hold(day, [*made_ready(story, day, *people), reopened], absent=[late])
    story.decide(items[0], day)
    less = {
        "grounds": Grounds.BUDGET,
        "explanation": "Une échéance plus basse laisse de quoi vivre chaque mois.",
    }
    story.decide(items[1], day, "PPPCA", amount=700, **less)
    story.decide(items[2], day, "PPPP")
    meetings.record_presence(
        seat=meeting.seats.get(user=late), presence=Presence.PRESENT, by=story.people.secretary, now=at(day, 14, 25)
    )
    elsewhere = "Le micro-crédit départemental couvre l’ordinateur et la formation ensemble."
    story.decide(
        items[3],
        day,
        kind=MotionKind.REDIRECT,
        target_scheme=story.schemes.lent,
        grounds=Grounds.OTHER_SCHEME,
        explanation=elsewhere,
    )
    story.decide(items[4], day, "PPPPPP")
    story.close(meeting, day)
