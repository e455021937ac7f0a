"""Loans lent and repaid: the envelope nearly spent last year, a settled year, the arrears."""

from datetime import date, timedelta

from commission.enums import Grounds, MotionKind
from harmonie.calendar import add_months
from loans import actions as loans
from loans.enums import Channel

from .. import cases
from ..books import instalments, lend, repay
from ..story import Story, at, weekday
from .common import ago, made_ready, someone


def envelope_nearly_spent(story: Story, today: date) -> None:
    """Worked case 12, at a tenth: 2 600 € engaged of 3 000 €, 700 € asked, 400 € granted."""
    day, finance = date(today.year - 3, 12, 9), story.people.finance
    first = [
        someone(
            "Patricia",
            "Meunier",
            date(1976, 3, 4),
            "housing",
            "Dépôt de garantie",
            1000,
            12,
        ),
        someone(
            "Joël",
            "Barbier",
            date(1969, 8, 30),
            "mobility",
            "Réparation de voiture",
            1000,
            18,
        ),
        someone("Awa", "Traoré", date(1990, 2, 2), "appliances", "Cuisinière", 600, 10),
        someone(
            "Denis",
            "Faure",
            date(1984, 11, 17),
            "mobility",
            "Permis de conduire",
            700,
            12,
        ),
    ]
    meeting, items = story.hold(day, made_ready(story, day, *first))
    short = {
        "grounds": Grounds.ENVELOPE,
        "explanation": "Il ne reste que 400\u202f€ dans l’enveloppe de l’exercice.",
    }
    decisions = [story.decide(item, day) for item in items[:3]]
    decisions.append(story.decide(items[3], day, amount=400, **short))
    for decision in decisions:
        repay(lend(decision, finance), finance, today)
    story.close(meeting, day)


def a_settled_year(story: Story, today: date) -> None:
    """Loans that came to their end: two on their dates, one early."""
    day, finance = ago(today, 400), story.people.finance
    people = [
        someone("Chantal", "Royer", date(1971, 1, 25), "appliances", "Lave-linge", 480, 8),
        someone(
            "Mehdi",
            "Saïdi",
            date(1995, 6, 6),
            "mobility",
            "Scooter d’occasion",
            900,
            10,
        ),
        someone(
            "Gaëlle",
            "Le Goff",
            date(1989, 4, 18),
            "training",
            "Inscription à un concours",
            300,
            12,
        ),
        someone(
            "René",
            "Blanchard",
            date(1957, 10, 10),
            "health",
            "Appareil auditif",
            950,
            18,
        ),
    ]
    meeting, items = story.hold(day, made_ready(story, day, *people), absent=story.people.members[2:3])
    for item in items[:2]:
        repay(lend(story.decide(item, day), finance), finance, today)
    early = lend(story.decide(items[2], day, "PPPCA"), finance)
    _settle_early(early, story, instalments(early)[3].due_on)
    budget = {
        "grounds": Grounds.BUDGET,
        "explanation": "Les soins peuvent être pris en charge\u00a0: voir la mutuelle.",
    }
    story.decide(items[3], day, "PPPCC", kind=MotionKind.REFUSE, **budget)
    story.close(meeting, day)


def _settle_early(loan, story: Story, day: date) -> None:
    repay(loan, story.people.finance, day)
    loans.record_repayment(
        loan=loan,
        amount=loans.outstanding(loan),
        channel=Channel.CARD,
        value_on=day,
        by=story.people.finance,
        now=at(day, 15),
    )


def arrears(story: Story, today: date) -> None:
    """Worked case 13 (four paid, three missed), beside loans that are repaid as agreed."""
    finance, first_due_on = (
        story.people.finance,
        add_months(today - timedelta(days=10), -6),
    )
    day = weekday(first_due_on - timedelta(days=45))
    people = [
        cases.LATE,
        cases.standard(today),
        someone(
            "Yves",
            "Carpentier",
            date(1978, 7, 22),
            "mobility",
            "Pneus et freins",
            450,
            15,
        ),
        someone(
            "Maryam",
            "Haddad",
            date(1992, 12, 28),
            "family",
            "Frais d’obsèques",
            990,
            18,
        ),
        someone("Loïc", "Prigent", date(1986, 5, 16), "appliances", "Réfrigérateur", 390, 13),
    ]
    meeting, items = story.hold(day, made_ready(story, day, *people))
    late, *others = [lend(story.decide(item, day, "PPPPPA"), finance, first_due_on) for item in items]
    repay(late, finance, today, missed=(5, 6, 7))
    repay(others[0], finance, today)
    repay(others[1], finance, today, missed=(7,))
    repay(others[2], finance, today, missed=(7,))
    _part_payment(others[2], story, today - timedelta(days=5))
    repay(others[3], finance, today, missed=(3,))
    _bounced(others[3], story, instalments(others[3])[2].due_on)
    story.close(meeting, day)


def _part_payment(loan, story: Story, day: date) -> None:
    loans.record_repayment(
        loan=loan,
        amount=20,
        channel=Channel.CASH,
        value_on=day,
        by=story.people.finance,
        now=at(day, 11),
    )


def _bounced(loan, story: Story, day: date) -> None:
    """A cheque recorded, then rejected by the bank, then paid in cash."""
    act = {"by": story.people.finance}
    amount = instalments(loan)[2].amount
    entry = loans.record_repayment(
        loan=loan,
        amount=amount,
        channel=Channel.CHEQUE,
        value_on=day,
        now=at(day, 11),
        **act,
    )
    loans.reverse_entry(
        entry=entry,
        why="Chèque rejeté par la banque",
        now=at(day + timedelta(days=6), 10),
        **act,
    )
    day += timedelta(days=9)
    loans.record_repayment(
        loan=loan,
        amount=amount,
        channel=Channel.CASH,
        value_on=day,
        now=at(day, 11),
        **act,
    )
