"""What is written about a request: notes for the CCAS alone, messages shared with the partner."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.guards import append_only

from .application import LoanApplication


class InternalNote(models.Model):
    """A note between colleagues of the CCAS. Partners and the commission never read it; the applicant may ask to."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="notes", verbose_name="demande"
    )
    text = models.TextField("note")
    written_at = models.DateTimeField("écrite le")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "note interne"
        verbose_name_plural = "notes internes"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.CheckConstraint(name="internalnote_says_something", condition=~Q(text=""))]
        triggers: ClassVar = append_only("internalnote")

    def __str__(self) -> str:
        return self.text[:60]


class Message(models.Model):
    """A message that the CCAS and the partner who referred the request both read."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="messages", verbose_name="demande"
    )
    text = models.TextField("message")
    is_from_partner = models.BooleanField("écrit par le partenaire")
    written_at = models.DateTimeField("écrit le")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "message"
        verbose_name_plural = "messages"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.CheckConstraint(name="message_says_something", condition=~Q(text=""))]
        triggers: ClassVar = append_only("message")

    def __str__(self) -> str:
        return self.text[:60]


class Reader(models.Model):
    """Somebody of the CCAS has a dossier open since `opened_at`, or had it until `seen_at`."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="readers", verbose_name="demande"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="personne"
    )
    opened_at = models.DateTimeField("ouvert depuis le")
    seen_at = models.DateTimeField("vu le")

    class Meta:
        verbose_name = "lecteur"
        verbose_name_plural = "lecteurs"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "user"], name="reader_once_per_person"),
            models.CheckConstraint(name="reader_opened_before_seen", condition=Q(opened_at__lte=models.F("seen_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.application_id}"
