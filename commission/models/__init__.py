"""Meetings and what is decided there. Votes and decisions are never changed, only answered by new rows."""

from .agenda import AgendaItem, Motion, Recusal, Vote
from .decision import Decision, DecisionLetter
from .meeting import Mandate, Meeting, Proxy, Seat

__all__ = [
    "AgendaItem",
    "Decision",
    "DecisionLetter",
    "Mandate",
    "Meeting",
    "Motion",
    "Proxy",
    "Recusal",
    "Seat",
    "Vote",
]
