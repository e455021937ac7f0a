"""A file is read and its lines are matched: what the task queue does, all of it or nothing."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils import timezone

from harmonie.registry.authorship import recorded

from ..enums import FileFormat, FileState, LineState
from ..models import ColumnMapping, PaymentFile, PaymentLine
from . import camt, csv_payments
from .csv_table import read_table
from .fingerprints import marked
from .index import load_index
from .payments import MOST_LINES, TOO_MANY, LeftOut, NeedsColumns, Payment, Read, Unreadable
from .progress import Beat, beating, in_turn, is_mine, take_time

log = logging.getLogger(__name__)
AT_A_TIME = 2000
SHOWN = 200  # lines that were not kept, of which the place and the reason are
TROUBLE = "La lecture a échoué. Reprenez-la\u202f; si cela persiste, prévenez l’administration."
NO_PAYMENT = "Aucun paiement ne se lit avec ces colonnes\u00a0: désignez-les de nouveau."
NO_MOVEMENT = "Ce relevé ne contient aucun mouvement."
# A file that is read again keeps its former lines, given up: each reading numbers its own from here.
READING = 1_000_000


def read_file(*, file: PaymentFile, clock: Callable[[], datetime] = timezone.now) -> None:
    """Reads what was received into lines, and finds their loans. Whatever interrupts it leaves no line behind."""
    try:
        with beating(file) as beat, transaction.atomic():
            take_time()
            if is_mine(file):
                _read(file, beat, clock())
    except Unreadable as refusal:
        _end(file, FileState.DROPPED, clock(), trouble=str(refusal))
    except NeedsColumns as question:
        _end(file, FileState.MAPPING, clock(), trouble=str(question))
    except Exception:
        log.exception("The payment file %s could not be read", file.pk)
        _end(file, FileState.DROPPED, clock(), trouble=TROUBLE)


@transaction.atomic
def _end(file: PaymentFile, state: FileState, now: datetime, *, trouble: str = "", **facts: Any) -> None:
    locked = PaymentFile.objects.select_for_update(of=("self",)).defer("content").get(pk=file.pk)
    if locked.state != FileState.READING:
        return
    for name, value in {"state": state, "trouble": trouble[:200], **facts}.items():
        setattr(locked, name, value)
    with recorded(by=locked.received_by, now=now):
        locked.save(update_fields=["state", "trouble", *facts])


def _read(file: PaymentFile, beat: Beat, now: datetime) -> None:
    fresh = PaymentFile.objects.get(pk=file.pk)
    if fresh.state != FileState.READING:
        return
    beat(0, 0)
    kept: list[Payment] = []
    left_out: list[LeftOut] = []
    for count, read in enumerate(_payments(fresh), 1):
        (kept if isinstance(read, Payment) else left_out).append(read)
        if len(kept) > MOST_LINES:
            raise Unreadable(TOO_MANY)
        beat(0, count)
    if not kept and fresh.format == FileFormat.CSV:
        raise NeedsColumns(NO_PAYMENT)
    if not kept:
        raise Unreadable(NO_MOVEMENT)
    in_turn()
    _write(fresh, kept, beat)
    counted = {"lines_total": len(kept), "lines_done": len(kept), "left_out": _told(left_out)}
    _end(fresh, FileState.PREVIEW, now, **counted)


def _payments(file: PaymentFile) -> Iterator[Read]:
    content = bytes(file.content)
    if file.format == FileFormat.CAMT053:
        return camt.payments(content)
    table = read_table(content)
    mapping = ColumnMapping.objects.filter(headings=table.key).first()
    if mapping is None:
        raise NeedsColumns
    return csv_payments.payments(table, mapping.columns)


def _told(left_out: Sequence[LeftOut]) -> list[list[Any]]:
    told: list[list[Any]] = [[line.place, line.text, line.why] for line in left_out[:SHOWN]]
    more = len(left_out) - SHOWN
    return [*told, [0, "", f"et {more} autres lignes"]] if more > 0 else told


def _write(file: PaymentFile, kept: Sequence[Payment], beat: Beat) -> None:
    index = load_index(min(payment.booked_on for payment in kept))
    first = _next_number(file)
    done = 0
    for some in batched(marked(kept), AT_A_TIME):
        known = _known([fingerprint for _, fingerprint in some])
        lines = []
        for number, (payment, fingerprint) in enumerate(some, first + done):
            facts = _standing(payment, fingerprint in known, index)
            lines.append(_line(file, number, fingerprint, payment, facts))
        PaymentLine.objects.bulk_create(lines)
        done += len(lines)
        beat(done, len(kept))


def _next_number(file: PaymentFile) -> int:
    last = PaymentLine.objects.filter(file=file).order_by("-number").values_list("number", flat=True).first()
    return 1 if last is None else (last // READING + 1) * READING + 1


def _known(fingerprints: Sequence[str]) -> set[str]:
    """Which of these came in another file already, and count there."""
    lines = PaymentLine.objects.filter(fingerprint__in=fingerprints)
    counting = lines.exclude(state__in=[LineState.DUPLICATE, LineState.DROPPED])
    return set(counting.values_list("fingerprint", flat=True))


def _standing(payment: Payment, is_known: bool, index: Any) -> dict[str, Any]:
    if is_known:
        return {"state": LineState.DUPLICATE, "why": "Ce paiement est déjà venu dans un autre fichier."}
    if payment.aside:
        return {"state": LineState.SET_ASIDE, "why": payment.aside[:1].upper() + payment.aside[1:200]}
    match = index.match(payment)
    state = LineState.MATCHED if match.loan else LineState.UNMATCHED
    return {"state": state, "loan_id": match.loan, "confidence": match.confidence, "why": match.why[:200]}


def _line(file: PaymentFile, number: int, fingerprint: str, payment: Payment, facts: dict[str, Any]) -> PaymentLine:
    return PaymentLine(
        file=file,
        number=number,
        fingerprint=fingerprint,
        booked_on=payment.booked_on,
        amount=payment.amount,
        payer=payment.payer,
        payer_account=payment.account,
        wording=payment.wording,
        bank_reference=payment.reference,
        **facts,
    )
