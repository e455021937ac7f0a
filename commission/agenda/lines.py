"""The agenda as it is listed: a recused member reads a number, and nothing else."""

from collections.abc import Iterable
from typing import NamedTuple

from harmonie.chips import Chip
from harmonie.money import short_euros

from .. import wording
from ..enums import ITEM_CHIPS, ItemState
from ..models import AgendaItem

RECUSED = Chip("En déport", "lock")


class Line(NamedTuple):
    """One point: `pk` is None for those who may not open it."""

    position: int
    pk: int | None
    title: str
    amount: str
    note: str
    chip: Chip
    reference: str
    is_pending: bool
    recused: int
    number: str = ""


def agenda_lines(items: Iterable[AgendaItem]) -> list[Line]:
    return [_hidden(item) if item.is_hidden else _shown(item) for item in items]


def _hidden(item: AgendaItem) -> Line:
    pending = item.state in (ItemState.LISTED, ItemState.UNDER_VOTE)
    return Line(item.position, None, f"Point {item.position}, en déport", "", "", RECUSED, "", pending, 0)


def _shown(item: AgendaItem) -> Line:
    application, decision = item.application, getattr(item, "decision", None)
    project = application.project
    months = decision.months if decision and decision.months else project.months
    note = f"{months}\u00a0mois" if not decision or decision.is_grant else wording.votes(decision)
    if item.recused:
        note += f", {item.recused}\u00a0déport{'s' if item.recused > 1 else ''}"
    return Line(
        position=item.position,
        pk=item.pk,
        title=wording.point_title(item),
        amount=short_euros(decision.amount if decision and decision.amount else project.amount),
        note=note,
        chip=decision.chip if decision else ITEM_CHIPS[ItemState(item.state)],
        reference=application.reference,
        is_pending=item.state in (ItemState.LISTED, ItemState.UNDER_VOTE),
        recused=item.recused,
        number=decision.number if decision else "",
    )
