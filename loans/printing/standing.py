"""How far a batch is: waiting, at work, stopped in the middle, ready."""

from datetime import datetime, timedelta

from harmonie.chips import Chip

from ..enums import BatchState
from ..models import PrintBatch

# A paper takes less than a second and the file less than a minute: this long without a sign, nobody is at work.
PATIENCE = timedelta(minutes=2)
AT_WORK = (BatchState.WAITING, BatchState.RUNNING)
CHIPS = {
    BatchState.WAITING: Chip("En attente", "clock", "wait"),
    BatchState.RUNNING: Chip("En cours", "half", "go"),
    BatchState.READY: Chip("Prêt", "check", "done"),
    BatchState.CANCELLED: Chip("Annulé", "cross"),
    BatchState.FAILED: Chip("Interrompu", "alert", "stop"),
}


def has_stopped(batch: PrintBatch, now: datetime) -> bool:
    """Whether the worker was killed or the task lost."""
    return batch.state in AT_WORK and now - (batch.alive_at or batch.asked_at) > PATIENCE


def chip(batch: PrintBatch, now: datetime) -> Chip:
    return CHIPS[BatchState.FAILED if has_stopped(batch, now) else BatchState(batch.state)]
