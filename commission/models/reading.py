"""What a member reads and jots down for themselves."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from harmonie.guards import append_only, never_emptied

from .agenda import AgendaItem


class Reading(models.Model):
    """A member opened the case sheet of one point."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="readings", verbose_name="point")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="membre"
    )
    read_at = models.DateTimeField("lu le")

    class Meta:
        verbose_name = "lecture"
        verbose_name_plural = "lectures"
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "user"], name="reading_once_per_item")]
        triggers: ClassVar = append_only("reading")

    def __str__(self) -> str:
        return f"{self.user}, {self.item}"


class PrivateNote(models.Model):
    """A member's own words on one point: nobody else reads them, and no history keeps them."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="private_notes", verbose_name="point")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="membre"
    )
    text = models.TextField("note")
    written_at = models.DateTimeField("écrite le")

    class Meta:
        verbose_name = "note personnelle"
        verbose_name_plural = "notes personnelles"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "author"], name="privatenote_one_per_item"),
        ]
        triggers: ClassVar = [never_emptied("privatenote")]

    def __str__(self) -> str:
        return f"note, {self.item}"
