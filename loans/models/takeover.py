"""An old portfolio, taken over."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.guards import append_only

from .loan import Loan


class PortfolioImport(models.Model):
    """A spreadsheet of running loans: checked dry as often as needed, then taken over whole, once."""

    name = models.CharField("nom du fichier", max_length=120)
    content = models.BinaryField("contenu")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    control_total = models.DecimalField("reste dû annoncé, au total", max_digits=10, decimal_places=2)
    rows = models.PositiveIntegerField("lignes", default=0)
    errors = models.JSONField("erreurs", default=list)
    checked_at = models.DateTimeField("vérifié le")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="vérifié par"
    )
    started_at = models.DateTimeField("reprise commencée le", null=True, blank=True)
    taken_over_at = models.DateTimeField("repris le", null=True, blank=True)

    class Meta:
        verbose_name = "reprise de portefeuille"
        verbose_name_plural = "reprises de portefeuille"
        ordering: ClassVar = ["-id"]
        permissions: ClassVar = [("take_over_portfolio", "peut reprendre un portefeuille")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(taken_over_at__isnull=False), name="portfolioimport_taken_over_once"
            ),
            models.CheckConstraint(
                name="portfolioimport_without_errors", condition=Q(taken_over_at=None) | Q(errors=[], rows__gt=0)
            ),
            models.CheckConstraint(name="portfolioimport_total_not_negative", condition=Q(control_total__gte=0)),
        ]

    def __str__(self) -> str:
        return self.name


class TakenOverLoan(models.Model):
    """A loan that was running before Harmonie, and where it comes from."""

    loan = models.OneToOneField(Loan, on_delete=models.PROTECT, related_name="taken_over", verbose_name="prêt")
    portfolio = models.ForeignKey(
        PortfolioImport, on_delete=models.PROTECT, related_name="loans", verbose_name="reprise"
    )
    former_reference = models.CharField("ancienne référence", max_length=60)

    class Meta:
        verbose_name = "prêt repris"
        verbose_name_plural = "prêts repris"
        triggers: ClassVar = append_only("takenoverloan")

    def __str__(self) -> str:
        return self.former_reference
