"""Meetings and what is decided there. Votes and decisions are never changed, only answered by new rows."""

from .agenda import AgendaItem, Motion, Recusal, Vote
from .ballots import BallotBox, SecretDemand, SecretVoter
from .decision import Decision
from .letters import DecisionLetter, LetterBatch, LetterDispatch
from .meeting import Mandate, Meeting, Passage, Proxy, Seat
from .papers import MeetingPaper, Minutes, MinutesRemark, RegisterExtract, UrgentReport
from .reading import PrivateNote, Reading
from .standing_rules import StandingRules

__all__ = [
    "AgendaItem",
    "BallotBox",
    "Decision",
    "DecisionLetter",
    "LetterBatch",
    "LetterDispatch",
    "Mandate",
    "Meeting",
    "MeetingPaper",
    "Minutes",
    "MinutesRemark",
    "Motion",
    "Passage",
    "PrivateNote",
    "Proxy",
    "Reading",
    "Recusal",
    "RegisterExtract",
    "Seat",
    "SecretDemand",
    "SecretVoter",
    "StandingRules",
    "UrgentReport",
    "Vote",
]
