"""The account of a loan: rows that are only added."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value

from harmonie.guards import append_only
from harmonie.money import euros

from .. import triggers
from ..enums import Channel, EntryKind

# What came in, and what took it back: everything but the money that left.
REPAYMENTS = Q(kind=EntryKind.REPAYMENT) | Q(reverses__kind=EntryKind.REPAYMENT)


class LedgerEntry(models.Model):
    """One movement of a loan's account. `effect` is what it does to the outstanding, in euros."""

    loan = models.ForeignKey("loans.Loan", on_delete=models.PROTECT, related_name="entries", verbose_name="prêt")
    sequence = models.PositiveIntegerField("rang")
    kind = models.CharField("écriture", max_length=12, choices=EntryKind)
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    effect = models.DecimalField("effet sur le reste dû", max_digits=10, decimal_places=2)
    channel = models.CharField("moyen", max_length=15, choices=Channel, blank=True)
    voucher = models.CharField("n° de mandat, de titre ou de quittance", max_length=40, blank=True)
    note = models.CharField("motif", max_length=200, blank=True)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name="contre-passe"
    )
    value_on = models.DateField("date de valeur")
    posted_at = models.DateTimeField("enregistrée le")
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "écriture"
        verbose_name_plural = "écritures"
        ordering: ClassVar = ["loan", "sequence"]
        indexes: ClassVar = [models.Index(fields=["value_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["loan", "sequence"], name="ledgerentry_sequence_unique"),
            models.CheckConstraint(name="ledgerentry_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="ledgerentry_effect_agrees",
                condition=Q(kind=EntryKind.DISBURSEMENT, effect=F("amount"), reverses=None)
                | Q(kind=EntryKind.REPAYMENT, effect=Value(0) - F("amount"), reverses=None)
                | Q(kind=EntryKind.REVERSAL, reverses__isnull=False),
            ),
            models.CheckConstraint(
                name="ledgerentry_reversal_has_reason", condition=~Q(kind=EntryKind.REVERSAL) | ~Q(note="")
            ),
            models.CheckConstraint(
                name="ledgerentry_repayment_has_channel", condition=~Q(kind=EntryKind.REPAYMENT) | ~Q(channel="")
            ),
        ]
        triggers: ClassVar = [
            *append_only("ledgerentry"),
            triggers.LEDGER_WITHIN_BOUNDS,
            triggers.LEDGER_AGREES_WITH_LOAN,
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} de {euros(self.amount)} le {self.value_on:%d/%m/%Y}"

    @property
    def is_undone(self) -> bool:
        """One half of a pair that cancels out."""
        return self.kind == EntryKind.REVERSAL or hasattr(self, "reversed_by")

    @property
    def repaid(self) -> Decimal:
        """Euros by which it lowers what is owed; below zero for a reversal."""
        return -self.effect
