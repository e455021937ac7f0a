"""What an external lender agreed to, and the interest that the département takes over."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harmonie.guards import TOO_MUCH, never_deleted
from harmonie.history import every_change
from harmonie.schemes.enums import InterestTiming

from .application import LoanApplication


@every_change()
class LenderLoan(models.Model):
    """The loan of an external lender, as its answer gives it. Euros, months, percent a year."""

    application = models.OneToOneField(
        LoanApplication, on_delete=models.PROTECT, related_name="lender_loan", verbose_name="demande"
    )
    amount = models.DecimalField("montant accordé", max_digits=10, decimal_places=2)
    months = models.PositiveSmallIntegerField("durée, en mois")
    annual_rate = models.DecimalField("taux annuel, en\u00a0%", max_digits=5, decimal_places=3)
    interest = models.DecimalField("intérêts", max_digits=10, decimal_places=2)
    timing = models.CharField("prise en charge", max_length=15, choices=InterestTiming)
    granted_on = models.DateField("accordé le")
    disbursed_on = models.DateField("versé le", null=True, blank=True)
    settled_on = models.DateField("soldé le", null=True, blank=True)
    was_late = models.BooleanField("retard de paiement", default=False)

    class Meta:
        verbose_name = "prêt de l’organisme prêteur"
        verbose_name_plural = "prêts de l’organisme prêteur"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="lenderloan_figures_are_figures",
                condition=Q(
                    amount__gt=0,
                    amount__lt=TOO_MUCH,
                    months__gte=1,
                    annual_rate__gte=0,
                    annual_rate__lte=99,
                    interest__gte=0,
                    interest__lt=TOO_MUCH,
                ),
            ),
            models.CheckConstraint(
                name="lenderloan_settled_after_disbursed",
                condition=Q(settled_on=None) | Q(disbursed_on__isnull=False, settled_on__gte=models.F("disbursed_on")),
            ),
        ]
        triggers: ClassVar = never_deleted("lenderloan")

    def __str__(self) -> str:
        return f"{self.application.reference}, {self.amount}"


@every_change()
class InterestSubsidy(models.Model):
    """A part of the interest that the département takes over: due on a day, then paid, or lost with its reason."""

    loan = models.ForeignKey(LenderLoan, on_delete=models.PROTECT, related_name="subsidies", verbose_name="prêt")
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    due_on = models.DateField("due le")
    paid_on = models.DateField("payée le", null=True, blank=True)
    lost_why = models.CharField("non due\u00a0: pourquoi", max_length=200, blank=True)

    class Meta:
        verbose_name = "prise en charge des intérêts"
        verbose_name_plural = "prises en charge des intérêts"
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="interestsubsidy_amount_positive", condition=Q(amount__gt=0, amount__lt=TOO_MUCH)
            ),
            models.CheckConstraint(name="interestsubsidy_paid_or_lost", condition=Q(paid_on=None) | Q(lost_why="")),
        ]
        triggers: ClassVar = never_deleted("interestsubsidy")

    def __str__(self) -> str:
        return f"{self.amount} le {self.due_on:%d/%m/%Y}"
