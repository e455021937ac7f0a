"""Many papers at once."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..enums import (
    BatchState,
)


class PrintBatch(models.Model):
    """Papers of a filtered list as one file, made by a task. The file is kept a day."""

    kind = models.CharField("papiers", max_length=20)
    query = models.CharField("liste", max_length=500, blank=True)
    state = models.CharField("état", max_length=10, choices=BatchState, default=BatchState.WAITING)
    total = models.PositiveIntegerField("papiers à faire", default=0)
    done = models.PositiveIntegerField("papiers faits", default=0)
    trouble = models.CharField("difficulté", max_length=200, blank=True)
    content = models.BinaryField("fichier", null=True, blank=True)
    asked_at = models.DateTimeField("demandé le")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="demandé par"
    )
    alive_at = models.DateTimeField("dernier signe", null=True, blank=True)
    finished_at = models.DateTimeField("fini le", null=True, blank=True)

    class Meta:
        verbose_name = "impression groupée"
        verbose_name_plural = "impressions groupées"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="printbatch_done_within_total", condition=Q(done__lte=F("total"))),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.total}"
