"""A delegation to decide alone, and somebody who uses it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from applications.models import LoanApplication
from commission.models import Decision, StandingRules
from commission.urgent.actions import decide_urgently
from tests.commission.builders import Commission, a_ready_case

CAP = Decimal(500)
URGENCY = "Le logement n’est plus chauffé, et la séance est dans trois semaines."


def a_delegation(*, cap: Decimal = CAP, **facts: Any) -> StandingRules:
    given = {
        "valid_from": timezone.localdate() - timedelta(days=30),
        "source": "délibération du 3 mars",
        "urgent_cap": cap,
        "urgent_delegation": "Délibération n° 12 du 3 mars",
    }
    return StandingRules.objects.create(**{**given, **facts})


def decided_alone(room: Commission, case: LoanApplication | None = None, **facts: Any) -> Decision:
    """The president grants what is asked, 300 € over 10 months, unless said otherwise."""
    case = case or a_ready_case(room, amount=Decimal(300), months=10)
    given = {"kind": "grant", "amount": case.project.amount, "months": case.project.months, "payee": "supplier"}
    if facts.get("kind") == "refuse":
        given = {"kind": "refuse", "grounds": "budget", "explanation": "Le budget ne le permet pas."}
    return decide_urgently(
        application=case, **{"urgency": URGENCY, "by": room.chair, "now": timezone.now(), **given, **facts}
    )


LONG_AGO = date(2020, 1, 1)
