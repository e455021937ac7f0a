"""Those who live with the person, what comes in and what goes out, in euros."""

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Round

from harmonie.guards import TOO_MUCH
from harmonie.history import every_change
from harmonie.money import euros

from ..enums import EARNED, Earned, ExpenseKind, Frequency, IncomeKind, Kinship
from .applicant import Folded
from .application import LoanApplication


def a_month() -> Case:
    """The amount of a line as it weighs on one month, to the cent: 52 weeks, 4 quarters, 12 months a year."""
    stated = models.F("amount")
    per_year = {Frequency.WEEKLY: stated * 52, Frequency.QUARTERLY: stated * 4, Frequency.YEARLY: stated}
    cases = [When(frequency=word, then=Round(amount / Decimal(12), precision=2)) for word, amount in per_year.items()]
    return Case(*cases, default=stated, output_field=models.DecimalField(max_digits=10, decimal_places=2))


@every_change()
class HouseholdMember(models.Model):
    """Somebody who lives with the applicant."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="members", verbose_name="demande"
    )
    first_name = models.CharField("prénom", max_length=60)
    birth_date = models.DateField("date de naissance")
    kinship = models.CharField("lien", max_length=10, choices=Kinship)
    is_co_applicant = models.BooleanField("demande avec la personne", default=False)
    last_name = models.CharField("nom", max_length=60, blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    email = models.EmailField("adresse électronique", blank=True)

    class Meta:
        verbose_name = "membre du foyer"
        verbose_name_plural = "membres du foyer"
        ordering: ClassVar = ["birth_date", "id"]
        indexes: ClassVar = [
            GinIndex(
                OpClass(Folded("last_name", "first_name"), name="gin_trgm_ops"),
                condition=Q(is_co_applicant=True),
                name="co_applicant_search",
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(is_co_applicant=True),
                name="householdmember_one_co_applicant",
                violation_error_message="Une seule personne peut demander avec le demandeur.",
            ),
            models.CheckConstraint(
                name="householdmember_co_applicant_named",
                condition=Q(is_co_applicant=False) | ~Q(last_name=""),
                violation_error_message="Indiquez le nom de la personne qui demande avec le demandeur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@every_change(exclude=["monthly"])
class IncomeLine(models.Model):
    """One resource of the household: euros as stated, and what they make a month."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="incomes", verbose_name="demande"
    )
    kind = models.CharField("ressource", max_length=20, choices=IncomeKind)
    label = models.CharField("précision", max_length=80, blank=True)
    earner = models.CharField("perçue par", max_length=60, blank=True)
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    frequency = models.CharField("périodicité", max_length=10, choices=Frequency, default=Frequency.MONTHLY)
    earned = models.CharField("revenu d’activité", max_length=3, choices=Earned, default=Earned.BY_KIND, blank=True)
    monthly = models.GeneratedField(
        expression=a_month(), output_field=models.DecimalField(max_digits=10, decimal_places=2), db_persist=True
    )

    class Meta:
        verbose_name = "ressource"
        verbose_name_plural = "ressources"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="incomeline_amount_positive", condition=Q(amount__gt=0, amount__lt=TOO_MUCH))
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {euros(self.amount)} {self.get_frequency_display()}"

    @property
    def is_earned(self) -> bool:
        """Whether it counts towards the ceiling: by its kind, unless the line says otherwise."""
        return self.earned == Earned.YES or (self.earned == Earned.BY_KIND and self.kind in EARNED)


@every_change(exclude=["monthly"])
class ExpenseLine(models.Model):
    """One charge of the household: euros as stated, and what they make a month."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="expenses", verbose_name="demande"
    )
    kind = models.CharField("charge", max_length=20, choices=ExpenseKind)
    label = models.CharField("précision", max_length=80, blank=True)
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    frequency = models.CharField("périodicité", max_length=10, choices=Frequency, default=Frequency.MONTHLY)
    monthly = models.GeneratedField(
        expression=a_month(), output_field=models.DecimalField(max_digits=10, decimal_places=2), db_persist=True
    )

    class Meta:
        verbose_name = "charge"
        verbose_name_plural = "charges"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="expenseline_amount_positive", condition=Q(amount__gt=0, amount__lt=TOO_MUCH))
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {euros(self.amount)} {self.get_frequency_display()}"


@every_change()
class Debt(models.Model):
    """What the household owes somebody, in euros; the instalment weighs on each month."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="debts", verbose_name="demande"
    )
    creditor = models.CharField("créancier", max_length=120)
    balance = models.DecimalField("reste dû", max_digits=10, decimal_places=2)
    instalment = models.DecimalField("mensualité", max_digits=10, decimal_places=2)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    in_plan = models.BooleanField("dans le plan de surendettement", default=False)

    class Meta:
        verbose_name = "dette"
        verbose_name_plural = "dettes"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="debt_balance_positive", condition=Q(balance__gt=0, balance__lt=TOO_MUCH)),
            models.CheckConstraint(
                name="debt_instalment_not_negative", condition=Q(instalment__gte=0, instalment__lt=TOO_MUCH)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.creditor}, {euros(self.balance)}"
