"""Issued documents: the bytes that went out, as they went out."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Func

from harmonie.guards import append_only


class HexDigest(Func):
    """`encode(sha256(content), 'hex')`, computed by PostgreSQL."""

    template = "encode(sha256(%(expressions)s), 'hex')"
    output_field = models.CharField()


class DocumentKind(models.TextChoices):
    DECISION_LETTER = "decision_letter", "lettre de décision"
    AGREEMENT = "agreement", "contrat de prêt"
    SCHEDULE = "schedule", "échéancier"
    RECEIPT = "receipt", "reçu"


class IssuedDocument(models.Model):
    """A PDF as it was issued. Its bytes never change; a reprint is the same bytes."""

    kind = models.CharField("nature", max_length=20, choices=DocumentKind)
    reference = models.CharField("référence", max_length=60, unique=True)
    title = models.CharField("titre", max_length=200)
    content = models.BinaryField("contenu")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    template_name = models.CharField("modèle", max_length=80)
    template_version = models.CharField("version du modèle", max_length=64)
    issued_at = models.DateTimeField("émis le")
    issued_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name="émis par")

    class Meta:
        verbose_name = "document émis"
        verbose_name_plural = "documents émis"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="issueddocument_sha256_matches", condition=models.Q(sha256=HexDigest(F("content")))
            )
        ]
        triggers: ClassVar = append_only("issueddocument", name="issueddocument_frozen")

    def __str__(self) -> str:
        return self.title
