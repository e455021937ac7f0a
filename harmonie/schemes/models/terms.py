"""What was voted for a scheme, from one date to the next."""

from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from harmonie.guards import TOO_MUCH, never_emptied
from harmonie.history import every_change
from harmonie.money import euros

from .. import triggers
from ..enums import CeilingBasis, CeilingOperator, InterestTiming, Rounding
from .scheme import Scheme


class DateRange(Func):
    """`[from, to)` as PostgreSQL sees it."""

    function = "DATERANGE"
    output_field = DateRangeField()


class SchemeTermsQuerySet(models.QuerySet["SchemeTerms"]):
    def in_force(self, on: date) -> Self:
        """The terms that apply on a date: from `valid_from`, until the day before `valid_to`."""
        return self.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gt=on))


@every_change()
class SchemeTerms(models.Model):
    """What was voted, from one date to the next. Euros per month for the ceiling."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="terms", verbose_name="dispositif")
    valid_from = models.DateField("en vigueur le")
    valid_to = models.DateField("jusqu’au (exclu)", null=True, blank=True)
    amount_min = models.DecimalField("montant minimal", max_digits=10, decimal_places=2)
    amount_max = models.DecimalField("montant maximal", max_digits=10, decimal_places=2)
    months_min = models.PositiveSmallIntegerField("durée minimale, en mois")
    months_max = models.PositiveSmallIntegerField("durée maximale, en mois")
    income_ceiling = models.DecimalField("plafond de ressources", max_digits=10, decimal_places=2)
    ceiling_basis = models.CharField(
        "base du plafond", max_length=10, choices=CeilingBasis, default=CeilingBasis.PER_UNIT
    )
    ceiling_operator = models.CharField(
        "comparaison", max_length=10, choices=CeilingOperator, default=CeilingOperator.BELOW
    )
    residents_only = models.BooleanField("réservé aux habitants de la commune", default=True)
    one_live_loan = models.BooleanField("un seul prêt en cours", default=True)
    reapplication_months = models.PositiveSmallIntegerField("délai après un refus, en mois", default=0)
    small_instalment = models.DecimalField(
        "échéance à signaler en dessous de", max_digits=10, decimal_places=2, default=15
    )
    rounding = models.CharField("arrondi des échéances", max_length=5, choices=Rounding, default=Rounding.CENT)
    signature_months = models.PositiveSmallIntegerField("délai pour signer, en mois", default=3)
    # Stricter conditions, mostly an external lender's; none of them is asked unless it is set.
    remainder_min = models.DecimalField(
        "reste à vivre minimal après l’échéance, par UC", max_digits=10, decimal_places=2, null=True, blank=True
    )
    requires_earned_income = models.BooleanField("exige un revenu d’activité", default=False)
    refuses_over_indebted = models.BooleanField("refuse en cas de surendettement", default=False)
    purposes = ArrayField(
        models.CharField(max_length=12), verbose_name="objets financés (aucun\u00a0: tous)", default=list, blank=True
    )
    allows_derogation = models.BooleanField("dérogation possible", default=False)
    annual_rate = models.DecimalField(
        "taux annuel de l’organisme prêteur, en\u00a0%", max_digits=5, decimal_places=3, null=True, blank=True
    )
    interest_timing = models.CharField(
        "prise en charge des intérêts", max_length=15, choices=InterestTiming, default=InterestTiming.NONE
    )
    source = models.CharField("délibération ou source", max_length=200)

    objects = SchemeTermsQuerySet.as_manager()

    class Meta:
        verbose_name = "conditions datées"
        verbose_name_plural = "conditions datées"
        ordering: ClassVar = ["scheme", "-valid_from"]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="schemeterms_no_overlap",
                expressions=[
                    (F("scheme"), RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="D’autres conditions sont déjà en vigueur à ces dates.",
            ),
            models.CheckConstraint(
                name="schemeterms_amounts_ordered",
                condition=Q(amount_min__gt=0, amount_max__gte=F("amount_min"), income_ceiling__gt=0),
                violation_error_message="Les montants vont du plus petit au plus grand, et sont positifs.",
            ),
            models.CheckConstraint(
                name="schemeterms_months_ordered",
                condition=Q(months_min__gte=1, months_max__gte=F("months_min")),
                violation_error_message="Les durées vont de la plus courte à la plus longue.",
            ),
            models.CheckConstraint(
                name="schemeterms_figures_are_figures",
                condition=Q(
                    amount_max__lt=TOO_MUCH,
                    income_ceiling__lt=TOO_MUCH,
                    small_instalment__gte=0,
                    small_instalment__lt=TOO_MUCH,
                ),
            ),
            models.CheckConstraint(
                name="schemeterms_strictness_is_figures",
                condition=(Q(remainder_min=None) | Q(remainder_min__gte=0, remainder_min__lt=TOO_MUCH))
                & (Q(annual_rate=None) | Q(annual_rate__gte=0, annual_rate__lte=99)),
            ),
        ]
        triggers: ClassVar = [triggers.SCHEMETERMS_USED_ARE_FINAL, never_emptied("schemeterms")]

    def __str__(self) -> str:
        return f"{self.scheme} depuis le {self.valid_from:%d/%m/%Y}"

    @property
    def last_day(self) -> date | None:
        """The last day on which these terms apply; None while nothing ends them."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None

    @property
    def stricter(self) -> str:
        """What these terms ask beyond the usual, and what they allow, in a few words; "" for none of it."""
        said = (
            (
                self.remainder_min is not None,
                f"reste à vivre d’au moins {euros(self.remainder_min or Decimal(0))} par UC",
            ),
            (self.requires_earned_income, "revenu d’activité exigé"),
            (self.refuses_over_indebted, "pas de prêt en cas de surendettement"),
            (bool(self.purposes), "certains objets seulement"),
            (self.allows_derogation, "dérogation possible"),
        )
        words = ", ".join(sentence for holds, sentence in said if holds)
        return words[:1].upper() + words[1:]
