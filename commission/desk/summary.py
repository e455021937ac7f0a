"""What a meeting came to: decided, postponed, money engaged and left."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from harmonie.components import Tile
from harmonie.money import euros
from harmonie.schemes.models import BudgetEnvelope

from ..enums import ItemState
from ..models import AgendaItem, Decision, Meeting


class Summary(NamedTuple):
    tiles: list[Tile]
    hidden: int


def summary(meeting: Meeting, agenda: Sequence[AgendaItem]) -> Summary:
    """For one reader: the amounts leave out the points from which they stepped aside, and the page says so."""
    decisions: list[Decision] = [i.decision for i in agenda if hasattr(i, "decision") and not i.is_hidden]
    decided = sum(item.state == ItemState.DECIDED for item in agenda)
    postponed = sum(item.state == ItemState.POSTPONED for item in agenda)
    grants = [decision for decision in decisions if decision.is_grant]
    engaged = sum((decision.amount or Decimal(0) for decision in grants), Decimal(0))
    tiles = [
        Tile("Points décidés", str(decided), f"dont {len(grants)} accord{'s' if len(grants) > 1 else ''}"),
        Tile("Points reportés", str(postponed), "à une autre séance" if postponed else "aucun"),
        Tile("Engagé en séance", euros(engaged), "par les accords"),
    ]
    return Summary([*tiles, *_left(meeting, agenda)], sum(item.is_hidden for item in agenda))


def _left(meeting: Meeting, agenda: Sequence[AgendaItem]) -> list[Tile]:
    schemes = {item.application.scheme_id for item in agenda if not item.is_hidden}
    envelopes = BudgetEnvelope.objects.filter(scheme__in=schemes, year=meeting.starts_at.year).select_related("scheme")
    return [Tile("Reste à accorder", euros(e.available), f"{e.scheme.name}, enveloppe {e.year}") for e in envelopes]
