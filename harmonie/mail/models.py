"""Outgoing mail. The row is the truth: a message is lost only if its row is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harmonie.chips import Chip
from harmonie.documents.models import IssuedDocument
from harmonie.guards import final_columns, never_deleted

WAITING = Chip("En attente", "clock", "wait")
TROUBLED = Chip("Nouvel essai prévu", "clock", "wait")
SENT = Chip("Envoyé", "check", "done")
ABANDONED = Chip("Non remis", "cross", "stop")


class OutgoingMail(models.Model):
    """One message to one address. `reference` is the dossier or loan it is about; it holds no personal fact."""

    reference = models.CharField("dossier", max_length=40, blank=True)
    recipient = models.EmailField("destinataire")
    subject = models.CharField("objet", max_length=200)
    text = models.TextField("texte")
    html = models.TextField("texte mis en page")
    calendar = models.TextField("entrée d’agenda, iCalendar", blank=True)
    document = models.ForeignKey(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pièce jointe"
    )
    queued_at = models.DateTimeField("écrit le")
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    tried_at = models.DateTimeField("dernier essai", null=True, blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)
    abandoned_at = models.DateTimeField("abandonné le", null=True, blank=True)
    trouble = models.CharField("difficulté", max_length=200, blank=True)

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["reference"]),
            models.Index(fields=["id"], condition=Q(sent_at=None, abandoned_at=None), name="outgoingmail_waiting"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="outgoingmail_sent_or_abandoned", condition=Q(sent_at=None) | Q(abandoned_at=None)
            ),
        ]
        triggers: ClassVar = [
            final_columns(
                "outgoingmail_text_is_final",
                "reference",
                "recipient",
                "subject",
                "text",
                "html",
                "calendar",
                "document_id",
                "queued_at",
                why="a message is what was written",
            ),
            final_columns(
                "outgoingmail_sent_once", "sent_at", why="a message that left has left", unless="OLD.sent_at IS NULL"
            ),
            *never_deleted("outgoingmail"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.recipient})"

    @property
    def attached(self) -> str:
        """What leaves with it: « un PDF et une entrée d’agenda », "" for nothing."""
        both = [("un PDF", self.document_id), ("une entrée d’agenda", self.calendar)]
        return " et ".join(name for name, there in both if there)

    @property
    def chip(self) -> Chip:
        if self.sent_at:
            return SENT
        if self.abandoned_at:
            return ABANDONED
        return TROUBLED if self.attempts else WAITING
