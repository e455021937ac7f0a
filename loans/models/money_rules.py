"""What the town decides about money, from a date on."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from harmonie.guards import never_emptied
from harmonie.history import every_change

from .. import triggers


class MoneyRulesQuerySet(models.QuerySet["MoneyRules"]):
    def in_force(self, on: date) -> "MoneyRules":
        """The rules of a day; before the first ones, the first ones."""
        latest = self.filter(valid_from__lte=on).order_by("-valid_from").first()
        return latest or self.order_by("valid_from")[:1].get()


@every_change()
class MoneyRules(models.Model):
    """Dated settings: who checks what, the ladder of reminders, the accounts. Days are calendar days."""

    valid_from = models.DateField("en vigueur le", unique=True)
    source = models.CharField("décision", max_length=200)
    checks_disbursements = models.BooleanField("un versement se contrôle à deux", default=False)
    checks_reversals = models.BooleanField("une contre-passation se contrôle à deux", default=False)
    checks_refunds = models.BooleanField("une restitution se contrôle à deux", default=False)
    checks_relief = models.BooleanField("une remise gracieuse se contrôle à deux", default=False)
    checks_write_offs = models.BooleanField("une admission en non-valeur se contrôle à deux", default=False)
    checks_amendments = models.BooleanField("un avenant se contrôle à deux", default=False)
    cap_binds_rescheduling = models.BooleanField("la durée maximale vaut aussi pour un rééchelonnement", default=True)
    deferrals_allowed = models.PositiveSmallIntegerField("échéances que l’on peut reporter", default=2)
    first_reminder_days = models.PositiveSmallIntegerField("première relance, jours de retard", default=8)
    second_reminder_days = models.PositiveSmallIntegerField("deuxième relance, jours de retard", default=30)
    formal_notice_days = models.PositiveSmallIntegerField("mise en demeure, jours de retard", default=60)
    withdrawal_days = models.PositiveSmallIntegerField("droit de rétractation, en jours", default=0)
    keeps_funds_until_withdrawal = models.BooleanField("fonds versés après la rétractation", default=False)
    chapter = models.CharField("chapitre", max_length=10, default="27")
    account = models.CharField("compte des prêts", max_length=10, default="2743")
    function = models.CharField("fonction", max_length=10, blank=True)
    collects_by_debit = models.BooleanField("la régie prélève les échéances", default=False)
    creditor_name = models.CharField("créancier", max_length=70, blank=True)
    creditor_identifier = models.CharField("identifiant créancier SEPA", max_length=35, blank=True)
    creditor_iban = models.CharField("IBAN du créancier", max_length=34, blank=True)
    creditor_bic = models.CharField("identifiant de banque du créancier (BIC)", max_length=11, blank=True)
    recorded_at = models.DateTimeField("enregistré le", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="enregistré par",
    )

    objects = MoneyRulesQuerySet.as_manager()

    class Meta:
        verbose_name = "règles financières"
        verbose_name_plural = "règles financières"
        ordering: ClassVar = ["-valid_from"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="moneyrules_ladder_climbs",
                condition=Q(
                    second_reminder_days__gt=F("first_reminder_days"), formal_notice_days__gt=F("second_reminder_days")
                ),
                violation_error_message="Chaque relance vient après la précédente.",
            ),
            models.CheckConstraint(
                name="moneyrules_debit_has_creditor",
                condition=Q(collects_by_debit=False)
                | (~Q(creditor_name="") & ~Q(creditor_identifier="") & ~Q(creditor_iban="")),
                violation_error_message="Pour prélever, indiquez le créancier, son identifiant et son IBAN.",
            ),
        ]
        triggers: ClassVar = [triggers.MONEYRULES_PAST_IS_FINAL, never_emptied("moneyrules")]

    def __str__(self) -> str:
        return f"règles financières du {self.valid_from:%d/%m/%Y}"
