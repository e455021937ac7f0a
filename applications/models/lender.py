"""What goes to an external lender, what it agreed to, and the interest that the département takes over."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.documents.models import IssuedDocument
from harmonie.guards import TOO_MUCH, append_only, final_columns, never_deleted
from harmonie.history import every_change
from harmonie.schemes.enums import InterestTiming

from ..lender.enums import Channel, Standing
from .application import LoanApplication


class LenderFile(models.Model):
    """The complete file for the lender: asked for, then made by the task queue. Another dossier is another row."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="lender_files", verbose_name="demande"
    )
    number = models.PositiveSmallIntegerField("numéro")
    # What the dossier was: its revision and its documents (lender/checklist.py).
    fingerprint = models.CharField("état du dossier", max_length=64)
    asked_at = models.DateTimeField("demandé le")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="demandé par"
    )
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="document"
    )
    trouble = models.CharField("difficulté", max_length=200, blank=True)

    class Meta:
        verbose_name = "dossier pour l’organisme prêteur"
        verbose_name_plural = "dossiers pour l’organisme prêteur"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "number"], name="lenderfile_number_unique"),
            models.CheckConstraint(name="lenderfile_made_or_troubled", condition=Q(document=None) | Q(trouble="")),
        ]
        triggers: ClassVar = [
            final_columns(
                "lenderfile_made_is_final",
                "application_id",
                "number",
                "fingerprint",
                "document_id",
                why="a file that was made is what was made",
                unless="OLD.document_id IS NULL",
            ),
            *never_deleted("lenderfile"),
        ]

    def __str__(self) -> str:
        return f"{self.application.reference}, {self.number}"

    @property
    def is_being_made(self) -> bool:
        return self.document_id is None and not self.trouble


class LenderSending(models.Model):
    """When and how the file went to the lender, by whom. Written once."""

    application = models.OneToOneField(
        LoanApplication, on_delete=models.PROTECT, related_name="lender_sending", verbose_name="demande"
    )
    sent_on = models.DateField("envoyé le")
    channel = models.CharField("par", max_length=10, choices=Channel)
    file = models.ForeignKey(
        LenderFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dossier envoyé"
    )
    missing_why = models.CharField("envoyé sans toutes les pièces\u00a0: pourquoi", max_length=300, blank=True)
    sent_at = models.DateTimeField("noté le")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="envoyé par"
    )

    class Meta:
        verbose_name = "envoi à l’organisme prêteur"
        verbose_name_plural = "envois à l’organisme prêteur"
        ordering: ClassVar = ["id"]
        triggers: ClassVar = append_only("lendersending")

    def __str__(self) -> str:
        return f"{self.application.reference} le {self.sent_on:%d/%m/%Y}"


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


class InterestSubsidyQuerySet(models.QuerySet["InterestSubsidy"]):
    def visible_to(self, user: User) -> Self:
        """The parts that a person may follow: none for partners, none of a dossier they stepped aside from."""
        if not user.has_perm("applications.follow_interest") or user.holds(Role.PARTNER):
            return self.none()
        return self.exclude(loan__application__exclusions__user=user)

    def of_year(self, year: int) -> Self:
        """What a year's statement tells: due in the year, or paid in it."""
        return self.filter(Q(due_on__year=year) | Q(paid_on__year=year))


@every_change()
class InterestSubsidy(models.Model):
    """A part of the interest that the département takes over: due on a day, then paid, or lost with its reason."""

    loan = models.ForeignKey(LenderLoan, on_delete=models.PROTECT, related_name="subsidies", verbose_name="prêt")
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    due_on = models.DateField("due le")
    paid_on = models.DateField("payée le", null=True, blank=True)
    lost_why = models.CharField("non due\u00a0: pourquoi", max_length=200, blank=True)

    objects = InterestSubsidyQuerySet.as_manager()

    class Meta:
        verbose_name = "prise en charge des intérêts"
        verbose_name_plural = "prises en charge des intérêts"
        ordering: ClassVar = ["due_on", "id"]
        permissions: ClassVar = [("follow_interest", "peut suivre les intérêts pris en charge")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="interestsubsidy_amount_positive", condition=Q(amount__gt=0, amount__lt=TOO_MUCH)
            ),
            models.CheckConstraint(name="interestsubsidy_paid_or_lost", condition=Q(paid_on=None) | Q(lost_why="")),
        ]
        triggers: ClassVar = never_deleted("interestsubsidy")

    def __str__(self) -> str:
        return f"{self.amount} le {self.due_on:%d/%m/%Y}"

    def standing(self, on: date) -> Standing:
        """Where this part stands on a day."""
        if self.lost_why:
            return Standing.LOST
        if self.paid_on:
            return Standing.PAID
        return Standing.DUE if self.due_on <= on else Standing.AHEAD
