"""Where the line of an envelope runs: what is engaged day by day, what is voted, and where it leads. Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from babel.dates import format_date

from harmonie.calendar import add_months

from .scale import Tick, coordinate, heights

LEFT, RIGHT, CEILING, FLOOR = 66, 528, 34, 226


class Point(NamedTuple):
    """Euros from this day on."""

    day: date
    amount: Decimal


class Month(NamedTuple):
    x: str
    name: str


class BurnUp(NamedTuple):
    """The path of what is engaged, that of what is voted, the dashed one of the forecast ("" without)."""

    engaged: str
    voted: str
    forecast: str
    end_x: str
    end_y: str
    voted_y: str
    ticks: list[Tick]
    months: list[Month]


def burn_up(
    year: int,
    engaged: Sequence[Point],
    voted: Sequence[Point],
    until: date,
    ahead: Point | None = None,
) -> BurnUp:
    """The exercice `year`. `until` is the last day known, `ahead` where the forecast ends."""
    top = max(
        [point.amount for point in [*engaged, *voted]] + [ahead.amount if ahead else Decimal(0)], default=Decimal(0)
    )
    scale = heights(top, CEILING, FLOOR)
    last, most = engaged[-1] if engaged else Point(until, Decimal(0)), voted[-1].amount if voted else Decimal(0)

    def place(day: date, amount: Decimal) -> str:
        return f"{coordinate(_x(year, day))} {coordinate(scale.y(amount))}"

    def steps(points: Sequence[Point], to: date) -> str:
        """From nothing on the first day, level until each change."""
        path, before = [f"M{place(date(year, 1, 1), Decimal(0))}"], Decimal(0)
        for point in points:
            path += [place(point.day, before), place(point.day, point.amount)]
            before = point.amount
        return "L".join([*path, place(to, before)])

    forecast = f"M{place(until, last.amount)}L{place(ahead.day, ahead.amount)}" if ahead else ""
    return BurnUp(
        steps(engaged, until),
        steps(voted, date(year, 12, 31)),
        forecast,
        coordinate(_x(year, until)),
        coordinate(scale.y(last.amount)),
        coordinate(scale.y(most) - 8),
        scale.ticks(),
        [_month(year, add_months(date(year, 1, 1), step)) for step in (0, 3, 6, 9)],
    )


def _x(year: int, day: date) -> Decimal:
    first, last = date(year, 1, 1), date(year, 12, 31)
    inside = min(max(day, first), last)
    return LEFT + Decimal(RIGHT - LEFT) * (inside - first).days / (last - first).days


def _month(year: int, day: date) -> Month:
    return Month(coordinate(_x(year, day)), format_date(day, "MMM", locale="fr"))
