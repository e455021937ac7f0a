"""What is kept of a request as it was: eligibility checks, and the path it walked."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.guards import append_only
from harmonie.schemes.models import SchemeTerms

from .. import triggers
from ..enums import Step
from .application import LoanApplication


class EligibilityCheck(models.Model):
    """What the terms said of a request, once. A new check is a new row."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="checks", verbose_name="demande"
    )
    terms = models.ForeignKey(SchemeTerms, on_delete=models.PROTECT, related_name="+", verbose_name="conditions")
    revision = models.PositiveIntegerField("révision du dossier")
    is_eligible = models.BooleanField("conditions remplies")
    verdicts = models.JSONField("phrases")
    consumption_units = models.DecimalField("unités de consommation", max_digits=4, decimal_places=1)
    earned_income = models.DecimalField("revenus d’activité", max_digits=10, decimal_places=2)
    resources = models.DecimalField("ressources", max_digits=10, decimal_places=2)
    expenses = models.DecimalField("charges", max_digits=10, decimal_places=2)
    values = models.JSONField("valeurs retenues", default=dict)
    checked_at = models.DateTimeField("contrôlé le")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "contrôle d’éligibilité"
        verbose_name_plural = "contrôles d’éligibilité"
        ordering: ClassVar = ["-id"]
        get_latest_by = "id"
        triggers: ClassVar = append_only("eligibilitycheck")

    def __str__(self) -> str:
        return f"{self.application.reference} le {self.checked_at:%d/%m/%Y}"


class Derogation(models.Model):
    """A person with the right to do so let a request pass although a condition fails, and said why."""

    eligibility_check = models.OneToOneField(
        EligibilityCheck, on_delete=models.PROTECT, related_name="derogation", verbose_name="contrôle"
    )
    reason = models.TextField("motif")
    granted_at = models.DateTimeField("accordée le")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "dérogation"
        verbose_name_plural = "dérogations"
        permissions: ClassVar = [("derogate_loanapplication", "peut accorder une dérogation")]
        constraints: ClassVar = [
            models.CheckConstraint(name="derogation_has_reason", condition=~Q(reason="")),
        ]
        triggers: ClassVar = [
            *append_only("derogation"),
            triggers.DEROGATION_ALLOWED_BY_TERMS,
            triggers.DEROGATION_ANSWERS_REQUEST,
        ]

    def __str__(self) -> str:
        return f"Dérogation du {self.granted_at:%d/%m/%Y}"


class Milestone(models.Model):
    """Something a reader of the dossier should know happened. Later rooms tell theirs through `record_milestone`."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="milestones", verbose_name="demande"
    )
    step = models.CharField("étape", max_length=12, choices=Step)
    sentence = models.CharField("ce qui s’est passé", max_length=200)
    note = models.CharField("sous la porte", max_length=80)
    is_done = models.BooleanField("étape franchie", default=False)
    is_stop = models.BooleanField("parcours arrêté", default=False)
    is_shared = models.BooleanField("visible du partenaire", default=True)
    url = models.CharField("où continuer", max_length=200, blank=True)
    happened_at = models.DateTimeField("le")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par")

    class Meta:
        verbose_name = "jalon"
        verbose_name_plural = "jalons"
        ordering: ClassVar = ["happened_at", "id"]
        triggers: ClassVar = append_only("milestone")

    def __str__(self) -> str:
        return self.sentence


class Exclusion(models.Model):
    """Somebody of the CCAS for whom a request does not exist. The commission tells it of its recusals."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="exclusions", verbose_name="demande"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="personne"
    )
    declared_at = models.DateTimeField("depuis le")

    class Meta:
        verbose_name = "mise à l’écart"
        verbose_name_plural = "mises à l’écart"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "user"], name="exclusion_once_per_person")
        ]
        triggers: ClassVar = append_only("exclusion")

    def __str__(self) -> str:
        return f"{self.user}, {self.application.reference}"
