"""What the local règlement intérieur says of the commission, from a date on."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from harmonie.guards import TOO_MUCH, never_emptied
from harmonie.history import every_change

from .. import triggers
from ..enums import QuorumShare


class StandingRulesQuerySet(models.QuerySet["StandingRules"]):
    def in_force(self, on: date) -> "StandingRules":
        """The rules of a day; before the first ones, the first ones."""
        latest = self.filter(valid_from__lte=on).order_by("-valid_from").first()
        return latest or self.order_by("valid_from")[:1].get()


@every_change()
class StandingRules(models.Model):
    """The rules of a meeting (CASF R123-16 to R123-23 where the town says nothing else). Days are calendar days."""

    valid_from = models.DateField("en vigueur le", unique=True)
    source = models.CharField("délibération", max_length=200)
    notice_days = models.PositiveSmallIntegerField("délai de convocation, en jours", default=3)
    cutoff_days = models.PositiveSmallIntegerField("délai d’inscription d’un dossier, en jours", default=7)
    quorum_share = models.CharField("quorum", max_length=10, choices=QuorumShare, default=QuorumShare.MAJORITY)
    recused_count_for_quorum = models.BooleanField("un membre en déport compte pour le quorum", default=False)
    second_without_quorum = models.BooleanField("une seconde convocation vaut sans quorum", default=True)
    allows_proxies = models.BooleanField("un membre absent peut donner pouvoir", default=True)
    has_casting_vote = models.BooleanField("la voix de la présidence départage", default=True)
    secret_ballot_share = models.PositiveSmallIntegerField(
        "part des présents qui obtient le scrutin secret (3 pour un tiers)",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    urgent_cap = models.DecimalField(
        "plafond de la délégation d’urgence", max_digits=10, decimal_places=2, null=True, blank=True
    )
    urgent_delegation = models.CharField("délibération de délégation", max_length=200, blank=True)
    vice_president_decides_urgently = models.BooleanField(
        "la vice-présidence décide en urgence, par délégation", default=False
    )
    withdrawal_months = models.PositiveSmallIntegerField("délai de retrait d’une décision, en mois", default=4)
    recorded_at = models.DateTimeField("enregistré le", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="enregistré par",
    )

    objects = StandingRulesQuerySet.as_manager()

    class Meta:
        verbose_name = "règlement de la commission"
        verbose_name_plural = "règlements de la commission"
        ordering: ClassVar = ["-valid_from"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="standingrules_delegation_is_whole",
                condition=Q(urgent_cap=None, urgent_delegation="", vice_president_decides_urgently=False)
                | (Q(urgent_cap__isnull=False, urgent_cap__gt=0, urgent_cap__lt=TOO_MUCH) & ~Q(urgent_delegation="")),
                violation_error_message="Une délégation a un plafond et une délibération.",
            ),
            models.CheckConstraint(name="standingrules_secret_share_positive", condition=Q(secret_ballot_share__gte=1)),
        ]
        triggers: ClassVar = [triggers.STANDINGRULES_USED_ARE_FINAL, never_emptied("standingrules")]

    def __str__(self) -> str:
        return f"règlement en vigueur le {self.valid_from:%d/%m/%Y}"
