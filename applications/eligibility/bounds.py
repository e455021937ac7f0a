"""The three conditions that a vote of new figures moves, as plain questions: no sentence, so that many can be asked."""

from decimal import Decimal

from .facts import Terms
from .household import income_limit


def income_fits(terms: Terms, units: Decimal, earned: Decimal) -> bool:
    """Whether earned income (euros a month) is under the household's ceiling; none at all passes unless it is asked."""
    if earned == 0:
        return not terms.requires_earned_income
    limit = income_limit(terms, units)
    return earned < limit or (earned == limit and not terms.strict)


def amount_fits(terms: Terms, amount: Decimal) -> bool:
    return terms.amount_min <= amount <= terms.amount_max


def months_fit(terms: Terms, months: int) -> bool:
    return terms.months_min <= months <= terms.months_max
