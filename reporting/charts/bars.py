"""Where the bars of a chart stand. Pure: figures in, coordinates out, as text that SVG reads (a point, no comma)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from harmonie.money import short_euros

WIDTH, LEFT, TOP, FLOOR = 540, 52, 20, 226
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


class Tick(NamedTuple):
    y: str
    text_y: str
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


def columns(amounts: Sequence[tuple[str, Decimal]]) -> Columns:
    """Amounts in euros, in the order of time."""
    top = max((amount for _, amount in amounts), default=Decimal(0))
    step = tick_step(top)
    highest = max(top, Decimal(step))
    pitch = Decimal(WIDTH - LEFT) / max(len(amounts), 1)
    width = min(pitch * Decimal("0.6"), Decimal(64))
    bars = []
    for place, (label, amount) in enumerate(amounts):
        middle = LEFT + pitch * place + pitch / 2
        height = (FLOOR - TOP - 14) * amount / highest
        bars.append(
            Bar(
                f"{middle - width / 2:.1f}",
                f"{FLOOR - height:.1f}",
                f"{width:.1f}",
                f"{height:.1f}",
                f"{middle:.1f}",
                f"{FLOOR - height - 8:.1f}",
                label,
                short_euros(amount).removesuffix("\u202f€"),
            )
        )
    return Columns(bars, [_tick(value, highest) for value in range(0, int(highest) + 1, step)])


def tick_step(top: Decimal) -> int:
    """1, 2 or 5 times a power of ten, so that there are at most five lines."""
    for power in range(12):
        for digit in (1, 2, 5):
            if top <= 5 * digit * 10**power:
                return digit * 10**power
    raise ValueError(top)


def _tick(value: int, highest: Decimal) -> Tick:
    y = FLOOR - (FLOOR - TOP - 14) * Decimal(value) / highest
    return Tick(f"{y:.1f}", f"{y + 5:.1f}", f"{value:,}".replace(",", "\u202f"))


def rows(counts: Sequence[tuple[str, int]]) -> Rows:
    """Counts with their labels, one under the other."""
    most = max((count for _, count in counts), default=1)
    lying = []
    for place, (label, count) in enumerate(counts):
        y, width = 16 + 48 * place, LONGEST * count / most
        lying.append(Row(f"{y}", f"{y + 18}", f"{width:.1f}", f"{LABELS + 12 + width:.1f}", label, str(count)))
    return Rows(lying, 16 + 48 * len(counts))
