"""The rules of the commission and who joined it; a decision taken alone, and one that was taken back."""

from datetime import date, timedelta
from decimal import Decimal

from applications.enums import Payee
from applications.models import LoanApplication
from commission import actions as meetings
from commission.enums import Capacity, Grounds, MotionKind, Presence
from commission.mandates.actions import appoint, change_ties
from commission.models import AgendaItem, Decision, Mandate, Meeting
from commission.planning.timing import next_working_day
from commission.standing_rules.actions import add_rules
from commission.urgent.actions import decide_urgently

from ..story import Case, Story, at, like
from .common import ago, someone

DELEGATED = Decimal(400)  # euros
# Counted twice: the meal vouchers are in the salary already.
COUNTED_TWICE = like(
    someone("Thierry", "Lucas", date(1983, 8, 12), "mobility", "Réparation de la boîte de vitesses", 780, 15),
    incomes=(("salary", "1290"),),
    assessment="Le véhicule est indispensable\u00a0: horaires de nuit, pas de bus. Avis favorable.",
)
CUT_OFF = like(
    someone("Aurore", "Millet", date(1993, 12, 4), "housing", "Rétablissement de l’électricité", 320, 8),
    household=(("Eden", date(2025, 2, 3), "child"),),
    is_urgent=True,
    urgency_reason="Coupure annoncée vendredi, avec un nourrisson.",
    assessment="Le fournisseur rétablit le jour du paiement. Budget tenu. Avis favorable.",
)


def the_rules(story: Story, today: date) -> None:
    """What the council voted this autumn: a delegation for what cannot wait."""
    voted = ago(today, 70)
    values = {
        "source": f"Délibération n°\u00a0{voted.year}-31 (fictive)",
        "urgent_cap": DELEGATED,
        "urgent_delegation": f"Délibération n°\u00a0{voted.year}-32 (fictive), article R123-21 du CASF",
        "vice_president_decides_urgently": True,
    }
    add_rules(valid_from=today - timedelta(days=45), values=values, by=story.people.chair, now=at(voted, 18))


def a_newcomer(story: Story, today: date) -> None:
    """A seventh member was appointed; another has ties with a landlord."""
    people = story.people
    told = {"by": people.secretary, "now": at(ago(today, 25), 9)}
    appoint(
        user=people.newcomer,
        capacity=Capacity.MEMBER,
        starts_on=today - timedelta(days=20),
        ends_on=None,
        **told,
    )
    change_ties(
        mandate=Mandate.objects.get(user=people.members[1]),
        age_rank=1,
        linked_partners=(),
        linked_names="Résidence du Lavoir",
        **told,
    )


def refused_by_mistake(story: Story, day: date) -> LoanApplication:
    """Ready for the meeting that refuses it."""
    return story.ready(COUNTED_TWICE, day - timedelta(days=17), ready_on=day - timedelta(days=9))


def refuse(story: Story, item: AgendaItem, day: date) -> Decision | None:
    return story.decide(
        item,
        day,
        "PPPPC",
        kind=MotionKind.REFUSE,
        grounds=Grounds.BUDGET,
        explanation="Avec les titres-restaurant, les ressources laissent un reste à vivre trop inégal.",
    )


def take_back(story: Story, item: AgendaItem, day: date) -> Decision | None:
    return story.decide(
        item,
        day,
        "PPPPP",
        kind=MotionKind.WITHDRAW,
        grounds=Grounds.UNLAWFUL,
        explanation="Les titres-restaurant avaient été comptés deux fois dans les ressources.",
    )


def decided_alone(story: Story, today: date) -> Decision:
    """The president did not wait for the next meeting; it is told there."""
    application = story.ready(CUT_OFF, ago(today, 12), ready_on=ago(today, 11))
    return decide_urgently(
        application=application,
        kind=MotionKind.GRANT,
        amount=Decimal(320),
        months=8,
        payee=Payee.BORROWER,
        urgency="L’électricité est coupée vendredi, avant la prochaine séance\u00a0; un nourrisson vit au foyer.",
        by=story.people.chair,
        now=at(ago(today, 10), 17),
    )


def the_coming_meeting(story: Story, today: date) -> Meeting:
    """Convened: a member is excused and gave a proxy, a substitute was called, a member steps aside by ties."""
    people, sent = story.people, ago(today, 2)
    listed = [story.ready(case, ago(today, 15), ready_on=ago(today, 10)) for case in TO_COME]
    meeting = story.plan(next_working_day(today + timedelta(days=3)), listed, ago(today, 8))
    story.convene(meeting, sent)
    seats = {seat.user_id: seat for seat in meeting.seats.all()}
    told = {"by": people.secretary, "now": at(sent, 17)}
    away = seats[people.members[4].pk]
    meetings.record_presence(seat=away, presence=Presence.EXCUSED, **told)
    meetings.give_proxy(giver=away, holder=seats[people.members[0].pk], **told)
    meetings.call_substitute(
        seat=seats[people.members[2].pk], mandate=Mandate.objects.get(user=people.substitute), **told
    )
    return meeting


TO_COME: tuple[Case, ...] = (
    like(
        someone("Corinne", "Lesage", date(1974, 5, 30), "health", "Prothèses auditives", 950, 18),
        incomes=(("salary", "1120"), ("aah", "210")),
        quote="1480",
        other_funding=("530", "la mutuelle"),
        assessment="Reste à charge après la mutuelle. Travaille à l’accueil\u00a0: elle en a besoin chaque jour.",
    ),
    like(
        someone("Moussa", "Diarra", date(1996, 2, 17), "training", "Permis poids lourd", 1000, 18),
        household=(("Awa", date(1998, 7, 3), "partner"), ("Issa", date(2022, 10, 9), "child")),
        incomes=(("salary", "1180"), ("salary", "640"), ("family_benefit", "193")),
        expenses=(("rent", "610"), ("energy", "130"), ("childcare", "140"), ("food", "420")),
        assessment="Promesse d’embauche à l’obtention du permis. Le solde est pris en charge par la Région.",
    ),
    like(
        someone("Yvette", "Plantard", date(1959, 9, 8), "housing", "Douche adaptée", 680, 17),
        landlord="Résidence du Lavoir",
        incomes=(("pension", "1010"), ("housing_benefit", "140")),
        expenses=(("rent", "430"), ("energy", "80"), ("health", "60"), ("food", "250")),
        assessment="Sortie d’hôpital. Le bailleur accepte les travaux et ne les paie pas.",
    ),
    like(
        someone("Kelly", "Renard", date(2003, 3, 26), "appliances", "Lave-linge et plaques", 410, 10),
        household=(("Tao", date(2024, 1, 15), "child"),),
        incomes=(("salary", "905"), ("housing_benefit", "260"), ("activity_bonus", "120")),
        debts=(("Opérateur téléphonique", "180", "30"),),
        assessment="Premier logement après un hébergement. Suivie par la mission locale.",
    ),
)
