"""Supporting documents of a request, and the setting that says which are asked for."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from harmonie.chips import Chip
from harmonie.documents.models import StoredFile
from harmonie.guards import never_emptied
from harmonie.history import every_change
from harmonie.schemes.models import Scheme

from ..documents.enums import CHIPS, Situation, Status
from ..enums import Purpose
from .application import LoanApplication


@every_change()
class DocumentRequirement(models.Model):
    """A document that the CCAS asks for: of whom, under which scheme, for which purposes. A setting."""

    scheme = models.ForeignKey(
        Scheme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="document_requirements",
        verbose_name="dispositif (aucun\u00a0: tous)",
    )
    label = models.CharField("pièce", max_length=120)
    help_text = models.CharField("précision", max_length=200, blank=True)
    purposes = ArrayField(
        models.CharField(max_length=12, choices=Purpose),
        verbose_name="objets du prêt (aucun\u00a0: tous)",
        default=list,
        blank=True,
    )
    situation = models.CharField("quand", max_length=15, choices=Situation, default=Situation.ALWAYS)
    is_required = models.BooleanField("indispensable", default=True)
    may_be_only_seen = models.BooleanField("peut être vue sans être conservée", default=False)
    position = models.PositiveSmallIntegerField("ordre", default=0)
    is_active = models.BooleanField("demandée", default=True)

    class Meta:
        verbose_name = "pièce à demander"
        verbose_name_plural = "pièces à demander"
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.label


@every_change()
class SupportingDocument(models.Model):
    """One document of one request: received with its file, or seen without one; then accepted or refused."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="documents", verbose_name="demande"
    )
    requirement = models.ForeignKey(
        DocumentRequirement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pièce demandée",
    )
    label = models.CharField("pièce", max_length=120)
    status = models.CharField("état", max_length=10, choices=Status, default=Status.RECEIVED)
    reason = models.CharField("pourquoi", max_length=300, blank=True)
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fichier"
    )
    is_from_partner = models.BooleanField("déposée par le partenaire")
    added_at = models.DateTimeField("déposée le")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )
    reviewed_at = models.DateTimeField("examinée le", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="examinée par",
    )

    class Meta:
        verbose_name = "pièce justificative"
        verbose_name_plural = "pièces justificatives"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="supportingdocument_seen_keeps_no_file",
                condition=Q(status=Status.SEEN, file=None) | (~Q(status=Status.SEEN) & Q(file__isnull=False)),
            ),
            models.CheckConstraint(
                name="supportingdocument_refused_says_why", condition=~Q(status=Status.REFUSED) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="supportingdocument_reviewed_by_somebody",
                condition=Q(status=Status.RECEIVED, reviewed_at=None, reviewed_by=None)
                | (~Q(status=Status.RECEIVED) & Q(reviewed_at__isnull=False, reviewed_by__isnull=False)),
            ),
        ]
        triggers: ClassVar = [never_emptied("supportingdocument")]

    def __str__(self) -> str:
        return self.label

    @property
    def chip(self) -> Chip:
        return CHIPS[Status(self.status)]
