"""How long dossiers are kept, and the slips that propose which to eliminate (domain.md §1)."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.documents.models import IssuedDocument
from harmonie.guards import append_only, final_columns, never_deleted

from .application import LoanApplication


class RetentionRulesQuerySet(models.QuerySet["RetentionRules"]):
    def in_force(self, day: date) -> "RetentionRules":
        """Those of this day; before the first were voted, the usual ones. Of two for one day, the later noted."""
        found = self.filter(valid_from__lte=day).order_by("-valid_from", "-id").first()
        return found or RetentionRules(valid_from=date(2000, 1, 1), source="durées de départ de Harmonie")

    def newest_first(self) -> Self:
        return self.select_related("recorded_by").order_by("-valid_from", "-id")


class RetentionRules(models.Model):
    """Durations in whole years, from a day on. Rows are only added: what applied stays readable."""

    valid_from = models.DateField("à partir du")
    source = models.CharField("source", max_length=200)
    contact_years = models.PositiveSmallIntegerField("base active, années après le dernier contact", default=2)
    granted_years = models.PositiveSmallIntegerField("dossiers accordés, années", default=10)
    refused_years = models.PositiveSmallIntegerField("dossiers sans prêt, années", default=2)
    recorded_at = models.DateTimeField("noté le")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    objects = RetentionRulesQuerySet.as_manager()

    class Meta:
        verbose_name = "durées de conservation"
        verbose_name_plural = "durées de conservation"
        ordering: ClassVar = ["-valid_from", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="retentionrules_years_possible",
                condition=Q(contact_years__range=(1, 50), granted_years__range=(1, 100), refused_years__range=(1, 100)),
                violation_error_message="Une durée compte de 1 à 100 ans.",
            ),
            models.CheckConstraint(name="retentionrules_sourced", condition=~Q(source="")),
        ]
        triggers: ClassVar = append_only("retentionrules")

    def __str__(self) -> str:
        return f"{self.valid_from:%d/%m/%Y}"


class Fate(models.TextChoices):
    """What becomes of a dossier when its time is over."""

    ELIMINATE = "eliminate", "élimination"
    SAMPLE = "sample", "tri, puis élimination"


class DisposalSlip(models.Model):
    """A « bordereau d’élimination »: what is proposed, frozen. Nothing goes before its visa."""

    number = models.CharField("numéro", max_length=20, unique=True)
    as_of = models.DateField("état au")
    count = models.PositiveIntegerField("dossiers")
    granted_years = models.PositiveSmallIntegerField("dossiers accordés, années")
    refused_years = models.PositiveSmallIntegerField("dossiers sans prêt, années")
    made_at = models.DateTimeField("établi le")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="établi par"
    )
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bordereau"
    )
    visa_on = models.DateField("visa du", null=True, blank=True)
    visa_source = models.CharField("référence du visa", max_length=120, blank=True)
    abandoned_at = models.DateTimeField("abandonné le", null=True, blank=True)
    abandoned_why = models.CharField("pourquoi", max_length=200, blank=True)

    class Meta:
        verbose_name = "bordereau d’élimination"
        verbose_name_plural = "bordereaux d’élimination"
        ordering: ClassVar = ["-id"]
        permissions: ClassVar = [("keep_retention", "peut établir les bordereaux d’élimination")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="disposalslip_visa_is_whole",
                condition=Q(visa_on=None, visa_source="") | (Q(visa_on__isnull=False) & ~Q(visa_source="")),
            ),
            models.CheckConstraint(
                name="disposalslip_abandoned_says_why",
                condition=Q(abandoned_at=None, abandoned_why="")
                | (Q(abandoned_at__isnull=False, visa_on=None) & ~Q(abandoned_why="")),
            ),
        ]
        triggers: ClassVar = [
            final_columns(
                "disposalslip_stays",
                "number",
                "as_of",
                "count",
                "granted_years",
                "refused_years",
                "made_at",
                "made_by_id",
                why="a slip says what was proposed",
            ),
            final_columns(
                "disposalslip_said_once",
                "visa_on",
                "visa_source",
                "abandoned_at",
                "abandoned_why",
                why="its answer stands",
                unless="OLD.visa_on IS NULL AND OLD.abandoned_at IS NULL",
            ),
            final_columns(
                "disposalslip_paper_once", "document_id", why="its paper is issued", unless="OLD.document_id IS NULL"
            ),
            *never_deleted("disposalslip"),
        ]

    def __str__(self) -> str:
        return self.number


class DisposalLine(models.Model):
    """One dossier of a slip."""

    slip = models.ForeignKey(DisposalSlip, on_delete=models.PROTECT, related_name="lines", verbose_name="bordereau")
    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="disposal_lines", verbose_name="demande"
    )
    fate = models.CharField("sort", max_length=10, choices=Fate)
    ended_on = models.DateField("terminé le")

    class Meta:
        verbose_name = "ligne de bordereau"
        verbose_name_plural = "lignes de bordereau"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slip", "application"], name="disposalline_once_a_slip")
        ]
        triggers: ClassVar = append_only("disposalline")

    def __str__(self) -> str:
        return f"{self.slip_id}/{self.application_id}"
