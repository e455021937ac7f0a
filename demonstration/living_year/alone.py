"""Decided alone because it could not wait, and a decision taken back: what the register and the next meeting tell."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from commission import deciding
from commission.enums import Grounds, MotionKind
from commission.models import Decision
from commission.standing_rules.actions import add_rules
from commission.urgent.actions import decide_urgently
from commission.withdrawals.actions import propose_withdrawal

from ..story import Case, Story, at, like
from .common import ago, made_ready, someone

CAP = Decimal(500)  # euros


def delegation(story: Story, today: date) -> None:
    """The board lets the president decide alone up to 500 €, and no more."""
    day = ago(today, 200)
    values = {
        "source": "Délibération du conseil d’administration n°\u00a014",
        "urgent_cap": CAP,
        "urgent_delegation": "Délibération n°\u00a014 du conseil d’administration",
    }
    add_rules(valid_from=day, values=values, by=story.people.chair, now=at(day - timedelta(days=3)))


def taken_back(story: Story, today: date) -> None:
    """A grant that counted another household's income: withdrawn a fortnight later, and to be decided again."""
    granted_on, day = ago(today, 34), ago(today, 16)
    case = someone("Mireille", "Aubert", date(1974, 3, 8), "appliances", "Cuisinière", 460, 10)
    first, items = story.hold(granted_on, made_ready(story, granted_on, case))
    decision = story.decide(items[0], granted_on)
    story.close(first, granted_on)
    second = story.plan(day, [], day - timedelta(days=8))
    told = {"by": story.people.secretary, "now": at(day - timedelta(days=8), 16)}
    item = propose_withdrawal(decision=decision, meeting=second, **told)
    story.convene(second, day - timedelta(days=7))
    story.seat(second, day, 14)
    why = "Les revenus pris en compte étaient ceux d’un autre foyer. Votre demande est examinée de nouveau."
    motion = story.put(item, day, kind=MotionKind.WITHDRAW, grounds=Grounds.UNLAWFUL, explanation=why)
    story.vote(motion, "PPPPP", day)
    deciding.close_motion(motion=motion, by=story.people.chair, now=at(day, 14, 20))
    story.close(second, day)


def decided_alone(story: Story, today: date) -> None:
    """Ten days ago, so that today's meeting is told of it."""
    heating = someone("Solène", "Marais", date(1988, 1, 22), "housing", "Remplacement du chauffe-eau", 420, 12)
    reason = "Plus d’eau chaude depuis lundi, avec un nourrisson. L’artisan peut venir demain."
    _alone(story, like(heating, is_urgent=True, supplier="Chauffage du Centre"), ago(today, 10), urgency=reason)


def decided_since(story: Story, today: date) -> None:
    """Yesterday: the next meeting that is convened will be told. And one that still waits for somebody to decide."""
    refused = someone("Denis", "Perrot", date(1969, 10, 4), "mobility", "Pneus d’hiver", 380, 6)
    _alone(
        story,
        refused,
        ago(today, 1),
        kind=MotionKind.REFUSE,
        grounds=Grounds.BUDGET,
        explanation="Une échéance de plus mettrait votre budget en difficulté. Nous cherchons une aide avec vous.",
        urgency="Le garage attend une réponse avant ce soir.",
    )
    waiting = someone("Yasmine", "Haddad", date(1996, 7, 15), "health", "Appareil auditif", 450, 12)
    said = "L’appareil est en panne et l’entretien d’embauche est vendredi."
    story.ready(like(waiting, is_urgent=True, urgency_reason=said), ago(today, 4))


def _alone(story: Story, case: Case, day: date, **facts: Any) -> Decision:
    application = story.ready(case, day - timedelta(days=4))
    project = application.project
    grant = {"kind": MotionKind.GRANT, "amount": project.amount, "months": project.months, "payee": project.payee}
    given = facts if "kind" in facts else grant | facts
    return decide_urgently(application=application, by=story.people.chair, now=at(day, 17), **given)
