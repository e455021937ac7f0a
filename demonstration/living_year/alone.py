"""Decided alone since the last meeting, because it could not wait; and one that waits for somebody to decide."""

from datetime import date, timedelta
from typing import Any

from commission.enums import Grounds, MotionKind
from commission.models import Decision
from commission.urgent.actions import decide_urgently

from ..story import Case, Story, at, like
from .common import ago, someone


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
    waiting = someone("Yasmine", "Haddad", date(1996, 7, 15), "health", "Appareil auditif", 380, 12)
    said = "L’appareil est en panne et l’entretien d’embauche est vendredi."
    story.ready(like(waiting, is_urgent=True, urgency_reason=said), ago(today, 4))


def _alone(story: Story, case: Case, day: date, **facts: Any) -> Decision:
    application = story.ready(case, day - timedelta(days=4))
    project = application.project
    grant = {"kind": MotionKind.GRANT, "amount": project.amount, "months": project.months, "payee": project.payee}
    given = facts if "kind" in facts else grant | facts
    return decide_urgently(application=application, by=story.people.chair, now=at(day, 17), **given)
