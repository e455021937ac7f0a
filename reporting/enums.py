"""The words of this room's own rows."""

from django.db import models

from harmonie.chips import Chip


class ReportVersion(models.TextChoices):
    """For whom a report is made: what leaves the CCAS tells no small number."""

    INTERNAL = "internal", "interne"
    PUBLISHED = "published", "à diffuser"


class ReportState(models.TextChoices):
    WAITING = "waiting", "en attente"
    RUNNING = "running", "en préparation"
    READY = "ready", "prêt"
    FAILED = "failed", "interrompu"


CHIPS = {
    ReportState.WAITING: Chip("En attente", "clock", "wait"),
    ReportState.RUNNING: Chip("En préparation", "half", "go"),
    ReportState.READY: Chip("Prêt", "check", "done"),
    ReportState.FAILED: Chip("Interrompu", "alert", "stop"),
}
AT_WORK = (ReportState.WAITING, ReportState.RUNNING)
