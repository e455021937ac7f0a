"""Where the bars of a chart stand. Pure: figures in, coordinates out. A figure that is hidden (None) has no bar."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from harmonie.money import short_euros

from .scale import Tick, coordinate, heights, tick_step

__all__ = ["FLOOR", "HIDDEN", "Columns", "Rows", "columns", "rows", "tick_step"]

WIDTH, LEFT, CEILING, FLOOR = 540, 52, 34, 226
HIDDEN = "masqué"
FEW = 6  # columns between which a word has its place
# A phone draws the letters larger: the longest purpose still ends before the bars.
LABELS, LONGEST = 225, 270


class Bar(NamedTuple):
    x: str
    y: str
    width: str
    height: str
    middle: str
    text_y: str
    label: str
    value: str


class Columns(NamedTuple):
    """Upright bars over a time, and the lines behind them."""

    bars: list[Bar]
    ticks: list[Tick]


class Row(NamedTuple):
    """A lying bar with its label before it and its count after it."""

    y: str
    text_y: str
    width: str
    value_x: str
    label: str
    value: str


class Rows(NamedTuple):
    rows: list[Row]
    height: int


def columns(amounts: Sequence[tuple[str, Decimal | None]]) -> Columns:
    """Amounts in euros, in the order of time."""
    scale = heights(max((amount or Decimal(0) for _, amount in amounts), default=0), CEILING, FLOOR)
    pitch = Decimal(WIDTH - LEFT) / max(len(amounts), 1)
    width = min(pitch * Decimal("0.6"), Decimal(64))
    bars = []
    for place, (label, amount) in enumerate(amounts):
        middle, height = LEFT + pitch * place + pitch / 2, scale.height(amount or 0)
        top = FLOOR - height
        figures = (middle - width / 2, top, width, height, middle, top - 8)
        said = (
            (HIDDEN if len(amounts) <= FEW else "…") if amount is None else short_euros(amount).removesuffix("\u202f€")
        )
        bars.append(Bar(*map(coordinate, figures), label, said))  # type: ignore[call-arg]
    return Columns(bars, scale.ticks())


def rows(counts: Sequence[tuple[str, int | None]]) -> Rows:
    """Counts with their labels, one under the other."""
    most = max((count or 0 for _, count in counts), default=1) or 1
    lying = []
    for place, (label, count) in enumerate(counts):
        y, width = 16 + 48 * place, LONGEST * (count or 0) / most
        said = HIDDEN if count is None else str(count)
        lying.append(Row(f"{y}", f"{y + 18}", coordinate(width), coordinate(LABELS + 12 + width), label, said))
    return Rows(lying, 16 + 48 * len(counts))
