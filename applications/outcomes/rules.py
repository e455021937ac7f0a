"""When the letters of this room may be written."""

from ..enums import CLOSED_STATES, TRANSITIONS, State
from ..models import LoanApplication

# What was handed in is acknowledged, until its answer makes that pointless.
ACKNOWLEDGED_IN = tuple(state for state in State if state not in (State.DRAFT, *CLOSED_STATES))
# The three actions that end a request here, and the state each leads to.
TARGET = {action: TRANSITIONS[action].target for action in ("withdraw", "declare_inadmissible", "redirect")}
ENDED_HERE = tuple(TARGET.values())


def may_acknowledge(application: LoanApplication) -> bool:
    return application.state in ACKNOWLEDGED_IN and application.acknowledged_at is None
