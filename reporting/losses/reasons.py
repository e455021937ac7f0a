"""Why a request stopped and what followed, in the words of the bilan, and the condition of the terms behind it."""

from enum import StrEnum
from typing import NamedTuple

from applications.enums import ClosingReason, State
from applications.outcomes.criteria import CRITERION_OF, label
from commission.enums import Grounds, Outcome
from loans.enums import CancelReason


class By(StrEnum):
    """Who ended a request: intake or the lender, the commission, or nobody signed."""

    CLOSING = "closing"
    DECISION = "decision"
    CONTRACT = "contract"


# The conditions of the terms that a ground of the commission speaks of.
CRITERION_OF_GROUNDS = {
    Grounds.CEILING: "income",
    Grounds.BUDGET: "remainder",
    Grounds.PURPOSE: "purpose",
    Grounds.RUNNING_LOAN: "live_loan",
}


class Why(NamedTuple):
    """One way to stop. `reason` is a code of `by`'s own list, `outcome` a state or a decision's outcome."""

    by: str
    reason: str
    outcome: str
    blocking: str = ""

    @property
    def said(self) -> str:
        """« N’habite pas la commune »."""
        if self.by == By.CONTRACT:
            return CancelReason(self.reason).label.capitalize()
        if self.by == By.DECISION:
            return Grounds(self.reason).label.capitalize()
        return ClosingReason(self.reason).label.capitalize()

    @property
    def followed(self) -> str:
        """« Irrecevable », « Refus », « Accord caduc »."""
        if self.by == By.CONTRACT:
            return "Accord caduc"
        if self.by == By.DECISION:
            return Outcome(self.outcome).label.capitalize()
        return State(self.outcome).label.capitalize()

    @property
    def condition(self) -> str:
        """The condition of the terms that stopped it, a code of the eligibility check; "" when it met none."""
        if self.blocking or self.by == By.CONTRACT:
            return self.blocking
        if self.by == By.DECISION:
            return CRITERION_OF_GROUNDS.get(Grounds(self.reason), "")
        return CRITERION_OF.get(ClosingReason(self.reason), "")


def named(condition: str) -> str:
    """« Plafond de ressources »."""
    return label(condition).capitalize()
