"""What is posted at once, or left to a second person; and that person's answer."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..enums import EntryKind
from ..models import LedgerEntry, Loan, PostingRequest
from ..notices import tell
from .base import check_month_open, check_seen, lock, needs_second_person
from .checking import ask_to_post
from .ledger import check_disbursement, check_refund, check_reversal, disburse, refund, reverse_entry
from .relief import check_relief, check_write_off, relieve, write_off


@transaction.atomic
def enter(
    *,
    loan: Loan,
    kind: EntryKind,
    amount: Decimal,
    value_on: date,
    by: User,
    now: datetime,
    expected_sequence: int | None = None,
    **facts: Any,
) -> LedgerEntry | PostingRequest:
    """Posts an entry, or asks for a second person where the rules of the day do.

    `facts` are the other fields of `PostingRequest`: voucher, channel, note, deliberation, reverses.
    `expected_sequence` is the last entry that was seen: `Stale` when somebody else posted since.
    """
    locked = lock(loan)
    check_seen(locked, expected_sequence)
    asked = PostingRequest(loan=loan, kind=kind, amount=amount, value_on=value_on, asked_by=by, **facts)
    if not needs_second_person(kind, timezone.localdate(now)):
        return POST[kind](asked, now, None)
    # What could not be posted now is not worth a colleague's time: whoever asks hears it at once.
    check_month_open(value_on)
    CHECK[kind](asked, locked, now)
    return ask_to_post(loan=locked, kind=kind, amount=amount, value_on=value_on, by=by, now=now, **facts)


@transaction.atomic
def approve(*, posting_request: PostingRequest, by: User, now: datetime) -> LedgerEntry:
    """Posts what was asked, in the name of who asked it, checked by `by`. All or nothing."""
    locked = _answer(posting_request, by, now, is_approved=True)
    return POST[EntryKind(locked.kind)](locked, now, locked)


@transaction.atomic
def decline(*, posting_request: PostingRequest, why: str, by: User, now: datetime) -> None:
    """Sends it back to who asked, with a reason. Whoever asked may withdraw it in no other way: somebody else looks."""
    if not why.strip():
        raise Refusal("Dites pourquoi, pour la personne qui a saisi.")
    locked = _answer(posting_request, by, now, is_approved=False, refusal=why.strip())
    tell(locked.loan, "Une écriture que vous avez saisie est à revoir.", to=locked.asked_by, now=now)


def _answer(request: PostingRequest, by: User, now: datetime, **answer: Any) -> PostingRequest:
    lock(request.loan)
    locked = (
        PostingRequest.objects.select_for_update(of=("self",)).select_related("loan", "asked_by").get(pk=request.pk)
    )
    if locked.answered_at:
        raise WrongState("Cette saisie est déjà contrôlée.")
    if locked.asked_by_id == by.pk:
        raise Refusal("Vous avez saisi cette écriture\u00a0: une autre personne la contrôle.")
    locked.answered_at, locked.answered_by = now, by
    for field, value in answer.items():
        setattr(locked, field, value)
    with recorded(by=by, now=now):
        locked.save(update_fields=["answered_at", "answered_by", *answer])
    return locked


def _disburse(asked: PostingRequest, now: datetime, approved: PostingRequest | None) -> LedgerEntry:
    return disburse(**_asked(asked), amount=asked.amount, voucher=asked.voucher, now=now, approved=approved)


def _refund(asked: PostingRequest, now: datetime, approved: PostingRequest | None) -> LedgerEntry:
    return refund(**_asked(asked), amount=asked.amount, voucher=asked.voucher, now=now, approved=approved)


def _relieve(asked: PostingRequest, now: datetime, approved: PostingRequest | None) -> LedgerEntry:
    told = {"deliberation": asked.deliberation, "note": asked.note}
    return relieve(**_asked(asked), **told, amount=asked.amount, now=now, approved=approved)


def _write_off(asked: PostingRequest, now: datetime, approved: PostingRequest | None) -> LedgerEntry:
    told = {"deliberation": asked.deliberation, "note": asked.note}
    return write_off(**_asked(asked), **told, now=now, approved=approved)


def _reverse(asked: PostingRequest, now: datetime, approved: PostingRequest | None) -> LedgerEntry:
    return reverse_entry(entry=asked.reverses, why=asked.note, by=asked.asked_by, now=now, approved=approved)


def _asked(asked: PostingRequest) -> dict[str, Any]:
    return {"loan": asked.loan, "value_on": asked.value_on, "by": asked.asked_by}


type Post = Callable[[PostingRequest, datetime, PostingRequest | None], LedgerEntry]
POST: dict[EntryKind, Post] = {
    EntryKind.DISBURSEMENT: _disburse,
    EntryKind.REFUND: _refund,
    EntryKind.RELIEF: _relieve,
    EntryKind.WRITE_OFF: _write_off,
    EntryKind.REVERSAL: _reverse,
}


def _may_disburse(asked: PostingRequest, locked: Loan, now: datetime) -> None:
    check_disbursement(locked=locked, amount=asked.amount, value_on=asked.value_on, voucher=asked.voucher, now=now)


def _may_refund(asked: PostingRequest, locked: Loan, now: datetime) -> None:
    check_refund(locked=locked, amount=asked.amount, value_on=asked.value_on, voucher=asked.voucher, now=now)


def _may_relieve(asked: PostingRequest, locked: Loan, now: datetime) -> None:
    check_relief(locked=locked, amount=asked.amount, deliberation=asked.deliberation, value_on=asked.value_on, now=now)


def _may_write_off(asked: PostingRequest, locked: Loan, now: datetime) -> None:
    check_write_off(
        locked=locked, amount=asked.amount, deliberation=asked.deliberation, value_on=asked.value_on, now=now
    )


def _may_reverse(asked: PostingRequest, locked: Loan, now: datetime) -> None:
    check_reversal(locked=locked, target=asked.reverses, why=asked.note)


CHECK: dict[EntryKind, Callable[[PostingRequest, Loan, datetime], None]] = {
    EntryKind.DISBURSEMENT: _may_disburse,
    EntryKind.REFUND: _may_refund,
    EntryKind.RELIEF: _may_relieve,
    EntryKind.WRITE_OFF: _may_write_off,
    EntryKind.REVERSAL: _may_reverse,
}
