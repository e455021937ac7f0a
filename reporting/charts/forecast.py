"""When an envelope will be empty if things go on as they do. Pure."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from harmonie.calendar import add_months
from harmonie.dates import plain_day
from harmonie.money import CENT, short_euros

from .burn_up import Point
from .scale import in_hundreds

ENOUGH_MOVEMENTS, ENOUGH_DAYS = 3, 30
MONTHS = 6


class Forecast(NamedTuple):
    """Where the line leads: the day on which nothing is left, or the last day of the exercice and what is engaged."""

    ahead: Point
    says: str


def forecast(year: int, moves: list[Point], allocated: Decimal, today: date) -> Forecast | None:
    """The pace of the last six months, or of the exercice so far; None while too little is known to tell.

    `moves` are the euros engaged on each day (less what was given back). What is to come is told in hundreds.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    if not first <= today <= last:
        return None
    since = max(first, add_months(today, -MONTHS))
    counted = [move.amount for move in moves if since <= move.day <= today]
    days, engaged = (today - since).days, sum((move.amount for move in moves if move.day <= today), Decimal(0))
    if len(counted) < ENOUGH_MOVEMENTS or days < ENOUGH_DAYS or sum(counted) <= 0 or engaged >= allocated:
        return None
    pace = sum(counted) / days
    which = "du rythme depuis le 1er janvier" if since == first else "du rythme des six derniers mois"
    left = allocated - engaged
    if left <= pace * (last - today).days:
        day = today + timedelta(days=int(left / pace))
        said = f"Au rythme actuel, l’enveloppe est épuisée vers le {plain_day(day)} (calcul à partir {which})."
        return Forecast(Point(day, allocated), said)
    ahead = (engaged + pace * (last - today).days).quantize(CENT)
    rest = short_euros(in_hundreds(allocated - ahead))
    said = f"Au rythme actuel, il reste environ {rest} au 31 décembre (calcul à partir {which})."
    return Forecast(Point(last, in_hundreds(ahead)), said)
