"""Everything that may happen to a meeting, the vote apart (`voting.py`) and the decision apart (`deciding.py`).

The only place that writes the commission's tables. Each action locks the row and re-checks what it relies on.
"""

from ..planning.cutoff import PastCutOff
from .agenda import add_to_agenda, move_item, place_item, postpone_item, remove_from_agenda
from .base import lock_meeting
from .meetings import ShortNotice, close_meeting, convene_meeting, open_meeting, plan_meeting
from .presence import give_proxy, record_all_present, record_presence, revoke_proxy
from .recusals import declare_recusal, recuse_tied
from .substitutes import call_substitute

__all__ = [
    "PastCutOff",
    "ShortNotice",
    "add_to_agenda",
    "call_substitute",
    "close_meeting",
    "convene_meeting",
    "declare_recusal",
    "give_proxy",
    "lock_meeting",
    "move_item",
    "open_meeting",
    "place_item",
    "plan_meeting",
    "postpone_item",
    "record_all_present",
    "record_presence",
    "recuse_tied",
    "remove_from_agenda",
    "revoke_proxy",
]
