"""Columns made of layers, one column a day: how old what is late is. Pure."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from .bars import FLOOR, HIDDEN, LEFT, WIDTH
from .scale import Tick, coordinate, heights, whole

CEILING = 34
TONES = ("soft", "half", "fill", "deep")  # from the youngest to the oldest: fuller with age, and outlined


class Layer(NamedTuple):
    y: str
    height: str
    tone: str


class Stack(NamedTuple):
    """One column; with a layer that is hidden, only its outline up to the total."""

    x: str
    width: str
    middle: str
    text_y: str
    label: str
    value: str
    layers: list[Layer]


class Key(NamedTuple):
    """What a layer's look means, two to a line below the columns."""

    x: str
    y: str
    text_x: str
    text_y: str
    tone: str
    name: str


class Stacked(NamedTuple):
    stacks: list[Stack]
    ticks: list[Tick]
    keys: list[Key]


def stacked(names: Sequence[str], days: Sequence[tuple[str, Sequence[Decimal | None], Decimal | None]]) -> Stacked:
    """`names` of the layers from the bottom up; each day's label, amounts of the layers and total, in euros."""
    scale = heights(max((total or Decimal(0) for _, _, total in days), default=0), CEILING, FLOOR)
    pitch = Decimal(WIDTH - LEFT) / max(len(days), 1)
    width = min(pitch * Decimal("0.5"), Decimal(72))
    stacks = []
    for place, (label, amounts, total) in enumerate(days):
        middle, top = LEFT + pitch * place + pitch / 2, scale.y(total or 0)
        layers, reached = [], Decimal(0)
        if total is not None and None in amounts:
            layers.append(Layer(coordinate(top), coordinate(FLOOR - top), "edge"))
        elif total is not None:
            for tone, amount in zip(TONES, amounts, strict=True):
                reached += amount or 0
                layers.append(Layer(coordinate(scale.y(reached)), coordinate(scale.height(amount or 0)), tone))
        said = HIDDEN if total is None else whole(round(total))
        figures = (middle - width / 2, width, middle, top - 8)
        stacks.append(Stack(*map(coordinate, figures), label, said, layers))  # type: ignore[call-arg]
    return Stacked(stacks, scale.ticks(), [_key(place, name) for place, name in enumerate(names)])


def _key(place: int, name: str) -> Key:
    x, y = LEFT + 244 * (place % 2), 270 + 28 * (place // 2)
    return Key(f"{x}", f"{y}", f"{x + 28}", f"{y + 13}", TONES[place], name)
