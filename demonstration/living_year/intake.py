"""Requests at the desk today: drafts, reviews, documents awaited, and those that ended there."""

from datetime import date

from applications import actions as intake
from applications.duplicates.actions import merge, record_finding
from applications.enums import ClosingReason

from .. import cases
from ..story import Story, at, like
from . import supporting
from .common import ago, someone
from .exchanges import about_documents


def intake_desk(story: Story, today: date) -> None:
    """What the social worker finds on the desk this week."""
    partner, other, worker = (
        story.people.partner,
        story.people.other_partner,
        story.people.worker,
    )
    story.draft(
        someone(
            "Lucie",
            "Charrier",
            date(1994, 1, 31),
            "family",
            "Voyage pour un deuil",
            320,
            8,
        ),
        ago(today, 1),
    )
    # Entered by the CCAS for a partner, which sees it once it is handed over.
    story.draft(
        like(
            someone("Nora", "Fabre", date(1988, 6, 12), "appliances", "Chauffe-eau", 540, 12),
            incomes=(("salary", "262.50", "weekly"), ("family_benefit", "148.52")),
            expenses=(("rent", "470"), ("energy", "318", "quarterly"), ("insurance", "372", "yearly")),
            quote="690",
            other_funding=("150", "CAF"),
            urgency_reason="Il n’y a plus d’eau chaude, avec un enfant de deux ans.",
            household=(("Élio", date(2024, 5, 2), "child"),),
            family_status="separated",
        ),
        ago(today, 1),
        by=worker,
        partner=partner.partner,
    )
    # Worked case 8: one person, two spellings, two partners.
    story.refer(cases.TWICE, ago(today, 7), by=partner)
    story.refer(
        like(cases.TWICE, first_name="Fatou", last_name="Dialo", amount=400),
        ago(today, 3),
        by=other,
    )
    # Worked case 8, the loan that is running.
    story.review(
        someone(
            "Yves",
            "Carpantier",
            date(1978, 7, 22),
            "appliances",
            "Télévision et meuble",
            350,
            10,
        ),
        ago(today, 12),
        by=other,
    )
    # Worked case 4.
    supporting.in_order(story, story.review(cases.AT_THE_CEILING, ago(today, 6)), ago(today, 5))
    # Worked case 5: one cent too much, and a birthday that changes the household's limit.
    above = story.review(cases.COUPLE_ABOVE, ago(today, 30))
    limit = "Les revenus d’activité dépassent le plafond du foyer, 1\u202f970,74\u202f€, d’un centime."
    intake.declare_inadmissible(
        application=above,
        reason=ClosingReason.CEILING,
        note=limit,
        by=worker,
        now=at(ago(today, 26)),
    )
    birthday = ago(today, 9)
    story.review(cases.fourteen_today(birthday), birthday)
    # Worked case 9: a partner seated elsewhere may refer a resident; a resident of elsewhere is sent on.
    story.refer(
        someone(
            "Maëva",
            "Robin",
            date(2000, 7, 7),
            "housing",
            "Caution d’un studio",
            600,
            15,
        ),
        ago(today, 2),
        by=other,
    )
    elsewhere = story.refer(cases.ELSEWHERE, ago(today, 16), by=other)
    away = "Monsieur habite Saint-Aubin\u00a0: le CCAS de Saint-Aubin reçoit sa demande, avec son accord."
    intake.declare_inadmissible(
        application=elsewhere,
        reason=ClosingReason.RESIDENCE,
        note=away,
        by=worker,
        now=at(ago(today, 14)),
    )
    _awaiting(story, today)
    _compared(story, today)
    _without_sequel(story, today)


def _awaiting(story: Story, today: date) -> None:
    car = like(
        someone("Mathis", "Legrand", date(1996, 10, 5), "mobility", "Réparation de voiture", 480, 12),
        household=(("Jeanne", date(1997, 2, 8), "partner"),),
        co_applicant=("Jeanne", "Moreau", "06 55 50 43 21"),
        family_status="couple",
        housing="private_tenant",
        incomes=(("salary", "285", "weekly"), ("housing_benefit", "612", "quarterly")),
        debts=(("Crédit à la consommation", "1240", "85"),),
        quote="630",
        other_funding=("150", "la famille"),
    )
    garage = story.review(car, ago(today, 15))
    supporting.partner_awaited(story, garage, ago(today, 13))
    about_documents(story, garage, ago(today, 13))
    crown = someone("Zohra", "Amrani", date(1964, 3, 19), "health", "Couronne dentaire", 650, 13)
    supporting.person_brought_all(story, story.review(crown, ago(today, 11)), ago(today, 9))


def _compared(story: Story, today: date) -> None:
    """Two requests of one person made one; two sisters born the same day, found to be two people."""
    other, worker, now = story.people.other_partner, story.people.worker, at(ago(today, 4))
    case = someone("Meriem", "Haddad", date(1982, 6, 9), "appliances", "Cuisinière", 430, 10)
    kept = story.review(case, ago(today, 9))
    twice = story.refer(like(case, first_name="Myriam", description="Cuisinière à gaz"), ago(today, 5), by=other)
    merge(one=kept, other=twice, why="Vue au CCAS\u00a0: une seule cuisinière.", by=worker, now=now)
    sisters = someone("Lina", "Marchand", date(1999, 11, 2), "training", "Ordinateur portable", 520, 13)
    one = story.review(sisters, ago(today, 8))
    two = story.refer(like(sisters, first_name="Line", description="Vélo électrique"), ago(today, 6), by=other)
    why = "Lina et Line sont jumelles\u00a0: deux cartes d’identité vues."
    record_finding(one=one.applicant, other=two.applicant, is_same=False, why=why, by=worker, now=now)


def _without_sequel(story: Story, today: date) -> None:
    case = someone(
        "Sophie",
        "Rémy",
        date(1980, 12, 24),
        "accident",
        "Remplacement d’un vélo volé",
        280,
        7,
    )
    application = story.review(case, ago(today, 33))
    intake.withdraw(
        application=application,
        reason=ClosingReason.ABANDONED,
        note="L’assurance rembourse le vélo\u00a0: Madame n’a plus besoin du prêt.",
        by=story.people.worker,
        now=at(ago(today, 28)),
    )
