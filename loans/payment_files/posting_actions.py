"""The matched lines of a file become entries: what the task queue does, all of them or none."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from harmonie.registry.authorship import recorded

from .. import actions as ledger
from ..actions import Receipt, SomeRefused
from ..enums import Channel, FileState, LineState
from ..models import PaymentFile, PaymentLine
from .progress import Beat, beating, is_mine, take_time

log = logging.getLogger(__name__)
TROUBLE = (
    "L’enregistrement a échoué et rien n’est écrit. Recommencez\u202f; si cela persiste, prévenez l’administration."
)
VOUCHER = 40  # characters of a voucher
DONE = """
    UPDATE loans_paymentline line SET state = 'posted', entry_id = done.entry, trouble = ''
    FROM unnest(%s::bigint[], %s::bigint[]) AS done (line, entry) WHERE line.id = done.line
"""


def post_file(*, file: PaymentFile, clock: Callable[[], datetime] = timezone.now) -> None:
    """Posts every matched line in one transaction. A refusal puts the file back to be looked at, with each reason."""
    try:
        with beating(file) as beat, transaction.atomic():
            take_time()
            if is_mine(file):
                _post(file, beat, clock())
    except SomeRefused as refusal:
        _put_back(file, refusal.sentences, clock())
    except Exception:
        log.exception("The payment file %s could not be posted", file.pk)
        _put_back(file, {}, clock())


def _post(file: PaymentFile, beat: Beat, now: datetime) -> None:
    locked = PaymentFile.objects.select_for_update(of=("self",)).defer("content").get(pk=file.pk)
    if locked.state != FileState.POSTING:
        return
    lines = list(PaymentLine.objects.select_for_update(of=("self",)).filter(file=locked, state=LineState.MATCHED))
    beat(0, len(lines))
    entries = ledger.record_repayments(
        receipts=[receipt_of(line) for line in lines],
        channel=Channel.TRANSFER,
        by=locked.posted_by,
        now=now,
        tell=lambda done: beat(done, len(lines)),
    )
    with connection.cursor() as cursor:
        cursor.execute(DONE, [list(entries), list(entries.values())])
        # What the database checks at the end, it checks now: a refusal is ours to tell.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    locked.state, locked.posted_at, locked.trouble = FileState.POSTED, now, ""
    with recorded(by=locked.posted_by, now=now):
        locked.save(update_fields=["state", "posted_at", "trouble"])


def receipt_of(line: PaymentLine) -> Receipt:
    return Receipt(
        key=line.pk,
        loan=line.loan_id,
        amount=line.amount,
        value_on=line.booked_on,
        voucher=line.bank_reference[:VOUCHER],
        keeps_surplus=line.keeps_surplus,
    )


@transaction.atomic
def _put_back(file: PaymentFile, refused: Mapping[int, str], now: datetime) -> None:
    """Nothing was posted: the file waits to be looked at again, and the refused lines say why."""
    locked = PaymentFile.objects.select_for_update(of=("self",)).defer("content").get(pk=file.pk)
    if locked.state != FileState.POSTING:
        return
    lines = PaymentLine.objects.filter(file=locked)
    lines.exclude(trouble="").update(trouble="")
    for line in lines.filter(pk__in=refused):
        line.trouble = refused[line.pk][:300]
        line.save(update_fields=["trouble"])
    locked.state, locked.trouble = FileState.PREVIEW, _said(len(refused))
    with recorded(by=locked.posted_by, now=now):
        locked.save(update_fields=["state", "trouble"])


def _said(count: int) -> str:
    if not count:
        return TROUBLE
    if count == 1:
        return "Une ligne est refusée\u00a0: rien n’est enregistré. Elle dit pourquoi ci-dessous."
    return f"{count} lignes sont refusées\u00a0: rien n’est enregistré. Chacune dit pourquoi ci-dessous."
