"""The money of a scheme and a fiscal year: what was voted, what is engaged."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from harmonie.guards import TOO_MUCH, append_only, never_deleted
from harmonie.history import every_change
from harmonie.money import euros

from .. import triggers
from ..enums import MovementKind, VoteKind
from .scheme import Scheme


@every_change()
class BudgetEnvelope(models.Model):
    """The money a scheme may engage in one fiscal year, in euros.

    Two sums that triggers keep: `allocated` of the votes, `engaged` of the movements. What a row is inserted with
    becomes its first vote.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="envelopes", verbose_name="dispositif")
    year = models.PositiveSmallIntegerField("exercice")
    allocated = models.DecimalField("alloué", max_digits=10, decimal_places=2)
    engaged = models.DecimalField("engagé", max_digits=10, decimal_places=2, default=0, editable=False)

    class Meta:
        verbose_name = "enveloppe"
        verbose_name_plural = "enveloppes"
        ordering: ClassVar = ["-year", "scheme"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "year"], name="budgetenvelope_one_a_year"),
            models.CheckConstraint(
                name="budgetenvelope_not_over_engaged",
                condition=Q(engaged__lte=F("allocated"), engaged__gte=0),
                violation_error_message="L’enveloppe ne suffit pas.",
            ),
            models.CheckConstraint(
                name="budgetenvelope_allocated_positive", condition=Q(allocated__gte=0, allocated__lt=TOO_MUCH)
            ),
        ]
        triggers: ClassVar = [
            triggers.BUDGETENVELOPE_ALLOCATED_BY_VOTES,
            triggers.BUDGETENVELOPE_OPENS_WITH_A_VOTE,
            triggers.BUDGETENVELOPE_ENGAGED_BY_MOVEMENTS,
            triggers.BUDGETENVELOPE_STAYS,
            *never_deleted("budgetenvelope"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}, exercice {self.year}"

    @property
    def available(self) -> Decimal:
        """Euros that can still be granted."""
        return self.allocated - self.engaged


class EnvelopeVote(models.Model):
    """Money given to an envelope, or taken from it: voted, carried over, or come back. Rows are only added. Euros."""

    envelope = models.ForeignKey(
        BudgetEnvelope, on_delete=models.PROTECT, related_name="votes", verbose_name="enveloppe"
    )
    kind = models.CharField("nature", max_length=13, choices=VoteKind)
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    deliberation = models.CharField("délibération", max_length=200, blank=True)
    carries = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_by", verbose_name="report de"
    )
    voted_on = models.DateField("voté le")
    recorded_at = models.DateTimeField("enregistré le")
    # Nobody: an envelope that was opened before its votes were kept.
    recorded_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "vote d’enveloppe"
        verbose_name_plural = "votes d’enveloppe"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["envelope"], condition=Q(kind=VoteKind.INITIAL), name="envelopevote_one_initial"
            ),
            models.CheckConstraint(
                name="envelopevote_sign_follows_kind",
                condition=Q(amount__gt=-TOO_MUCH, amount__lt=TOO_MUCH)
                & (
                    Q(kind=VoteKind.INITIAL, amount__gte=0)
                    | Q(kind=VoteKind.CARRIED_IN, amount__gt=0)
                    | Q(kind=VoteKind.CARRIED_OUT, amount__lt=0)
                    | (Q(kind__in=[VoteKind.SUPPLEMENTARY, VoteKind.REFILL]) & ~Q(amount=0))
                ),
            ),
            models.CheckConstraint(
                name="envelopevote_supplement_names_deliberation",
                condition=~Q(kind=VoteKind.SUPPLEMENTARY) | ~Q(deliberation=""),
                violation_error_message="Une décision modificative porte sa délibération.",
            ),
            models.CheckConstraint(
                name="envelopevote_carried_in_names_origin",
                condition=Q(kind=VoteKind.CARRIED_IN, carries__isnull=False)
                | (~Q(kind=VoteKind.CARRIED_IN) & Q(carries=None)),
            ),
        ]
        triggers: ClassVar = [
            *append_only("envelopevote"),
            triggers.ENVELOPEVOTE_CARRY_MATCHES,
            triggers.ENVELOPEVOTE_CARRY_ARRIVES,
            triggers.ENVELOPEVOTE_MOVES_ENVELOPE,
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} de {euros(self.amount)}"


class BudgetMovement(models.Model):
    """Money engaged for a case, or given back. Rows are only added."""

    envelope = models.ForeignKey(
        BudgetEnvelope, on_delete=models.PROTECT, related_name="movements", verbose_name="enveloppe"
    )
    kind = models.CharField("nature", max_length=12, choices=MovementKind)
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    reference = models.CharField("dossier", max_length=40)
    releases = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="release",
        verbose_name="engagement dégagé",
    )
    moved_at = models.DateTimeField("le")
    moved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name="par")

    class Meta:
        verbose_name = "mouvement d’enveloppe"
        verbose_name_plural = "mouvements d’enveloppe"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="budgetmovement_amount_positive", condition=Q(amount__gt=0, amount__lt=TOO_MUCH)
            ),
            models.CheckConstraint(
                name="budgetmovement_release_names_commitment",
                condition=Q(kind=MovementKind.COMMITMENT, releases=None)
                | Q(kind=MovementKind.RELEASE, releases__isnull=False),
            ),
        ]
        triggers: ClassVar = [
            *append_only("budgetmovement"),
            triggers.BUDGETMOVEMENT_RELEASE_MATCHES,
            triggers.BUDGETMOVEMENT_MOVES_ENVELOPE,
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} de {euros(self.amount)} pour {self.reference}"
