"""The books: slips, closed months, direct debits."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.documents.models import IssuedDocument
from harmonie.guards import append_only, final_columns, never_deleted
from harmonie.history import every_change

from .. import triggers
from ..enums import (
    SlipKind,
)
from .ledger import LedgerEntry
from .loan import Loan


class Slip(models.Model):
    """A numbered slip of payment orders or revenue orders, without gaps in its year."""

    kind = models.CharField("bordereau", max_length=20, choices=SlipKind)
    year = models.PositiveSmallIntegerField("exercice")
    number = models.PositiveIntegerField("n°")
    drawn_up_at = models.DateTimeField("établi le")
    drawn_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="établi par"
    )
    sent_on = models.DateField("transmis le", null=True, blank=True)
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="document"
    )

    class Meta:
        verbose_name = "bordereau"
        verbose_name_plural = "bordereaux"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="slip_number_unique"),
        ]
        triggers: ClassVar = [
            final_columns(
                "slip_stays", "kind", "year", "number", "drawn_up_at", "drawn_up_by_id", why="a slip keeps its number"
            ),
            final_columns("slip_sent_once", "sent_on", why="a slip that left has left", unless="OLD.sent_on IS NULL"),
            *never_deleted("slip"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}-{self.number}"


class SlipLine(models.Model):
    """One entry on one slip."""

    slip = models.ForeignKey(Slip, on_delete=models.PROTECT, related_name="lines", verbose_name="bordereau")
    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, related_name="slip_line", verbose_name="écriture"
    )

    class Meta:
        verbose_name = "ligne de bordereau"
        verbose_name_plural = "lignes de bordereau"
        ordering: ClassVar = ["id"]
        triggers: ClassVar = append_only("slipline")

    def __str__(self) -> str:
        return f"{self.slip}, {self.entry}"


class ClosedMonth(models.Model):
    """A month of the cash office that is over: no row is dated in it, or before it, any more."""

    first_day = models.DateField("mois", unique=True)
    cash_total = models.DecimalField("espèces, au total", max_digits=10, decimal_places=2, default=0)
    closed_at = models.DateTimeField("clos le")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="clos par"
    )
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="état mensuel"
    )

    class Meta:
        verbose_name = "mois clos"
        verbose_name_plural = "mois clos"
        ordering: ClassVar = ["-first_day"]
        permissions: ClassVar = [("close_month", "peut clore un mois de régie")]
        constraints: ClassVar = [
            models.CheckConstraint(name="closedmonth_is_a_first_day", condition=Q(first_day__day=1)),
            models.CheckConstraint(name="closedmonth_cash_not_negative", condition=Q(cash_total__gte=0)),
        ]
        triggers: ClassVar = [*append_only("closedmonth"), triggers.CLOSEDMONTH_TAKES_ITS_TURN]

    def __str__(self) -> str:
        return f"{self.first_day:%m/%Y}"


@every_change()
class DebitMandate(models.Model):
    """The borrower's mandate for direct debits (SEPA CORE)."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="debit_mandates", verbose_name="prêt")
    reference = models.CharField("référence unique de mandat", max_length=35, unique=True)
    iban = models.CharField("IBAN", max_length=34)
    bic = models.CharField("identifiant de la banque (BIC)", max_length=11, blank=True)
    holder = models.CharField("titulaire", max_length=70)
    signed_on = models.DateField("signé le")
    ended_on = models.DateField("révoqué le", null=True, blank=True)

    class Meta:
        verbose_name = "mandat de prélèvement"
        verbose_name_plural = "mandats de prélèvement"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["loan"], condition=Q(ended_on=None), name="debitmandate_one_per_loan"),
        ]
        triggers: ClassVar = never_deleted("debitmandate")

    def __str__(self) -> str:
        return self.reference


class DebitRun(models.Model):
    """One file of direct debits, as it was made."""

    collect_on = models.DateField("prélèvement le", unique=True)
    content = models.BinaryField("fichier pain.008")
    total = models.DecimalField("total", max_digits=10, decimal_places=2)
    made_at = models.DateTimeField("établi le")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="établi par"
    )

    class Meta:
        verbose_name = "fichier de prélèvements"
        verbose_name_plural = "fichiers de prélèvements"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.CheckConstraint(name="debitrun_total_positive", condition=Q(total__gt=0))]
        triggers: ClassVar = append_only("debitrun")

    def __str__(self) -> str:
        return f"prélèvements du {self.collect_on:%d/%m/%Y}"


class DebitLine(models.Model):
    """One borrower's amount in one file of direct debits."""

    run = models.ForeignKey(DebitRun, on_delete=models.PROTECT, related_name="lines", verbose_name="fichier")
    mandate = models.ForeignKey(DebitMandate, on_delete=models.PROTECT, related_name="+", verbose_name="mandat")
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    is_first = models.BooleanField("premier prélèvement du mandat")

    class Meta:
        verbose_name = "prélèvement"
        verbose_name_plural = "prélèvements"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "mandate"], name="debitline_once_per_run"),
            models.CheckConstraint(name="debitline_amount_positive", condition=Q(amount__gt=0)),
        ]
        triggers: ClassVar = append_only("debitline")

    def __str__(self) -> str:
        return f"{self.mandate}, {self.amount}"


class DebitOutcome(models.Model):
    """What became of one direct debit: the entry it was posted as, or none when the bank gave it back."""

    line = models.OneToOneField(DebitLine, on_delete=models.PROTECT, related_name="outcome", verbose_name="prélèvement")
    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="écriture"
    )
    noted_at = models.DateTimeField("noté le")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="noté par"
    )

    class Meta:
        verbose_name = "suite d’un prélèvement"
        verbose_name_plural = "suites de prélèvements"
        ordering: ClassVar = ["id"]
        triggers: ClassVar = append_only("debitoutcome")

    def __str__(self) -> str:
        return f"{self.line}, {'encaissé' if self.entry_id else 'rejeté'}"
