"""Proposing to take a decision back: a point of an agenda, voted like any other. The only writer of such points."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..actions.base import lock_meeting
from ..actions.recusals import recuse_tied
from ..enums import AGENDA_OPEN
from ..models import AgendaItem, Decision, Meeting
from ..planning.cutoff import late_reason_of
from .rules import ensure_withdrawable, last_day, pending_withdrawal


@transaction.atomic
def propose_withdrawal(
    *, decision: Decision, meeting: Meeting, by: User, now: datetime, late_reason: str = ""
) -> AgendaItem:
    """Puts the withdrawal of `decision` at the end of the agenda; the dossier itself does not move until the vote.

    Raises `Refusal` for what can no longer be taken back, or not at a meeting so late; `PastCutOff` when the meeting
    is so near that a `late_reason` is needed; `WrongState` when the agenda is closed, or lists the withdrawal already.
    """
    locked = lock_meeting(meeting)
    if locked.state not in AGENDA_OPEN:
        raise WrongState("L’ordre du jour de cette séance est clos\u00a0: choisissez la suivante.")
    former = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("application", "item__meeting__rules", "rules")
        .get(pk=decision.pk)
    )
    ensure_withdrawable(former, timezone.localdate(now))
    if timezone.localdate(locked.starts_at) > last_day(former):
        raise Refusal(
            f"Cette décision se retire jusqu’au {plain_day(last_day(former))}\u00a0: choisissez une séance avant."
        )
    _ensure_same_agenda(locked, former)
    if (listed := pending_withdrawal(former)) is not None:
        raise WrongState(
            f"Ce retrait est déjà à l’ordre du jour de la séance du {plain_day(listed.meeting.starts_at)}."
        )
    return _listed(former, locked, late_reason_of(locked, late_reason, now), by, now)


def _ensure_same_agenda(meeting: Meeting, former: Decision) -> None:
    """A second convocation decides without quorum what was announced twice, and nothing else. [conf]"""
    if meeting.follows is None or not meeting.rules.second_without_quorum:
        return
    if not meeting.follows.items.filter(withdraws=former).exists():
        raise Refusal(
            "Une seconde convocation reprend l’ordre du jour de la première\u00a0: choisissez une autre séance."
        )


def _listed(former: Decision, meeting: Meeting, late_reason: str, by: User, now: datetime) -> AgendaItem:
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    application = former.application
    with recorded(by=by, now=now, why=f"Retrait proposé de la décision {former.number}"):
        item = AgendaItem.objects.create(
            meeting=meeting,
            application=application,
            withdraws=former,
            position=last + 1,
            rapporteur=application.worker,
            listed_at=now,
            late_reason=late_reason,
        )
        recuse_tied(item=item, now=now)
    return item
