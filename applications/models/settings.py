"""What the town words for itself: the sentence of each reason in the letters."""

from typing import ClassVar

from django.db import models

from harmonie.guards import never_deleted
from harmonie.history import every_change


class ReasonKind(models.TextChoices):
    """Whose list a reason stands in; its categories are fixed, because the indicators count them."""

    CLOSING = "closing", "clôture sans commission"
    GROUNDS = "grounds", "motif d’une décision"


@every_change()
class ReasonText(models.Model):
    """One reason as this town words and offers it. A reason without a row has the words Harmonie came with."""

    kind = models.CharField("liste", max_length=10, choices=ReasonKind)
    code = models.CharField("motif", max_length=20)
    sentence = models.CharField("phrase de la lettre", max_length=500, blank=True)
    opening = models.CharField("début d’explication", max_length=500, blank=True)
    is_offered = models.BooleanField("proposé", default=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "texte d’un motif"
        verbose_name_plural = "textes des motifs"
        ordering: ClassVar = ["kind", "position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "code"], name="reasontext_once")]
        triggers: ClassVar = never_deleted("reasontext")

    def __str__(self) -> str:
        return f"{self.kind}/{self.code}"
