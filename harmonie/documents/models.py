"""Issued documents: the bytes that went out, as they went out."""

from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Func

from harmonie.guards import append_only, final_columns, never_emptied, refuse
from harmonie.history import every_change

from .texts.kinds import LetterKind


class HexDigest(Func):
    """`encode(sha256(content), 'hex')`, computed by PostgreSQL."""

    template = "encode(sha256(%(expressions)s), 'hex')"
    output_field = models.CharField()


class DocumentKind(models.TextChoices):
    ACKNOWLEDGEMENT = "acknowledgement", "accusé de réception"
    DOCUMENT_REQUEST = "document_request", "demande de pièces"
    CLOSING_LETTER = "closing_letter", "lettre de clôture"
    LENDER_FILE = "lender_file", "dossier pour l’organisme prêteur"
    INTEREST_STATEMENT = "interest_statement", "état des intérêts pris en charge"
    CONVOCATION = "convocation", "convocation"
    CASE_SHEETS = "case_sheets", "fiches de séance"
    ATTENDANCE_SHEET = "attendance_sheet", "feuille d’émargement"
    MINUTES = "minutes", "procès-verbal"
    REGISTER = "register", "registre des décisions"
    DECISION_LETTER = "decision_letter", "lettre de décision"
    AGREEMENT = "agreement", "contrat de prêt"
    SCHEDULE = "schedule", "échéancier"
    RECEIPT = "receipt", "reçu"
    AMENDMENT = "amendment", "avenant"
    REMINDER = "reminder", "relance"
    SETTLEMENT = "settlement", "attestation de solde"
    SLIP = "slip", "bordereau"
    MONTHLY_STATEMENT = "monthly_statement", "état mensuel de régie"
    REPORT = "report", "bilan"


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


class MediaType(models.TextChoices):
    """What a file was found to be, by its content."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"


class StoredFile(models.Model):
    """A file that somebody brought. Kept in the database, so that one backup holds everything; never rewritten.

    HEIC pictures are kept as JPEG: every browser shows those. Retention may remove a row whole.
    """

    name = models.CharField("nom du fichier", max_length=120)
    media_type = models.CharField("type", max_length=20, choices=MediaType)
    size = models.PositiveIntegerField("taille, en octets")
    pages = models.PositiveSmallIntegerField("pages", default=1)
    content = models.BinaryField("contenu")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    stored_at = models.DateTimeField("déposé le")
    stored_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name="par")

    class Meta:
        verbose_name = "fichier déposé"
        verbose_name_plural = "fichiers déposés"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="storedfile_sha256_matches", condition=models.Q(sha256=HexDigest(F("content")))
            ),
        ]
        triggers: ClassVar = [
            final_columns(
                "storedfile_frozen", "name", "media_type", "content", "sha256", why="a file is kept as it came"
            ),
            never_emptied("storedfile"),
        ]

    def __str__(self) -> str:
        return self.name


class LetterTextQuerySet(models.QuerySet["LetterText"]):
    def in_force(self, kind: str, on: date) -> "LetterText | None":
        """The latest version of a day, None while the words that came with the house stand."""
        return self.filter(kind=kind, valid_from__lte=on).order_by("-valid_from", "-version").first()


@every_change()
class LetterText(models.Model):
    """The free paragraphs of one letter from a day on, in the mark-up of `texts/markdown.py`. Never rewritten."""

    kind = models.CharField("lettre", max_length=20, choices=LetterKind)
    version = models.PositiveSmallIntegerField("version")
    opening = models.TextField("après la première phrase", blank=True)
    advice = models.TextField("ce que la personne peut faire", blank=True)
    closing = models.TextField("avant la signature", blank=True)
    valid_from = models.DateField("en vigueur le")
    written_at = models.DateTimeField("écrit le")
    written_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name="écrit par"
    )

    objects = LetterTextQuerySet.as_manager()

    class Meta:
        verbose_name = "texte de lettre"
        verbose_name_plural = "textes de lettre"
        ordering: ClassVar = ["kind", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "version"], name="lettertext_one_per_version"),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="lettertext_begun_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF TG_OP = 'UPDATE' OR OLD.valid_from <= (now() AT TIME ZONE 'Europe/Paris')::date THEN
                        {refuse("lettertext_begun_is_final", "letters may have left with this text")}
                    END IF;
                    RETURN OLD;
                """,
            ),
            never_emptied("lettertext"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, version {self.version}"

    @property
    def edition(self) -> str:
        """What an issued letter keeps of it, nothing for the words that came with the house."""
        return f"{self.kind}-{self.version}" if self.version else ""
