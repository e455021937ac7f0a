"""The papers of a meeting: convocation, sheets, minutes, register."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from harmonie.documents.models import IssuedDocument
from harmonie.guards import append_only, never_deleted, never_emptied
from harmonie.history import every_change

from .. import triggers
from ..enums import PaperKind, RegisterForm
from .agenda import AgendaItem
from .decision import Decision
from .meeting import Meeting


class MeetingPaper(models.Model):
    """A paper that was issued for a meeting, as it was issued.

    A convocation knows its agenda, the keys of its items in their order, and which of them it `hides`: a member who
    steps aside from a case receives a convocation that says nothing of it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers", verbose_name="séance")
    kind = models.CharField("nature", max_length=20, choices=PaperKind)
    document = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="+", verbose_name="document")
    agenda = ArrayField(models.BigIntegerField(), verbose_name="points, dans leur ordre", default=list, blank=True)
    hides = ArrayField(models.BigIntegerField(), verbose_name="points tus", default=list, blank=True)

    class Meta:
        verbose_name = "papier de séance"
        verbose_name_plural = "papiers de séance"
        ordering: ClassVar = ["id"]
        triggers: ClassVar = append_only("meetingpaper")

    def __str__(self) -> str:
        return str(self.document)


@every_change()
class Minutes(models.Model):
    """The minutes of one meeting: drafted from the records, with free remarks until they are signed."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes", verbose_name="séance")
    opening = models.TextField("en ouverture", blank=True)
    closing = models.TextField("en clôture", blank=True)
    started_at = models.DateTimeField("commencé le")
    signed_at = models.DateTimeField("signé le", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="signé par",
    )
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="document"
    )

    class Meta:
        verbose_name = "procès-verbal"
        verbose_name_plural = "procès-verbaux"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="minutes_signature_is_whole",
                condition=Q(signed_at=None, signed_by=None, document=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False, document__isnull=False),
            )
        ]
        triggers: ClassVar = [triggers.MINUTES_SIGNED_ARE_FINAL, *never_deleted("minutes")]

    def __str__(self) -> str:
        return f"procès-verbal de la {self.meeting}"


@every_change()
class MinutesRemark(models.Model):
    """What the minutes add in free text about one case."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="remarks", verbose_name="procès-verbal")
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="remark", verbose_name="point")
    text = models.TextField("remarque")

    class Meta:
        verbose_name = "remarque au procès-verbal"
        verbose_name_plural = "remarques au procès-verbal"
        triggers: ClassVar = [triggers.MINUTESREMARK_BEFORE_SIGNATURE, never_emptied("minutesremark")]

    def __str__(self) -> str:
        return f"remarque, {self.item}"


class RegisterExtract(models.Model):
    """The register of a year as it stood when it was issued."""

    form = models.CharField("forme", max_length=15, choices=RegisterForm)
    year = models.PositiveSmallIntegerField("année")
    decisions = models.PositiveIntegerField("décisions")
    document = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="+", verbose_name="document")

    class Meta:
        verbose_name = "extrait du registre"
        verbose_name_plural = "extraits du registre"
        ordering: ClassVar = ["-id"]
        permissions: ClassVar = [("view_register", "peut lire le registre des décisions")]
        triggers: ClassVar = append_only("registerextract")

    def __str__(self) -> str:
        return str(self.document)


class UrgentReport(models.Model):
    """A decision taken alone is reported to the next meeting (CASF R123-22)."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="report", verbose_name="décision")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="urgent_reports", verbose_name="séance")
    listed_at = models.DateTimeField("portée à l’ordre du jour le")

    class Meta:
        verbose_name = "compte rendu d’une décision urgente"
        verbose_name_plural = "comptes rendus des décisions urgentes"
        ordering: ClassVar = ["decision_id"]
        triggers: ClassVar = append_only("urgentreport")

    def __str__(self) -> str:
        return f"{self.decision}, {self.meeting}"
