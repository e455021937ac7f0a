"""Letters: one at a time, or those of a meeting together; released together, then noted as sent."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import plain_day, short_day
from harmonie.refusals import Refusal, WrongState

from ..actions.base import lock_meeting
from ..enums import BatchState, Channel, MeetingState
from ..models import Decision, DecisionLetter, LetterBatch, LetterDispatch, Meeting
from . import tasks
from .due import letters_due
from .issuing_actions import freeze_letter
from .standing import is_issued
from .stopped import has_stopped


def issue_letter(*, decision: Decision, by: User, now: datetime) -> DecisionLetter:
    """One letter by itself, frozen and released at once; the same letter when it was issued already."""
    batch = LetterBatch.objects.filter(meeting__items__decision=decision).exclude(state=BatchState.RELEASED).first()
    if batch and not DecisionLetter.objects.filter(decision=decision).exists():
        raise WrongState("Les lettres de cette séance se préparent ensemble\u00a0: elles s’émettent d’un seul geste.")
    return freeze_letter(decision=decision, by=by, now=now)


@transaction.atomic
def prepare_letters(*, meeting: Meeting, by: User, now: datetime) -> LetterBatch:
    """Has the letters of a closed meeting made by the task queue; asking again goes on where it stopped."""
    locked = lock_meeting(meeting)
    if locked.state != MeetingState.CLOSED:
        raise WrongState("Les lettres se préparent ensemble une fois la séance levée.")
    due = letters_due(locked.pk)
    batch = LetterBatch.objects.select_for_update(of=("self",)).filter(meeting=locked).first()
    if batch and (batch.state != BatchState.PREPARING or not (batch.trouble or has_stopped(batch, now))):
        return batch
    if not due.filter(letter=None).exists():
        raise Refusal("Toutes les lettres de cette séance sont déjà émises.")
    if batch is None:
        done = due.exclude(letter=None).count()
        batch = LetterBatch.objects.create(meeting=locked, total=due.count(), done=done, started_at=now, started_by=by)
    else:
        batch.trouble = ""
        batch.save(update_fields=["trouble"])
    transaction.on_commit(lambda: tasks.make_letters.enqueue(batch.pk))
    return batch


@transaction.atomic
def release_letters(*, meeting: Meeting, by: User, now: datetime) -> LetterBatch:
    """From now on the letters are read and printed by those who follow the dossiers.

    Those that could not be made are left to be issued one by one.
    """
    batch = LetterBatch.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if batch is None or not batch.done:
        raise WrongState("Préparez d’abord les lettres de cette séance.")
    if batch.state == BatchState.RELEASED:
        raise WrongState(f"Ces lettres sont émises depuis le {plain_day(batch.released_at)}.")
    if batch.state == BatchState.PREPARING and not batch.trouble:
        raise WrongState("Les lettres sont encore en préparation\u00a0: émettez-les quand elles sont toutes prêtes.")
    batch.state, batch.released_at, batch.released_by, batch.trouble = BatchState.RELEASED, now, by, ""
    batch.save(update_fields=["state", "released_at", "released_by", "trouble"])
    return batch


@transaction.atomic
def mark_sent(
    *, letters: Sequence[DecisionLetter], channel: Channel, sent_on: date, by: User, now: datetime
) -> list[LetterDispatch]:
    """Notes that letters left on a day and how, all of them or none."""
    if not letters:
        raise Refusal("Choisissez au moins une lettre.")
    if sent_on > timezone.localdate(now):
        raise Refusal("Cette date est à venir\u00a0: notez l’envoi le jour où il a lieu.")
    keys = sorted(letter.pk for letter in letters)
    locked = DecisionLetter.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    for letter in locked.select_related("decision__item__meeting__letter_batch", "document", "dispatch"):
        _ensure_sendable(letter, sent_on)
    return LetterDispatch.objects.bulk_create(
        LetterDispatch(letter_id=key, channel=channel, sent_on=sent_on, noted_at=now, noted_by=by) for key in keys
    )


def _ensure_sendable(letter: DecisionLetter, sent_on: date) -> None:
    number, sent = letter.decision.number, getattr(letter, "dispatch", None)
    if sent:
        raise WrongState(f"La lettre de la décision {number} est déjà notée partie le {short_day(sent.sent_on)}.")
    if not is_issued(letter):
        raise WrongState(f"La lettre de la décision {number} n’est pas encore émise.")
    if sent_on < timezone.localdate(letter.document.issued_at):
        day = plain_day(letter.document.issued_at)
        raise Refusal(f"La lettre de la décision {number} date du {day}\u00a0: elle part après.")
