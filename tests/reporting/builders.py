"""A small house for this room's tests: people, schemes, and the steps of a case through the rooms' actions."""

from datetime import date
from typing import Any

from demonstration import people, schemes
from demonstration.story import Case, Story, at

TODAY = date(2026, 11, 23)
__all__ = ["TODAY", "a_case", "a_house", "at"]


def a_house(today: date = TODAY) -> Story:
    return Story(people.settle_in(), schemes.vote(today))


def a_case(last_name: str = "Benali", **facts: Any) -> Case:
    given: dict[str, Any] = {
        "first_name": "Nadia",
        "last_name": last_name,
        "born": date(1991, 5, 14),
        "purpose": "appliances",
        "description": "Réfrigérateur",
        "amount": 620,
        "months": 12,
    }
    return Case(**{**given, **facts})
