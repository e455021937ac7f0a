"""Round figures beside a chart, and coordinates as SVG reads them (a point, no comma). Pure."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

type Figure = Decimal | int


class Tick(NamedTuple):
    """A line across the chart and the figure at its end."""

    y: str
    text_y: str
    value: str


def in_hundreds(amount: Decimal) -> Decimal:
    """Euros to the nearest hundred: as near as a reader who is not of the house comes to one person's amount."""
    return (amount / 100).quantize(Decimal(1), ROUND_HALF_UP) * 100


def coordinate(value: Figure | float) -> str:
    return f"{value:.1f}"


def tick_step(top: Figure) -> int:
    """1, 2 or 5 times a power of ten, so that there are at most five lines."""
    for power in range(12):
        for digit in (1, 2, 5):
            if top <= 5 * digit * 10**power:
                return digit * 10**power
    raise ValueError(top)


def whole(value: int) -> str:
    """« 12 000 »."""
    return f"{value:,}".replace(",", "\u202f")


class Heights(NamedTuple):
    """Figures from nothing to `highest`, drawn from `floor` up to `ceiling` (which lies above: y grows downwards)."""

    highest: Decimal
    ceiling: int
    floor: int

    def y(self, value: Figure) -> Decimal:
        return self.floor - self.height(value)

    def height(self, value: Figure) -> Decimal:
        return (self.floor - self.ceiling) * Decimal(value) / self.highest

    def ticks(self, unit: str = "") -> list[Tick]:
        """The round figures, each with its line."""
        step = tick_step(self.highest)
        lines = range(0, int(self.highest) + 1, step)
        return [Tick(coordinate(self.y(v)), coordinate(self.y(v) + 5), f"{whole(v)}{unit}") for v in lines]


def heights(top: Figure, ceiling: int, floor: int) -> Heights:
    """Room for `top`, and for one line of the grid when there is nothing to show."""
    return Heights(max(Decimal(top), Decimal(tick_step(top))), ceiling, floor)
