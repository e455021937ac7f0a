"""What one person asks to post, and another one checks."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from harmonie.guards import final_columns, never_deleted

from ..enums import (
    Channel,
    EntryKind,
)
from .ledger import LedgerEntry
from .loan import Loan


class PostingRequest(models.Model):
    """Maker and checker: an entry to be. Answered once, by somebody else."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="posting_requests", verbose_name="prêt")
    kind = models.CharField("écriture", max_length=12, choices=EntryKind)
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    value_on = models.DateField("date de valeur")
    channel = models.CharField("moyen", max_length=15, choices=Channel, blank=True)
    voucher = models.CharField("n° de mandat, de titre ou de quittance", max_length=40, blank=True)
    note = models.CharField("motif", max_length=200, blank=True)
    deliberation = models.CharField("délibération", max_length=60, blank=True)
    reverses = models.ForeignKey(
        LedgerEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="contre-passe"
    )
    asked_at = models.DateTimeField("demandée le")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="demandée par"
    )
    is_approved = models.BooleanField("accordée", null=True, blank=True)
    answered_at = models.DateTimeField("répondue le", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="répondue par",
    )
    refusal = models.CharField("motif du refus", max_length=200, blank=True)

    class Meta:
        verbose_name = "saisie à contrôler"
        verbose_name_plural = "saisies à contrôler"
        ordering: ClassVar = ["id"]
        permissions: ClassVar = [("check_posting", "peut contrôler une saisie")]
        indexes: ClassVar = [models.Index(fields=["id"], condition=Q(answered_at=None), name="postingrequest_waiting")]
        constraints: ClassVar = [
            models.CheckConstraint(name="postingrequest_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="postingrequest_two_people", condition=Q(answered_by=None) | ~Q(answered_by=F("asked_by"))
            ),
            models.CheckConstraint(
                name="postingrequest_answer_is_whole",
                condition=Q(is_approved=None, answered_at=None, answered_by=None, refusal="")
                | Q(is_approved=True, answered_at__isnull=False, answered_by__isnull=False, refusal="")
                | (Q(is_approved=False, answered_at__isnull=False, answered_by__isnull=False) & ~Q(refusal="")),
            ),
        ]
        triggers: ClassVar = [
            final_columns(
                "postingrequest_stays",
                *("loan_id", "kind", "amount", "value_on", "channel", "voucher", "note", "deliberation", "reverses_id"),
                *("asked_at", "asked_by_id"),
                why="what is asked stays as it was asked",
            ),
            final_columns(
                "postingrequest_answered_once",
                *("is_approved", "answered_at", "answered_by_id", "refusal"),
                why="an answer is given once",
                unless="OLD.answered_at IS NULL",
            ),
            *never_deleted("postingrequest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.loan.reference}"
