"""Closing a vote: the count, the decision, the money reserved, all in one transaction."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from applications.models import LoanApplication
from applications.queries import terms_of
from harmonie.accounts.models import User
from harmonie.calendar import add_months
from harmonie.dates import clock, plain_day
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.numbering import year_reference
from harmonie.schemes import actions as schemes
from harmonie.schemes.models import BudgetMovement

from .consequences import ensure_still_withdrawable, tell_intake
from .enums import Mode, MotionKind, MotionResult, MotionState, Outcome
from .models import AgendaItem, Decision, Meeting, Motion
from .motions.actions import end_if_stale, end_motion, lock_item, lock_motion
from .queries import count_voices, presiding_over, quorum_of, voting_seats, who_has_voted
from .rules import Tally

OUTCOME_OF_KIND = {
    MotionKind.REFUSE: Outcome.REFUSED,
    MotionKind.DEFER: Outcome.DEFERRED,
    MotionKind.REDIRECT: Outcome.REDIRECTED,
    MotionKind.WITHDRAW: Outcome.WITHDRAWN,
}


@transaction.atomic
def close_motion(*, motion: Motion, by: User, now: datetime) -> Decision | None:
    """Closes the vote and opens the sealed voices. The decision when the motion is adopted, else None.

    Raises `WrongState` when somebody closed it first, `Refusal` without quorum for this case or, in a written
    consultation, before its time; `EnvelopeExhausted` when the money does not suffice: then nothing is closed.
    """
    if end_if_stale(motion=motion, by=by, now=now):
        return None
    locked = lock_motion(motion)
    if locked.state != MotionState.OPEN:
        raise WrongState("Ce vote vient d’être clos depuis un autre écran\u00a0: son résultat est affiché.")
    item = lock_item(locked.item)
    application = LoanApplication.objects.select_for_update(of=("self",)).get(pk=item.application_id)
    if application.revision != locked.application_revision:  # changed between the look and the lock
        end_motion(locked, result=MotionResult.STALE, by=by, now=now)
        return None
    _ensure_may_close(locked, item, now)
    presiding = presiding_over(item)
    result = count_voices(locked, presiding=presiding if item.meeting.rules.has_casting_vote else None)
    if result.votes_for + result.votes_against + result.abstentions == 0:
        raise Refusal("Personne n’a encore voté\u00a0: attendez les voix avant de clore.")
    if not result.adopted:
        end_motion(locked, result=MotionResult.REJECTED, counted=result, presided_by=presiding, by=by, now=now)
        return None
    if item.withdraws:
        ensure_still_withdrawable(item.withdraws, now)
    end_motion(locked, result=MotionResult.ADOPTED, counted=result, presided_by=presiding, by=by, now=now)
    return _decide(locked, item, result, by, now)


def _ensure_may_close(motion: Motion, item: AgendaItem, now: datetime) -> None:
    meeting = item.meeting
    if meeting.mode == Mode.WRITTEN and meeting.vote_until and now <= meeting.vote_until:
        awaited = voting_seats(motion).exclude(pk__in=who_has_voted(motion)).count()
        if awaited:
            raise Refusal(
                f"La consultation écrite court jusqu’au {plain_day(meeting.vote_until)} à {clock(meeting.vote_until)}, "
                f"et {awaited} voix {'sont attendues' if awaited > 1 else 'est attendue'}\u00a0: clore maintenant "
                "priverait ces membres de leur vote."
            )
    count = quorum_of(meeting, item)
    if not count.is_met:
        raise Refusal(
            f"Pas de quorum pour ce dossier\u00a0: {count.present} présents, il en faut {count.needed}. "
            "Retirez la proposition, puis reportez le point."
        )


@transaction.atomic
def drop_motion(*, motion: Motion, by: User, now: datetime) -> None:
    """The chair takes a proposal back before the close; its voices stay sealed for good."""
    if end_if_stale(motion=motion, by=by, now=now):
        return
    locked = lock_motion(motion)
    if locked.state != MotionState.OPEN:
        raise WrongState("Ce vote est déjà clos.")
    end_motion(locked, result=MotionResult.DROPPED, by=by, now=now)


@transaction.atomic
def end_stale(*, meeting: Meeting, by: User, now: datetime) -> list[int]:
    """Closes every open motion of a meeting whose dossier changed. The numbers of their points."""
    open_motions = Motion.objects.filter(item__meeting=meeting, state=MotionState.OPEN).select_related("item")
    changed = open_motions.exclude(application_revision=F("item__application__revision"))
    return [motion.item.position for motion in changed if end_if_stale(motion=motion, by=by, now=now)]


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
        decided_by_id=motion.presided_by_id or motion.put_by_id,
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
