"""Lines of shares over months: how much of what was lent came back. Pure."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from .bars import FLOOR
from .scale import Tick, coordinate, heights

LEFT, RIGHT, CEILING, APART = 62, 430, 14, 22
LETTER = Decimal("8.5")  # wide


class Line(NamedTuple):
    """One line: `style` is its dash, `name` stands at its end on a ground of its own, `text_y` clear of the others."""

    path: str
    style: str
    name: str
    end_x: str
    end_y: str
    text_y: str
    name_x: str
    name_y: str
    name_width: str


class Lines(NamedTuple):
    lines: list[Line]
    ticks: list[Tick]
    months: list[tuple[str, str]]  # x, name


def lines(series: Sequence[tuple[str, str, Sequence[Decimal]]], most_months: int) -> Lines:
    """Each with its name, its style and its shares (1 is all) after 0, 1, 2… months."""
    scale = heights(100, CEILING, FLOOR)
    drawn = [
        [(_x(month, most_months), scale.y(100 * min(share, Decimal(1)))) for month, share in enumerate(shares)]
        for _, _, shares in series
    ]
    texts = _apart([points[-1][1] if points else Decimal(FLOOR) for points in drawn])
    found = [
        Line(
            "M" + "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in points),
            style,
            name,
            coordinate(points[-1][0]),
            coordinate(points[-1][1]),
            coordinate(text + 5),
            coordinate(points[-1][0] + 7),
            coordinate(text - 11),
            coordinate(LETTER * len(name)),
        )
        for (name, style, _), points, text in zip(series, drawn, texts, strict=True)
        if points
    ]
    every = 6 if most_months > 12 else 3
    months = [(coordinate(_x(month, most_months)), f"{month}") for month in range(0, most_months + 1, every)]
    return Lines(found, scale.ticks("\u202f%"), months)


def _x(month: int, most: int) -> Decimal:
    return LEFT + Decimal(RIGHT - LEFT) * month / max(most, 1)


def _apart(places: Sequence[Decimal]) -> list[Decimal]:
    """The same heights, moved down where two names would lie on each other, up again from the floor."""
    order = sorted(range(len(places)), key=lambda place: places[place])
    moved, lowest = dict(enumerate(places)), Decimal(-100)
    for place in order:
        lowest = moved[place] = max(places[place], lowest + APART)
    ceiling = Decimal(FLOOR)
    for place in reversed(order):
        moved[place] = min(moved[place], ceiling)
        ceiling = moved[place] - APART
    return [moved[place] for place in range(len(places))]
