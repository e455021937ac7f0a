"""Everything a check relied on, as it is kept: terms voted later, or a budget edited later, never touch it."""

from dataclasses import fields
from typing import Any

from .facts import Household, Request, Terms, written
from .household import consumption_units, income_limit, left_after


def values(terms: Terms, household: Household, request: Request) -> dict[str, Any]:
    """The three arguments of `check` and what is computed from them, exact, ready for JSON."""
    units = consumption_units(household.other_birth_dates, request.requested_on)
    computed = {"units": units, "limit": income_limit(terms, units), "left_after": left_after(household, request)}
    return {
        "terms": _told(terms),
        "household": _told(household),
        "request": _told(request),
        "computed": {name: written(value) for name, value in computed.items()},
    }


def _told(facts: Terms | Household | Request) -> dict[str, Any]:
    kept = {one.name: getattr(facts, one.name) for one in fields(facts)}
    place = kept.pop("residence", None)
    if place is not None:
        kept |= {one.name: getattr(place, one.name) for one in fields(place)}
    return {name: written(value) for name, value in kept.items()}
