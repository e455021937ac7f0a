"""What changes a running loan."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.guards import never_deleted
from harmonie.history import every_change
from harmonie.schemes.enums import Rounding

from .. import triggers
from ..enums import (
    AmendmentKind,
)
from .loan import Loan
from .schedules import Schedule


@every_change()
class Amendment(models.Model):
    """An amendment: what is left, repaid otherwise. Its schedule is drawn up when it is approved.

    Of a deferral, `months` is the number of instalments put off.
    """

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="amendments", verbose_name="prêt")
    number = models.PositiveSmallIntegerField("n°")
    kind = models.CharField("avenant", max_length=12, choices=AmendmentKind)
    reason = models.CharField("raison", max_length=200)
    months = models.PositiveSmallIntegerField("nombre d’échéances")
    first_due_on = models.DateField("première échéance")
    rounding = models.CharField("arrondi des échéances", max_length=5, choices=Rounding, default=Rounding.CENT)
    ledger_sequence = models.PositiveIntegerField("dernière écriture lue")
    deliberation = models.CharField("délibération", max_length=60, blank=True)
    asked_at = models.DateTimeField("demandé le")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="demandé par"
    )
    approved_at = models.DateTimeField("approuvé le", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="approuvé par",
    )
    dropped_at = models.DateTimeField("abandonné le", null=True, blank=True)
    schedule = models.OneToOneField(
        Schedule, on_delete=models.PROTECT, null=True, blank=True, related_name="amendment", verbose_name="échéancier"
    )
    signed_on = models.DateField("signé le", null=True, blank=True)

    class Meta:
        verbose_name = "avenant"
        verbose_name_plural = "avenants"
        ordering: ClassVar = ["loan", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["loan", "number"], name="amendment_number_unique"),
            models.UniqueConstraint(
                fields=["loan"], condition=Q(approved_at=None, dropped_at=None), name="amendment_one_waiting"
            ),
            models.CheckConstraint(
                name="amendment_approval_is_whole",
                condition=Q(approved_at=None, approved_by=None, schedule=None, signed_on=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False, schedule__isnull=False, dropped_at=None),
            ),
        ]
        triggers: ClassVar = [
            triggers.AMENDMENT_APPROVED_STAYS,
            triggers.AMENDMENT_CHECKED,
            *never_deleted("amendment"),
        ]

    def __str__(self) -> str:
        return f"avenant {self.number}, {self.loan.reference}"
