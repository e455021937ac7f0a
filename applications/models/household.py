"""Those who live with the person, and their month in euros."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harmonie.guards import TOO_MUCH
from harmonie.history import every_change
from harmonie.money import euros

from ..enums import (
    EARNED,
    ExpenseKind,
    IncomeKind,
    Kinship,
)
from .application import LoanApplication


@every_change()
class HouseholdMember(models.Model):
    """Somebody who lives with the applicant."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="members", verbose_name="demande"
    )
    first_name = models.CharField("prénom", max_length=60)
    birth_date = models.DateField("date de naissance")
    kinship = models.CharField("lien", max_length=10, choices=Kinship)

    class Meta:
        verbose_name = "membre du foyer"
        verbose_name_plural = "membres du foyer"
        ordering: ClassVar = ["birth_date", "id"]

    def __str__(self) -> str:
        return self.first_name


@every_change()
class IncomeLine(models.Model):
    """One resource of the household, in euros a month."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="incomes", verbose_name="demande"
    )
    kind = models.CharField("ressource", max_length=20, choices=IncomeKind)
    label = models.CharField("précision", max_length=80, blank=True)
    amount = models.DecimalField("montant par mois", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "ressource"
        verbose_name_plural = "ressources"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="incomeline_amount_positive", condition=Q(amount__gt=0, amount__lt=TOO_MUCH))
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {euros(self.amount)}"

    @property
    def is_earned(self) -> bool:
        return self.kind in EARNED


@every_change()
class ExpenseLine(models.Model):
    """One charge of the household, in euros a month."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="expenses", verbose_name="demande"
    )
    kind = models.CharField("charge", max_length=20, choices=ExpenseKind)
    label = models.CharField("précision", max_length=80, blank=True)
    amount = models.DecimalField("montant par mois", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "charge"
        verbose_name_plural = "charges"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="expenseline_amount_positive", condition=Q(amount__gt=0, amount__lt=TOO_MUCH))
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {euros(self.amount)}"
