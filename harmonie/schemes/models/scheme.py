"""A kind of microcredit."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harmonie.history import every_change

from .. import triggers
from ..enums import Lending


@every_change()
class Scheme(models.Model):
    """A kind of microcredit that this CCAS offers."""

    code = models.SlugField("code", max_length=40, unique=True)
    name = models.CharField("nom", max_length=80)
    description = models.TextField("en une phrase")
    lending = models.CharField("qui prête", max_length=10, choices=Lending)
    lender_name = models.CharField("organisme prêteur", max_length=80, blank=True)
    is_anonymised = models.BooleanField("identité cachée à la commission", default=True)
    is_active = models.BooleanField("ouvert", default=True)
    # Two rules of the budget, for a scheme that the CCAS lends itself.
    carries_over = models.BooleanField("le disponible est reporté d’un exercice au suivant", default=False)
    repayments_refill = models.BooleanField("les remboursements reviennent à l’enveloppe", default=False)

    class Meta:
        verbose_name = "dispositif"
        verbose_name_plural = "dispositifs"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="scheme_lender_named",
                condition=Q(lending=Lending.OWN) | ~Q(lender_name=""),
                violation_error_message="Indiquez le nom de l’organisme prêteur.",
            )
        ]
        triggers: ClassVar = [triggers.SCHEME_LENDER_STAYS]

    def __str__(self) -> str:
        return self.name

    @property
    def lends_itself(self) -> bool:
        return self.lending == Lending.OWN
