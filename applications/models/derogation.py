"""What a worker adds to the rules: facts that are new since a refusal, and the request that a condition be waived."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.guards import append_only, never_deleted

from .. import triggers
from .application import LoanApplication
from .record import EligibilityCheck


class NewFacts(models.Model):
    """What changed since the person was refused, in the worker's words: the delay then flags, and no more blocks."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="new_facts", verbose_name="demande"
    )
    text = models.TextField("faits nouveaux")
    noted_at = models.DateTimeField("notés le")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "faits nouveaux"
        verbose_name_plural = "faits nouveaux"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.CheckConstraint(name="newfacts_say_something", condition=~Q(text=""))]
        triggers: ClassVar = append_only("newfacts")

    def __str__(self) -> str:
        return self.text[:60]


class DerogationRequest(models.Model):
    """A worker asks that a condition be waived. Answered once: by a `Derogation` of its check, or declined."""

    eligibility_check = models.OneToOneField(
        EligibilityCheck, on_delete=models.PROTECT, related_name="derogation_request", verbose_name="contrôle"
    )
    reason = models.TextField("pourquoi")
    asked_at = models.DateTimeField("demandée le")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )
    declined_at = models.DateTimeField("non accordée le", null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="non accordée par",
    )
    decline_reason = models.TextField("motif", blank=True)

    class Meta:
        verbose_name = "demande de dérogation"
        verbose_name_plural = "demandes de dérogation"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="derogationrequest_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="derogationrequest_declined_says_why",
                condition=Q(declined_at=None, declined_by=None, decline_reason="")
                | Q(declined_at__isnull=False, declined_by__isnull=False) & ~Q(decline_reason=""),
            ),
        ]
        triggers: ClassVar = [
            *never_deleted("derogationrequest"),
            triggers.DEROGATIONREQUEST_STAYS,
            triggers.DEROGATIONREQUEST_ANSWERED_ONCE,
        ]

    def __str__(self) -> str:
        return f"Dérogation demandée le {self.asked_at:%d/%m/%Y}"
