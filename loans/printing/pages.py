"""What the pages of the printing room are given."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from harmonie.chips import Chip
from harmonie.components import Part
from harmonie.dates import clock, short_day

from ..enums import BatchState
from ..models import PrintBatch, PrintPiece
from .actions import KEPT
from .standing import AT_WORK, chip, has_stopped

TROUBLES = 50
MEGABYTE = 1_000_000


class Row(NamedTuple):
    batch: PrintBatch
    chip: Chip


def rows(batches: list[PrintBatch], now: datetime) -> list[Row]:
    return [Row(batch, chip(batch, now)) for batch in batches]


def one(batch: PrintBatch, now: datetime) -> dict[str, Any]:
    """The page of one batch."""
    missing = batch.items.exclude(trouble="").select_related("loan__borrower").order_by("position")
    return progress(batch, now) | {"troubles": missing[:TROUBLES]}


def progress(batch: PrintBatch, now: datetime) -> dict[str, Any]:
    """How far the making is, alone, for the part that asks again by itself."""
    stopped, at_work = has_stopped(batch, now), batch.state in AT_WORK
    return {
        "batch": batch,
        "chip": chip(batch, now),
        "is_working": at_work and not stopped,
        "can_resume": stopped or batch.state == BatchState.FAILED,
        "can_cancel": at_work or batch.state == BatchState.FAILED,
        "is_ready": batch.state == BatchState.READY,
        "bar": [Part(batch.done, f"{batch.done} prêts")] if batch.done else [],
        "said": _said(batch),
        "size": _size(batch.size),
        "kept_until": _until(batch),
    }


def pieces(batch: PrintBatch) -> Iterator[bytes]:
    """The file, one piece in memory at a time."""
    for key in list(PrintPiece.objects.filter(batch=batch).order_by("number").values_list("pk", flat=True)):
        yield bytes(PrintPiece.objects.values_list("content", flat=True).get(pk=key))


def _said(batch: PrintBatch) -> str:
    """« 312 papiers prêts sur 1 000 »."""
    if batch.state == BatchState.WAITING:
        return "L’impression attend son tour"
    if batch.done == batch.total and batch.state == BatchState.RUNNING:
        return "Tous les papiers sont prêts\u00a0: le fichier s’assemble"
    some = "s" if batch.done > 1 else ""
    return f"{_count(batch.done)} papier{some} prêt{some} sur {_count(batch.total)}"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _size(size: int) -> str:
    """« 1,2 Mo »."""
    return f"{max(size / MEGABYTE, 0.1):.1f}".replace(".", ",") + "\u00a0Mo"


def _until(batch: PrintBatch) -> str:
    """« 24 nov. 2026 à 10 h 00 »."""
    if not batch.finished_at:
        return ""
    end = batch.finished_at + KEPT
    return f"{short_day(end)} à {clock(end)}"
