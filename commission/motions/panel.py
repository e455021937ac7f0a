"""What the desk shows of the motions of one case: the one under vote, the closed ones, the form for the next one."""

from typing import Any

from applications.queries import terms_of
from harmonie.accounts.models import User

from .. import wording
from ..enums import ItemState, MeetingState, MotionState
from ..models import AgendaItem, Motion
from ..queries import result_of, voters
from .forms import MotionForm


def panel(item: AgendaItem, user: User) -> dict[str, Any]:
    """The context of the templates in `commission/motions/`."""
    application, scheme = item.application, item.application.scheme
    motions = list(item.motions.select_related("target_scheme", "put_by"))
    motion = next((m for m in motions if m.state == MotionState.OPEN), None)
    puts = item.state == ItemState.LISTED and item.meeting.state == MeetingState.OPEN
    may_put = puts and user.has_perm("commission.preside_meeting")
    return {
        "motion": motion,
        "sentence": wording.motion_sentence(motion, scheme.name) if motion else "",
        "voters": voters(motion) if motion else [],
        "past_motions": [_past(m, scheme.name) for m in motions if m.state == MotionState.CLOSED],
        "motion_form": MotionForm(application=application, terms=terms_of(application)) if may_put else None,
    }


def _past(motion: Motion, scheme_name: str) -> dict[str, Any]:
    counted = result_of(motion)
    return {
        "sentence": wording.motion_sentence(motion, scheme_name),
        "result": wording.RESULTS[motion.result],
        "arithmetic": wording.arithmetic(counted) if counted else "",
    }
