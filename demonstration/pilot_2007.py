"""The pilot of 2007. Two facts are public: 21 credits were granted from 1 January to 4 June, for 13 211 €.

Everything else here (amounts, persons, purposes, the requests that were not granted) is invented, and says so.
"""

from datetime import date, timedelta
from typing import NamedTuple

from applications import actions as intake
from applications.enums import ClosingReason
from applications.models import LoanApplication
from commission.enums import Grounds, MotionKind

from .books import lend, repay
from .story import Case, Story, at, like

INVENTED = (
    "Montant et personne inventés\u00a0: seuls le nombre des crédits (21) et leur somme (13\u202f211\u202f€) "
    "viennent du bilan publié en 2007."
)
SETTLED_BY = date(2009, 12, 31)


class Credit(NamedTuple):
    first_name: str
    last_name: str
    purpose: str
    description: str
    amount: int
    months: int


# By meeting: whoever was granted a credit that day, and how much. The sum is 13 211.
GRANTED = {
    date(2007, 1, 25): (
        Credit("Solange", "Aubry", "housing", "Dépôt de garantie", 650, 13),
        Credit("Thierry", "Mallet", "mobility", "Réparation d’un scooter", 500, 10),
    ),
    date(2007, 2, 15): (
        Credit("Yamina", "Kaci", "mobility", "Réparation de voiture", 1000, 18),
        Credit("Gilles", "Perret", "housing", "Frais de déménagement", 580, 12),
        Credit("Monique", "Lefort", "housing", "Dépôt de garantie", 800, 16),
        Credit("Jean-Luc", "Bailly", "health", "Lunettes", 100, 4),
    ),
    date(2007, 3, 15): (
        Credit("Sabrina", "Morin", "mobility", "Permis de conduire", 850, 17),
        Credit("Didier", "Chauvin", "mobility", "Embrayage", 600, 12),
        Credit("Carole", "Besson", "appliances", "Lave-linge", 520, 12),
        Credit("Hamid", "Zerrouki", "appliances", "Réfrigérateur", 500, 10),
        Credit("Nathalie", "Roche", "training", "Formation d’aide-soignante", 650, 13),
    ),
    date(2007, 4, 12): (
        Credit("Philippe", "Gaudin", "appliances", "Cuisinière et chauffe-eau", 741, 14),
        Credit("Martine", "Delorme", "health", "Prothèse dentaire", 980, 18),
        Credit("Rachid", "Belkacem", "appliances", "Lave-linge", 420, 9),
        Credit("Sylvie", "Humbert", "appliances", "Réfrigérateur", 420, 8),
    ),
    date(2007, 5, 10): (
        Credit("Fabrice", "Noël", "appliances", "Lits des enfants", 640, 13),
        Credit("Brigitte", "Savary", "housing", "Dépôt de garantie", 700, 14),
        Credit("Laurent", "Vidal", "training", "Certificat de cariste", 620, 12),
        Credit("Aïcha", "Toumi", "mobility", "Assurance et carte grise", 600, 12),
        Credit("Christophe", "Bazin", "mobility", "Réparation de voiture", 640, 16),
    ),
    date(2007, 6, 4): (Credit("Véronique", "Maillard", "mobility", "Permis de conduire", 700, 14),),
}
# On the same days: refused, with the ground, or put off.
NOT_GRANTED = {
    date(2007, 2, 15): (("Bernard", "Colin", "other", "Équipement de la maison", 600, Grounds.BUDGET),),
    date(2007, 3, 15): (("Josiane", "Petit", "other", "Découvert bancaire", 900, Grounds.PURPOSE),),
    date(2007, 4, 12): (
        ("Alain", "Rousset", "mobility", "Achat d’un scooter", 1000, Grounds.BUDGET),
        ("Denise", "Fabre", "housing", "Déménagement", 450, Grounds.DOCUMENT),
    ),
    date(2007, 5, 10): (("Patrick", "Joly", "appliances", "Téléviseur", 400, Grounds.BUDGET),),
}
EXPLANATIONS = {
    Grounds.BUDGET: "Une fois les charges payées, il ne resterait pas de quoi payer l’échéance.",
    Grounds.PURPOSE: "Le règlement ne permet pas de rembourser un découvert.",
    Grounds.DOCUMENT: "L’accord du propriétaire est attendu.",
}
# Before the commission: first name, last name, day, why.
STOPPED = (
    ("Régine", "Hamon", date(2007, 1, 12), ClosingReason.INCOMPLETE),
    ("Franck", "Leduc", date(2007, 2, 20), ClosingReason.INCOMPLETE),
    ("Zoé", "Marchal", date(2007, 4, 3), ClosingReason.INCOMPLETE),
    ("Michel", "Prévost", date(2007, 2, 6), ClosingReason.RESIDENCE),
    ("Élodie", "Garnier", date(2007, 5, 2), ClosingReason.RESIDENCE),
    ("Pascal", "Renard", date(2007, 1, 18), ClosingReason.CEILING),
    ("Corinne", "Blin", date(2007, 3, 22), ClosingReason.CEILING),
    ("Éric", "Tanguy", date(2007, 5, 15), ClosingReason.CEILING),
)
NOTES = {
    ClosingReason.INCOMPLETE: "Les pièces demandées deux fois ne sont pas arrivées.",
    ClosingReason.RESIDENCE: "La personne habite Saint-Aubin\u00a0: sa demande est adressée au CCAS de sa commune.",
    ClosingReason.CEILING: "Les revenus d’activité dépassent le plafond\u00a0: une autre aide est proposée.",
}


def tell(story: Story) -> None:
    """Meeting by meeting, then the requests that never reached one."""
    for number, day in enumerate(GRANTED):
        _meeting(story, day, number)
    for first_name, last_name, day, reason in STOPPED:
        _stopped(story, first_name, last_name, day, reason)


def _case(
    first_name: str,
    last_name: str,
    purpose: str,
    description: str,
    amount: int,
    months: int,
) -> Case:
    born = date(1950 + (amount + months) % 35, 1 + amount % 12, 1 + months)
    return Case(
        first_name,
        last_name,
        born,
        purpose,
        description,
        amount,
        months,
        incomes=(("salary", str(880 + amount % 190)), ("housing_benefit", "140")),
        expenses=(
            ("rent", "390"),
            ("energy", "70"),
            ("insurance", "40"),
            ("food", "220"),
        ),
        assessment=INVENTED,
    )


def _meeting(story: Story, day: date, number: int) -> None:
    received = [day - timedelta(days=12 + (3 * place + number) % 10) for place in range(8)]
    granted = [story.ready(_case(*credit), received[place]) for place, credit in enumerate(GRANTED[day])]
    others = NOT_GRANTED.get(day, ())
    lost = [story.ready(_case(*other[:5], 12), received[5 + place]) for place, other in enumerate(others)]
    meeting, items = story.hold(day, [*granted, *lost], absent=story.people.members[number % 4 : number % 4 + 1])
    for item in items[: len(granted)]:
        decision = story.decide(item, day, explanation=INVENTED)
        loan = lend(decision, story.people.finance)
        repay(loan, story.people.finance, SETTLED_BY)
    for item, other in zip(items[len(granted) :], others, strict=True):
        _not_granted(story, item, day, other[5])
    story.close(meeting, day)


def _not_granted(story: Story, item, day: date, grounds: Grounds) -> None:
    kind = MotionKind.DEFER if grounds == Grounds.DOCUMENT else MotionKind.REFUSE
    story.decide(
        item,
        day,
        "PPPC",
        kind=kind,
        grounds=grounds,
        explanation=f"{EXPLANATIONS[grounds]} {INVENTED}",
        defer_until=day + timedelta(days=60) if kind == MotionKind.DEFER else None,
    )
    if kind == MotionKind.DEFER:
        intake.withdraw(
            application=item.application,
            reason=ClosingReason.ABANDONED,
            note=f"Le déménagement n’a plus lieu. {INVENTED}",
            by=story.people.worker,
            now=at(date(2007, 7, 9)),
        )


def _stopped(story: Story, first_name: str, last_name: str, day: date, reason: ClosingReason) -> LoanApplication:
    case = _case(
        first_name,
        last_name,
        "appliances",
        "Équipement de la cuisine",
        480 + day.day,
        10,
    )
    act = {
        "reason": reason,
        "note": f"{NOTES[reason]} {INVENTED}",
        "by": story.people.worker,
    }
    if reason == ClosingReason.INCOMPLETE:
        application = story.refer(case, day)
        intake.withdraw(application=application, now=at(day + timedelta(days=25)), **act)
    elif reason == ClosingReason.RESIDENCE:
        application = story.refer(like(case, city="Saint-Aubin"), day)
        intake.declare_inadmissible(application=application, now=at(day + timedelta(days=2)), **act)
    else:
        application = story.review(like(case, incomes=(("salary", "1402.50"),)), day)
        intake.declare_inadmissible(application=application, now=at(day + timedelta(days=6)), **act)
    return application
