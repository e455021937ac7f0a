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

DISBURSEMENTS = Q(kind=EntryKind.DISBURSEMENT) | Q(reverses__kind=EntryKind.DISBURSEMENT)
# What lowers the debt, and what takes that back: everything but the money that left.
LOWERING = ~Q(kind=EntryKind.DISBURSEMENT) & (Q(reverses=None) | ~Q(reverses__kind=EntryKind.DISBURSEMENT))


class LedgerEntry(models.Model):
    """One movement of a loan's account. `effect` is what it does to the outstanding, in euros."""

    loan = models.ForeignKey("loans.Loan", on_delete=models.PROTECT, related_name="entries", verbose_name="prêt")
    sequence = models.PositiveIntegerField("rang")
    kind = models.CharField("écriture", max_length=12, choices=EntryKind)
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    effect = models.DecimalField("effet sur le reste dû", max_digits=10, decimal_places=2)
    # Two balances beside the outstanding: what the CCAS owes back, and what is written off but still due.
    surplus = models.DecimalField("effet sur le trop-perçu", max_digits=10, decimal_places=2, default=Decimal(0))
    lost = models.DecimalField("effet sur les non-valeurs", max_digits=10, decimal_places=2, default=Decimal(0))
    channel = models.CharField("moyen", max_length=15, choices=Channel, blank=True)
    voucher = models.CharField("n° de mandat, de titre ou de quittance", max_length=40, blank=True)
    note = models.CharField("motif", max_length=200, blank=True)
    deliberation = models.CharField("délibération", max_length=60, blank=True)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name="contre-passe"
    )
    value_on = models.DateField("date de valeur")
    posted_at = models.DateTimeField("enregistrée le")
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    request = models.OneToOneField(
        "loans.PostingRequest",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entry",
        verbose_name="saisie contrôlée",
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="contrôlée par",
    )
    # Written by the database, over this row and the one before it: `verify_ledger` computes it again.
    chain = models.CharField("empreinte chaînée", max_length=64, blank=True)

    class Meta:
        verbose_name = "écriture"
        verbose_name_plural = "écritures"
        ordering: ClassVar = ["loan", "sequence"]
        indexes: ClassVar = [
            models.Index(fields=["value_on"]),
            # The few rows that brought in more than was owed.
            models.Index(fields=["loan"], condition=Q(surplus__gt=0), name="ledgerentry_surplus"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["loan", "sequence"], name="ledgerentry_sequence_unique"),
            models.CheckConstraint(name="ledgerentry_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="ledgerentry_effect_agrees",
                condition=Q(kind=EntryKind.DISBURSEMENT, effect=F("amount"), surplus=0, lost=0, reverses=None)
                | Q(
                    kind=EntryKind.REPAYMENT,
                    effect=F("surplus") - F("amount"),
                    surplus__gte=0,
                    surplus__lte=F("amount"),
                    lost=0,
                    reverses=None,
                )
                | Q(kind=EntryKind.REFUND, effect=0, surplus=Value(0) - F("amount"), lost=0, reverses=None)
                | Q(kind=EntryKind.RELIEF, effect=Value(0) - F("amount"), surplus=0, lost=0, reverses=None)
                | Q(kind=EntryKind.WRITE_OFF, effect=Value(0) - F("amount"), surplus=0, lost=F("amount"), reverses=None)
                | Q(kind=EntryKind.RECOVERY, effect=0, surplus=0, lost=Value(0) - F("amount"), reverses=None)
                | Q(kind=EntryKind.REVERSAL, reverses__isnull=False),
            ),
            models.CheckConstraint(
                name="ledgerentry_relief_has_deliberation",
                condition=~Q(kind__in=[EntryKind.RELIEF, EntryKind.WRITE_OFF]) | ~Q(deliberation=""),
                violation_error_message="Une remise gracieuse ou une admission en non-valeur porte sa délibération.",
            ),
            models.CheckConstraint(
                name="ledgerentry_checked_by_another",
                condition=Q(request=None, checked_by=None)
                | (Q(request__isnull=False, checked_by__isnull=False) & ~Q(checked_by=F("posted_by"))),
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
            triggers.LEDGER_CHAINED,
            triggers.LEDGER_CHECKED,
            triggers.LEDGER_MONTH_OPEN,
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
