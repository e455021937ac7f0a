"""Supporting documents of a request, and the setting that says which are asked for."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.chips import Chip
from harmonie.documents.models import IssuedDocument, StoredFile
from harmonie.guards import append_only, final_columns, never_deleted, never_emptied
from harmonie.history import every_change
from harmonie.schemes.models import Scheme

from ..documents.enums import CHIPS, AskedOf, Situation, Status
from ..enums import Purpose
from .application import LoanApplication


class DocumentRequirementQuerySet(models.QuerySet["DocumentRequirement"]):
    def asked_on(self, day: date) -> Self:
        """Those that a request received that day is asked for: it keeps them, whatever the list says later."""
        until = Q(valid_until=None) | Q(valid_until__gte=day)
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), until, is_active=True)


@every_change()
class DocumentRequirement(models.Model):
    """A document that the CCAS asks for: of whom, under which scheme, for which purposes, from when on. A setting."""

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
    partner_text = models.CharField("ce que lit le partenaire", max_length=300, blank=True)
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
    valid_from = models.DateField("pour les demandes reçues à partir du", null=True, blank=True)
    valid_until = models.DateField("pour les demandes reçues jusqu’au", null=True, blank=True)
    is_active = models.BooleanField("demandée", default=True)

    objects = DocumentRequirementQuerySet.as_manager()

    class Meta:
        verbose_name = "pièce à demander"
        verbose_name_plural = "pièces à demander"
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="documentrequirement_named",
                condition=~Q(label=""),
                violation_error_message="Nommez la pièce à demander.",
            ),
            models.CheckConstraint(
                name="documentrequirement_dates_in_order",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message="La pièce finit d’être demandée après avoir commencé de l’être.",
            ),
        ]
        triggers: ClassVar = never_deleted("documentrequirement")

    def __str__(self) -> str:
        return self.label

    @property
    def for_partner(self) -> str:
        """What stands under its name on a partner's page."""
        return self.partner_text or self.help_text


class DocumentRequest(models.Model):
    """Once, documents were asked for: which, of whom, and until when. Its letter is issued afterwards, or never."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="document_requests", verbose_name="demande"
    )
    number = models.PositiveSmallIntegerField("numéro")
    answer_by = models.DateField("réponse avant le")
    asked_at = models.DateTimeField("demandé le")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )
    letter = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lettre"
    )

    class Meta:
        verbose_name = "demande de pièces"
        verbose_name_plural = "demandes de pièces"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "number"], name="documentrequest_numbered_once"),
        ]
        triggers: ClassVar = [
            final_columns(
                "documentrequest_stays",
                "application_id",
                "number",
                "answer_by",
                "asked_at",
                "asked_by_id",
                why="a request says what was asked",
            ),
            final_columns(
                "documentrequest_letter_once", "letter_id", why="its letter has gone", unless="OLD.letter_id IS NULL"
            ),
            *never_deleted("documentrequest"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.number}"


class RequestedDocument(models.Model):
    """One document that was asked for, in the words of that day."""

    request = models.ForeignKey(
        DocumentRequest, on_delete=models.PROTECT, related_name="items", verbose_name="demande de pièces"
    )
    requirement = models.ForeignKey(
        DocumentRequirement, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="modèle"
    )
    # What an address names it by: a serial number would let a partner count the documents of others.
    key = models.UUIDField("clé", db_default=RandomUUID(), unique=True, editable=False)
    label = models.CharField("pièce", max_length=120)
    asked_of = models.CharField("demandée", max_length=10, choices=AskedOf)

    class Meta:
        verbose_name = "pièce attendue"
        verbose_name_plural = "pièces attendues"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.CheckConstraint(name="requesteddocument_named", condition=~Q(label=""))]
        triggers: ClassVar = append_only("requesteddocument")

    def __str__(self) -> str:
        return self.label


class SupportingDocumentQuerySet(models.QuerySet["SupportingDocument"]):
    def visible_to(self, user: User) -> Self:
        """What a person may open: who reviews, all of the dossiers they see; a partner, what its own side brought.

        Commission members and the secretariat read the case, not its papers.
        """
        known = self.filter(application__in=LoanApplication.objects.visible_to(user).values("pk"))
        if user.holds(Role.PARTNER):
            return known.filter(is_from_partner=True)
        return known if user.has_perm("applications.assess_loanapplication") else self.none()

    def current(self) -> Self:
        """Those that no newer one replaces."""
        return self.filter(replaced_by=None)


@every_change(exclude=["key"])
class SupportingDocument(models.Model):
    """One document of one request: received with its file, or seen without one; then accepted or refused."""

    # What an address names it by: a serial number would let a partner count the documents of others.
    key = models.UUIDField("clé", db_default=RandomUUID(), unique=True, editable=False)
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
    answers = models.ForeignKey(
        RequestedDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="répond à",
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
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name="remplacée par"
    )

    objects = SupportingDocumentQuerySet.as_manager()

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
            models.CheckConstraint(
                name="supportingdocument_named", condition=~Q(label=""), violation_error_message="Nommez la pièce."
            ),
            models.CheckConstraint(
                name="supportingdocument_replaced_by_another", condition=Q(replaced_by=None) | ~Q(replaced_by=F("id"))
            ),
        ]
        triggers: ClassVar = [
            final_columns(
                "supportingdocument_stays",
                "application_id",
                "label",
                "is_from_partner",
                "added_at",
                "added_by_id",
                why="a document stays where and as it was added",
            ),
            never_emptied("supportingdocument"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def chip(self) -> Chip:
        return CHIPS[Status(self.status)]
