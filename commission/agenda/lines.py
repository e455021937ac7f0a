"""The agenda as it is listed: a recused member reads a number, and nothing else."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from harmonie.chips import Chip
from harmonie.money import short_euros

from .. import wording
from ..enums import ITEM_CHIPS, ItemState
from ..models import AgendaItem

RECUSED = Chip("En déport", "lock")
URGENT = Chip("Urgent", "flag", "wait")
BEYOND = Chip("Enveloppe", "alert", "wait")


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
    late_reason: str = ""
    rapporteur: str = ""
    rapporteur_id: int | None = None
    is_urgent: bool = False
    is_beyond: bool = False

    @property
    def flags(self) -> list[Chip]:
        """What to know before its turn comes."""
        return [chip for chip, there in ((URGENT, self.is_urgent), (BEYOND, self.is_beyond)) if there]


def agenda_lines(items: Iterable[AgendaItem], beyond: Collection[int] = ()) -> list[Line]:
    """`beyond`: the keys of the items for which the envelope would not suffice."""
    return [_hidden(item) if item.is_hidden else _shown(item, item.pk in beyond) for item in items]


def _hidden(item: AgendaItem) -> Line:
    pending = item.state in (ItemState.LISTED, ItemState.UNDER_VOTE)
    return Line(item.position, None, f"Point {item.position}, en déport", "", "", RECUSED, "", pending, 0)


def _shown(item: AgendaItem, is_beyond: bool) -> Line:
    application, decision = item.application, getattr(item, "decision", None)
    project = application.project
    pending = item.state in (ItemState.LISTED, ItemState.UNDER_VOTE)
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
        is_pending=pending,
        recused=item.recused,
        number=decision.number if decision else "",
        late_reason=item.late_reason,
        rapporteur=str(item.rapporteur or ""),
        rapporteur_id=item.rapporteur_id,
        is_urgent=application.is_urgent and pending,
        is_beyond=is_beyond,
    )
