"""The papers of a batch, one after the other, then the file: the task's work, taken up where it stopped."""

import logging
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils import timezone

from harmonie.documents.merging import Paper, merge
from harmonie.documents.models import IssuedDocument
from harmonie.refusals import Refusal

from ..enums import BatchState, PrintKind
from ..models import Loan, PrintBatch, PrintItem, PrintPiece
from .papers import issued
from .standing import has_stopped

log = logging.getLogger(__name__)
TROUBLE = "Ce papier n’a pas pu être fait. Si cela persiste, prévenez l’administrateur."
STOPPED = "L’impression s’est interrompue. Reprenez-la\u202f; si cela persiste, prévenez l’administrateur."
NOTHING = "Aucun de ces papiers n’a pu être fait\u00a0: voyez pourquoi ci-dessous."
PIECE = 4 * 1024 * 1024  # bytes
READ_AT_ONCE, SIGN_OF_LIFE = 20, 25  # papers
LENGTH = 200
type Clock = Callable[[], datetime]


class LetGo(Exception):
    """The batch was cancelled, or another worker took it over: this one stops."""


def make_batch(*, batch_id: int, clock: Clock = timezone.now) -> None:
    """Issues the papers that are missing, then writes the file. Does nothing for a batch that somebody is at."""
    batch = claim(batch_id=batch_id, now=clock())
    if batch is None:
        return
    try:
        _issue(batch, clock)
        _write(batch, clock)
    except LetGo:
        log.info("Print batch %s is no longer ours", batch.pk)
    except Exception:
        log.exception("Print batch %s stopped", batch.pk)
        fail(batch=batch, trouble=STOPPED, now=clock())


@transaction.atomic
def claim(*, batch_id: int, now: datetime) -> PrintBatch | None:
    """Takes the batch, unless it is over or somebody is at work on it."""
    rows = PrintBatch.objects.select_for_update(of=("self",)).select_related("asked_by")
    batch = rows.filter(pk=batch_id).first()
    if batch is None or not (batch.state == BatchState.WAITING or has_stopped(batch, now)):
        return None
    batch.state, batch.alive_at, batch.trouble = BatchState.RUNNING, now, ""
    batch.save(update_fields=["state", "alive_at", "trouble"])
    return batch


def show_life(*, batch: PrintBatch, done: int, now: datetime) -> None:
    """How far the work is. Raises `LetGo` when the last sign of life is not ours any more."""
    ours = PrintBatch.objects.filter(pk=batch.pk, state=BatchState.RUNNING, alive_at=batch.alive_at)
    if not ours.update(alive_at=now, done=done):
        raise LetGo
    batch.alive_at = now


def fail(*, batch: PrintBatch, trouble: str, now: datetime) -> None:
    ours = PrintBatch.objects.filter(pk=batch.pk, state=BatchState.RUNNING, alive_at=batch.alive_at)
    ours.update(state=BatchState.FAILED, trouble=trouble, alive_at=now, finished_at=now)


def _issue(batch: PrintBatch, clock: Clock) -> None:
    missing = list(batch.items.filter(document=None, trouble="").values_list("pk", flat=True))
    done = batch.total - len(missing)
    for first in range(0, len(missing), READ_AT_ONCE):
        for item in _items(missing[first : first + READ_AT_ONCE]):
            issue_item(item=item, batch=batch, now=clock())
            done += 1
            show_life(batch=batch, done=done, now=clock())


def _items(keys: list[int]) -> list[PrintItem]:
    loans = Loan.objects.with_facts().select_related("decision__application__worker")
    items = list(PrintItem.objects.filter(pk__in=keys).order_by("position"))
    found = loans.in_bulk([item.loan_id for item in items])
    for item in items:
        item.loan = found[item.loan_id]
    return items


def issue_item(*, item: PrintItem, batch: PrintBatch, now: datetime) -> None:
    """Issues one paper in the name of who asked. What cannot be made says why, and the others go on."""
    try:
        item.document = issued(PrintKind(batch.kind), item.loan, batch.asked_by, now)
    except Refusal as refusal:
        item.trouble = str(refusal)[:LENGTH]
    except DatabaseError:
        raise
    except Exception:
        log.exception("A paper of the loan %s could not be made", item.loan.reference)
        item.trouble = TROUBLE
    item.save(update_fields=["document", "trouble"])


def _write(batch: PrintBatch, clock: Clock) -> None:
    """The file is put together on disk and kept in pieces: neither is ever whole in memory."""
    missing = batch.items.filter(document=None).count()
    if missing == batch.total:
        fail(batch=batch, trouble=NOTHING, now=clock())
        return
    with tempfile.TemporaryDirectory(prefix="harmonie-") as folder:
        target = Path(folder) / "papiers.pdf"
        pages = merge(_papers(batch, clock), target, title=batch.query or str(batch), both_sides=batch.both_sides)
        keep_file(batch=batch, file=target, pages=pages, missing=missing, now=clock())


def _papers(batch: PrintBatch, clock: Clock) -> Iterator[Paper]:
    keys = list(batch.items.exclude(document=None).order_by("position").values_list("document_id", flat=True))
    for number, key in enumerate(keys):
        if number % SIGN_OF_LIFE == 0:
            show_life(batch=batch, done=batch.total, now=clock())
        title, content = IssuedDocument.objects.values_list("title", "content").get(pk=key)
        yield Paper(title, bytes(content))


@transaction.atomic
def keep_file(*, batch: PrintBatch, file: Path, pages: int, missing: int, now: datetime) -> None:
    """The finished file, whole or not at all; in the same breath the batch is ready."""
    show_life(batch=batch, done=batch.total, now=now)  # holds the row until we are done
    PrintPiece.objects.filter(batch=batch).delete()
    with file.open("rb") as source:
        for number, content in enumerate(iter(lambda: source.read(PIECE), b""), start=1):
            PrintPiece.objects.create(batch=batch, number=number, content=content)
    batch.state, batch.pages, batch.size, batch.finished_at = BatchState.READY, pages, file.stat().st_size, now
    batch.trouble = _said(missing)
    batch.save(update_fields=["state", "pages", "size", "finished_at", "trouble"])


def _said(missing: int) -> str:
    if not missing:
        return ""
    return f"{missing} papiers manquent" if missing > 1 else "Un papier manque"
