"""Files of payments. A line becomes one entry at most, whatever file it comes in."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.guards import final_columns, never_deleted, never_emptied
from harmonie.history import every_change

from .. import triggers
from ..enums import (
    FileFormat,
    FileState,
    LineState,
)
from .ledger import LedgerEntry
from .loan import Loan


class ColumnMapping(models.Model):
    """Which column means what, remembered for the next file with the same headings."""

    headings = models.CharField("empreinte des en-têtes", max_length=64, unique=True)
    columns = models.JSONField("colonnes")
    saved_at = models.DateTimeField("enregistré le")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="enregistré par"
    )

    class Meta:
        verbose_name = "correspondance de colonnes"
        verbose_name_plural = "correspondances de colonnes"

    def __str__(self) -> str:
        return self.headings[:12]


@every_change(exclude=["content", "left_out"])
class PaymentFile(models.Model):
    """A file as it was received; the same bytes are the same file."""

    name = models.CharField("nom du fichier", max_length=120)
    format = models.CharField("format", max_length=10, choices=FileFormat)
    content = models.BinaryField("contenu")
    sha256 = models.CharField("empreinte SHA-256", max_length=64, unique=True)
    state = models.CharField("état", max_length=10, choices=FileState, default=FileState.READING)
    lines_total = models.PositiveIntegerField("lignes", default=0)
    lines_done = models.PositiveIntegerField("lignes traitées", default=0)
    trouble = models.CharField("difficulté", max_length=200, blank=True)
    received_at = models.DateTimeField("reçu le")
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="reçu par"
    )
    posted_at = models.DateTimeField("enregistré le", null=True, blank=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="enregistré par",
    )
    # What was read and is no payment, or could not be read: its place, its text, why.
    left_out = models.JSONField("lignes non retenues", default=list, blank=True)

    class Meta:
        verbose_name = "fichier de paiements"
        verbose_name_plural = "fichiers de paiements"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="paymentfile_posted_says_when",
                condition=Q(state=FileState.POSTED, posted_at__isnull=False)
                | (~Q(state=FileState.POSTED) & Q(posted_at=None)),
            ),
        ]
        triggers: ClassVar = [
            final_columns(
                "paymentfile_stays", "name", "format", "content", "sha256", why="a file is what was received"
            ),
            *never_deleted("paymentfile"),
        ]

    def __str__(self) -> str:
        return self.name


class FileWork(models.Model):
    """How far the task at work on a file is. Written beside its transaction, so that others see it move."""

    file = models.OneToOneField(PaymentFile, on_delete=models.PROTECT, related_name="work", verbose_name="fichier")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="demandé par"
    )
    done = models.PositiveIntegerField("fait", default=0)
    total = models.PositiveIntegerField("en tout", default=0)
    beat_at = models.DateTimeField("dernier signe de vie")

    class Meta:
        verbose_name = "traitement d’un fichier"
        verbose_name_plural = "traitements des fichiers"

    def __str__(self) -> str:
        return f"{self.file}, {self.done} sur {self.total}"


class PaymentLine(models.Model):
    """One payment of a file, and the loan it is for. `fingerprint` knows it again in another file."""

    file = models.ForeignKey(PaymentFile, on_delete=models.PROTECT, related_name="lines", verbose_name="fichier")
    number = models.PositiveIntegerField("ligne")
    fingerprint = models.CharField("empreinte", max_length=64)
    booked_on = models.DateField("date")
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    payer = models.CharField("payeur", max_length=140, blank=True)
    payer_account = models.CharField("compte du payeur", max_length=34, blank=True)
    wording = models.CharField("libellé", max_length=300, blank=True)
    bank_reference = models.CharField("référence bancaire", max_length=60, blank=True)
    state = models.CharField("état", max_length=10, choices=LineState, default=LineState.UNMATCHED)
    loan = models.ForeignKey(
        Loan, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="prêt"
    )
    confidence = models.PositiveSmallIntegerField("confiance, sur 100", default=0)
    why = models.CharField("raison du rapprochement", max_length=200, blank=True)
    keeps_surplus = models.BooleanField("garder le trop-perçu", default=False)
    trouble = models.CharField("refus à l’enregistrement", max_length=300, blank=True)
    entry = models.OneToOneField(
        LedgerEntry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="payment_line",
        verbose_name="écriture",
    )

    class Meta:
        verbose_name = "ligne de paiement"
        verbose_name_plural = "lignes de paiement"
        ordering: ClassVar = ["file", "number"]
        indexes: ClassVar = [
            models.Index(fields=["state", "id"]),
            models.Index(fields=["fingerprint"]),
            models.Index(fields=["loan", "state"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number"], name="paymentline_number_unique"),
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=~Q(state__in=[LineState.DUPLICATE, LineState.DROPPED]),
                name="paymentline_once_across_files",
            ),
            models.CheckConstraint(name="paymentline_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="paymentline_posted_has_entry",
                condition=Q(state=LineState.POSTED, entry__isnull=False, loan__isnull=False)
                | (~Q(state=LineState.POSTED) & Q(entry=None)),
            ),
        ]
        triggers: ClassVar = [triggers.PAYMENTLINE_STAYS, never_emptied("paymentline")]

    def __str__(self) -> str:
        return f"ligne {self.number}, {self.file}"
