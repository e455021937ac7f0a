"""Does this request meet the voted terms? Pure: terms, household and request in, sentences out (domain.md §2)."""

from .bounds import amount_fits, income_fits, months_fit
from .criteria import check, exact, in_units, is_eligible
from .facts import CriterionVerdict, Household, Request, Terms, written
from .household import AGED_14_OR_MORE, FIRST_ADULT, UNDER_14, consumption_units, income_limit, left_after
from .record import values
from .residence import Residence, plain
from .routes import Answer, advice, failing, may_be_waived, waives

__all__ = [
    "AGED_14_OR_MORE",
    "FIRST_ADULT",
    "UNDER_14",
    "Answer",
    "CriterionVerdict",
    "Household",
    "Request",
    "Residence",
    "Terms",
    "advice",
    "amount_fits",
    "check",
    "consumption_units",
    "exact",
    "failing",
    "in_units",
    "income_fits",
    "income_limit",
    "is_eligible",
    "left_after",
    "may_be_waived",
    "months_fit",
    "plain",
    "values",
    "waives",
    "written",
]
