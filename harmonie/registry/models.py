"""Rows about rows: counters, spent form tokens, input under way, opened dossiers."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from harmonie.guards import append_only


class Counter(models.Model):
    """The last number given in one series, e.g. `decision-2026`."""

    name = models.CharField("série", max_length=60, primary_key=True)
    last = models.PositiveIntegerField("dernier numéro")

    class Meta:
        verbose_name = "compteur"
        verbose_name_plural = "compteurs"

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


class SpentToken(models.Model):
    """A form that was posted: its token, and where the first post led."""

    token = models.UUIDField("jeton", primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="personne"
    )
    location = models.CharField("suite", max_length=500, blank=True)
    spent_at = models.DateTimeField("utilisé le", auto_now_add=True)

    class Meta:
        verbose_name = "jeton utilisé"
        verbose_name_plural = "jetons utilisés"

    def __str__(self) -> str:
        return str(self.token)


class KeptInput(models.Model):
    """What somebody has typed on a page and not sent yet. Spent when the page is sent, forgotten after a month."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="personne"
    )
    path = models.CharField("page", max_length=200)  # PATH_LENGTH in keeping.py
    data = models.TextField("saisie")
    kept_at = models.DateTimeField("gardée le")

    class Meta:
        verbose_name = "saisie en cours"
        verbose_name_plural = "saisies en cours"
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "path"], name="keptinput_once_per_page")]

    def __str__(self) -> str:
        return self.path


class AccessEntry(models.Model):
    """Somebody opened a file that holds private facts. Written once, kept as it is."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="personne"
    )
    subject = models.CharField("objet", max_length=60)
    reference = models.CharField("référence", max_length=40)
    opened_at = models.DateTimeField("ouvert le", auto_now_add=True)

    class Meta:
        verbose_name = "consultation"
        verbose_name_plural = "consultations"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["reference"]), models.Index(fields=["user", "-id"])]
        triggers: ClassVar = append_only("accessentry")

    def __str__(self) -> str:
        return f"{self.reference} ({self.opened_at:%d/%m/%Y %H:%M})"
