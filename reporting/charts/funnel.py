"""Where the bars of a funnel lie: what reached each step, its end dashed for what stopped there. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from .bars import HIDDEN
from .scale import coordinate

LABELS, LONGEST, PITCH = 200, 190, 52


class Stage(NamedTuple):
    """One step. Of its `count`, `lost` stopped there; None is hidden."""

    name: str
    count: int | None
    lost: int | None = 0


class Lying(NamedTuple):
    y: str
    text_y: str
    width: str
    lost_x: str
    lost_width: str
    text_x: str
    name: str
    count: str
    lost: str


class Funnel(NamedTuple):
    bars: list[Lying]
    height: int


def funnel(stages: Sequence[Stage]) -> Funnel:
    """The steps one under the other, each as long as its count is of the largest."""
    most = max((stage.count or 0 for stage in stages), default=1) or 1
    bars = []
    for place, stage in enumerate(stages):
        y, whole = 6 + PITCH * place, LONGEST * (stage.count or 0) / most
        lost = min(LONGEST * (stage.lost or 0) / most, whole)
        figures = (y, y + 25, whole - lost, LABELS + whole - lost, lost, LABELS + whole + 12)
        bars.append(Lying(*map(coordinate, figures), stage.name, _said(stage.count), _lost(stage.lost)))  # type: ignore[call-arg]
    return Funnel(bars, 6 + PITCH * len(stages))


def _said(count: int | None) -> str:
    return HIDDEN if count is None else str(count)


def _lost(lost: int | None) -> str:
    if lost is None:
        return "arrêts masqués"
    return f"{lost} arrêtée{'s' if lost > 1 else ''}" if lost else ""
