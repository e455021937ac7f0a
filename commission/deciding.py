"""Closing a vote: the count, the decision, the money reserved, all in one transaction."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from applications.queries import terms_of
from harmonie.accounts.models import User
from harmonie.calendar import add_months
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded
from harmonie.registry.numbering import year_reference
from harmonie.schemes import actions as schemes
from harmonie.schemes.models import BudgetMovement

from .consequences import ensure_still_withdrawable, tell_intake
from .enums import ITEM_TRANSITIONS, MotionKind, MotionResult, MotionState, Outcome
from .models import AgendaItem, Decision, Motion
from .queries import count_voices, presiding_over, quorum_of
from .rules import Tally
from .voting import lock_item

OUTCOME_OF_KIND = {
    MotionKind.REFUSE: Outcome.REFUSED,
    MotionKind.DEFER: Outcome.DEFERRED,
    MotionKind.REDIRECT: Outcome.REDIRECTED,
    MotionKind.WITHDRAW: Outcome.WITHDRAWN,
}
COUNTED = ("votes_for", "votes_against", "abstentions", "by_casting_vote")


@transaction.atomic
def close_motion(*, motion: Motion, by: User, now: datetime) -> Decision | None:
    """Closes the vote and opens the sealed voices. The decision when the motion is adopted, else None.

    Raises `WrongState` when somebody closed it first, `Refusal` without quorum for this case,
    `EnvelopeExhausted` when the money does not suffice: then nothing is closed.
    """
    locked = Motion.objects.select_for_update(of=("self",)).get(pk=motion.pk)
    if locked.state != MotionState.OPEN:
        raise WrongState("Ce vote vient d’être clos depuis un autre écran\u00a0: son résultat est affiché.")
    item = lock_item(locked.item)
    if item.application.revision != locked.application_revision:
        _end(locked, item, MotionResult.STALE, "reject_motion", by, now)
        return None
    count = quorum_of(item.meeting, item)
    if not count.is_met:
        raise Refusal(
            f"Pas de quorum pour ce dossier\u00a0: {count.present} présents, il en faut {count.needed}. "
            "Retirez la proposition, puis reportez le point."
        )
    presiding = presiding_over(item) if item.meeting.rules.has_casting_vote else None
    result = count_voices(locked, presiding=presiding)
    if result.votes_for + result.votes_against + result.abstentions == 0:
        raise Refusal("Personne n’a encore voté\u00a0: attendez les voix avant de clore.")
    if not result.adopted:
        _end(locked, item, MotionResult.REJECTED, "reject_motion", by, now, result)
        return None
    if item.withdraws:
        ensure_still_withdrawable(item.withdraws, now)
    _end(locked, item, MotionResult.ADOPTED, "decide", by, now, result)
    return _decide(locked, item, result, by, now)


@transaction.atomic
def drop_motion(*, motion: Motion, by: User, now: datetime) -> None:
    """The chair takes a proposal back before the close; its voices stay sealed for good."""
    locked = Motion.objects.select_for_update(of=("self",)).get(pk=motion.pk)
    if locked.state != MotionState.OPEN:
        raise WrongState("Ce vote est déjà clos.")
    _end(locked, lock_item(locked.item), MotionResult.DROPPED, "reject_motion", by, now)


def _end(
    motion: Motion,
    item: AgendaItem,
    result: MotionResult,
    action: str,
    by: User,
    now: datetime,
    counted: Tally | None = None,
) -> None:
    motion.state, motion.result, motion.closed_at = MotionState.CLOSED, result, now
    if counted:
        motion.votes_for, motion.votes_against = counted.votes_for, counted.votes_against
        motion.abstentions, motion.by_casting_vote = counted.abstentions, counted.by_casting_vote
    item.state = ITEM_TRANSITIONS[action].target
    with recorded(by=by, now=now):
        motion.save(update_fields=["state", "result", "closed_at", *COUNTED])
        item.save(update_fields=["state"])


def _decide(motion: Motion, item: AgendaItem, result: Tally, by: User, now: datetime) -> Decision:
    day, application = timezone.localdate(now), item.application
    granted = motion.kind == MotionKind.GRANT
    decision = Decision.objects.create(
        number=year_reference("D", day.year),
        item=item,
        motion=motion,
        application=application,
        outcome=_outcome(motion, item),
        amount=motion.amount,
        months=motion.months,
        payee=motion.payee,
        target_scheme=motion.target_scheme,
        grounds=motion.grounds,
        explanation=motion.explanation,
        conditions=motion.conditions,
        awaited_document=motion.awaited_document,
        defer_until=motion.defer_until,
        withdraws=item.withdraws,
        votes_for=result.votes_for,
        votes_against=result.votes_against,
        abstentions=result.abstentions,
        by_casting_vote=result.by_casting_vote,
        commitment=_reserve(motion, item, by, now) if granted else None,
        sign_before=add_months(day, terms_of(application).signature_months) if granted else None,
        decided_at=now,
        decided_by_id=presiding_over(item) or motion.put_by_id,
    )
    tell_intake(decision, by=by, now=now)
    return decision


def _outcome(motion: Motion, item: AgendaItem) -> Outcome:
    if motion.kind != MotionKind.GRANT:
        return OUTCOME_OF_KIND[MotionKind(motion.kind)]
    return Outcome.PARTIALLY_GRANTED if motion.amount < item.application.project.amount else Outcome.GRANTED


def _reserve(motion: Motion, item: AgendaItem, by: User, now: datetime) -> BudgetMovement:
    application = item.application
    return schemes.engage(
        scheme=application.scheme, amount=motion.amount, reference=application.reference, by=by, now=now
    )
