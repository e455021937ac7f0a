"""What is repaid when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harmonie.guards import append_only

from .. import triggers
from ..enums import ScheduleReason


class Schedule(models.Model):
    """One version of what is repaid when. A new version leaves the old one readable."""

    loan = models.ForeignKey("loans.Loan", on_delete=models.PROTECT, related_name="schedules", verbose_name="prêt")
    version = models.PositiveSmallIntegerField("version", default=1)
    amount = models.DecimalField("à rembourser", max_digits=10, decimal_places=2)
    months = models.PositiveSmallIntegerField("nombre d’échéances")
    drawn_up_at = models.DateTimeField("établi le")
    reason = models.CharField("établi pour", max_length=12, choices=ScheduleReason, default=ScheduleReason.AGREED)
    why = models.CharField("raison", max_length=200, blank=True)

    class Meta:
        verbose_name = "échéancier"
        verbose_name_plural = "échéanciers"
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["loan", "version"], name="schedule_one_per_version"),
            models.CheckConstraint(name="schedule_amount_positive", condition=Q(amount__gt=0, months__gt=0)),
            models.CheckConstraint(
                name="schedule_later_version_says_why",
                condition=Q(version=1, reason=ScheduleReason.AGREED)
                | (Q(version__gt=1) & ~Q(reason=ScheduleReason.AGREED) & ~Q(why="")),
            ),
        ]
        triggers: ClassVar = [*append_only("schedule"), triggers.SCHEDULE_REPAYS_LOAN, triggers.SCHEDULE_SUMS_UP]

    def __str__(self) -> str:
        return f"{self.loan.reference}, version {self.version}"


class Instalment(models.Model):
    """One amount to repay by one date, in euros."""

    schedule = models.ForeignKey(
        Schedule, on_delete=models.PROTECT, related_name="instalments", verbose_name="échéancier"
    )
    number = models.PositiveSmallIntegerField("n°")
    due_on = models.DateField("date d’échéance")
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "échéance"
        verbose_name_plural = "échéances"
        ordering: ClassVar = ["schedule", "number"]
        indexes: ClassVar = [models.Index(fields=["due_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["schedule", "number"], name="instalment_number_unique"),
            models.CheckConstraint(name="instalment_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="instalment_number_from_one", condition=Q(number__gte=1)),
        ]
        triggers: ClassVar = [*append_only("instalment"), triggers.INSTALMENTS_SUM_UP]

    def __str__(self) -> str:
        return f"échéance {self.number} du {self.due_on:%d/%m/%Y}"
