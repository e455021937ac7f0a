"""The letters that tell decisions, made in batches, and how they left."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.documents.models import IssuedDocument
from harmonie.guards import append_only, never_deleted

from .. import triggers
from ..enums import BatchState, Channel
from .decision import Decision
from .meeting import Meeting


class LetterBatch(models.Model):
    """The letters of one meeting, made by a task: `done` of `total`, then released together."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, related_name="letter_batch", verbose_name="séance"
    )
    state = models.CharField("état", max_length=10, choices=BatchState, default=BatchState.PREPARING)
    total = models.PositiveSmallIntegerField("lettres à faire")
    done = models.PositiveSmallIntegerField("lettres faites", default=0)
    trouble = models.CharField("difficulté", max_length=200, blank=True)
    started_at = models.DateTimeField("commencé le")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="commencé par"
    )
    released_at = models.DateTimeField("émises le", null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="émises par",
    )

    class Meta:
        verbose_name = "lettres d’une séance"
        verbose_name_plural = "lettres des séances"
        constraints: ClassVar = [
            models.CheckConstraint(name="letterbatch_done_within_total", condition=Q(done__lte=models.F("total"))),
            models.CheckConstraint(
                name="letterbatch_released_says_when",
                condition=Q(state=BatchState.RELEASED, released_at__isnull=False, released_by__isnull=False)
                | (~Q(state=BatchState.RELEASED) & Q(released_at=None, released_by=None)),
            ),
        ]
        triggers: ClassVar = [triggers.LETTERBATCH_GOES_FORWARD, *never_deleted("letterbatch")]

    def __str__(self) -> str:
        return f"lettres de la {self.meeting}"


class DecisionLetter(models.Model):
    """The letter that told the person, as it was issued."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="letter", verbose_name="décision")
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, related_name="decision_letter", verbose_name="document"
    )

    class Meta:
        verbose_name = "lettre de décision"
        verbose_name_plural = "lettres de décision"
        triggers: ClassVar = append_only("decisionletter")

    def __str__(self) -> str:
        return str(self.document)


class LetterDispatch(models.Model):
    """That a letter left: when and how. The two months to contest it run from its receipt."""

    letter = models.OneToOneField(
        DecisionLetter, on_delete=models.PROTECT, related_name="dispatch", verbose_name="lettre"
    )
    channel = models.CharField("envoi", max_length=10, choices=Channel)
    sent_on = models.DateField("partie le")
    noted_at = models.DateTimeField("noté le")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="noté par"
    )

    class Meta:
        verbose_name = "envoi d’une lettre"
        verbose_name_plural = "envois des lettres"
        triggers: ClassVar = append_only("letterdispatch")

    def __str__(self) -> str:
        return f"{self.letter}, {self.get_channel_display()}"
