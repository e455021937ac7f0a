"""What the desk shows of the motions of one case: the one under vote, the closed ones, the form for the next one."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from applications.queries import terms_of
from harmonie.accounts.models import User
from harmonie.schemes.models import BudgetEnvelope

from .. import wording
from ..chairing import presides
from ..enums import ItemState, Means, MeetingState, Mode, MotionKind, MotionState
from ..models import AgendaItem, Motion
from ..queries import voters
from ..secret.queries import demands_of, who_asked
from .forms import MotionForm

PLANS = "commission.plan_meeting"


def panel(item: AgendaItem, user: User) -> dict[str, Any]:
    """The context of the templates in `commission/motions/`."""
    motions = list(counted_hands(item.motions.select_related("target_scheme", "put_by", "presided_by")))
    motion = next((m for m in motions if m.state == MotionState.OPEN), None)
    name, leads = item.application.scheme.name, presides(user, item.meeting, item)
    may_put = leads and item.state == ItemState.LISTED and item.meeting.state == MeetingState.OPEN
    is_written = item.meeting.mode == Mode.WRITTEN
    others = item.meeting.items.filter(state=ItemState.LISTED, withdraws=None).count() if may_put and is_written else 0
    return {
        "motion": motion,
        "sentence": wording.motion_sentence(motion, name) if motion else "",
        "voters": voters(motion) if motion else [],
        "past_motions": [past(m, name) for m in motions if m.state == MotionState.CLOSED],
        "may_lead": leads,
        "may_note_hands": motion is not None and (leads or user.has_perm(PLANS)) and shows_hands(motion),
        "affordable": affordable(motion, item) if motion and leads else None,
        "motion_form": motion_form(item) if may_put else None,
        "demands": demands_of(item) if item.state == ItemState.LISTED else None,
        "who_asked": who_asked(item) if item.state == ItemState.LISTED else [],
        "can_put_all": others if others > 1 else 0,
    }


def motion_form(item: AgendaItem, *args: Any, **kwargs: Any) -> MotionForm:
    return MotionForm(
        *args, item=item, terms=terms_of(item.application), secret_is_due=demands_of(item).is_due, **kwargs
    )


def shows_hands(motion: Motion) -> bool:
    """A public vote of people who see each other."""
    return not motion.is_secret and motion.item.meeting.mode != Mode.WRITTEN


def counted_hands(motions: QuerySet[Motion]) -> QuerySet[Motion]:
    """With `hands`: how many of the standing voices were noted on a show of hands. Never which."""
    noted = Q(votes__means=Means.SHOW_OF_HANDS, votes__replaced_by=None)
    return motions.annotate(hands=Count("votes", filter=noted))


def past(motion: Motion, scheme_name: str) -> dict[str, Any]:
    """A closed motion, told: what was proposed, its result, the count when there was one."""
    return {
        "sentence": wording.motion_sentence(motion, scheme_name),
        "result": wording.RESULTS[motion.result],
        "arithmetic": wording.voting_sentence(motion, motion.hands),
        "closed_at": motion.closed_at,
    }


def affordable(motion: Motion, item: AgendaItem) -> Decimal | None:
    """What the envelope still bears, in euros, when that is less than the grant under vote and may be granted."""
    if motion.kind != MotionKind.GRANT:
        return None
    envelope = BudgetEnvelope.objects.filter(scheme=item.application.scheme_id, year=motion.put_at.year).first()
    terms = terms_of(item.application)
    left = envelope.available if envelope else Decimal(0)
    return left if terms.amount_min <= left < motion.amount else None
