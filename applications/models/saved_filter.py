"""A list that somebody wants to find again."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """The filters of the work list, by the name their owner gave them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_filters", verbose_name="personne"
    )
    name = models.CharField("nom", max_length=60)
    query = models.CharField("filtres", max_length=500)
    saved_at = models.DateTimeField("enregistré le")

    class Meta:
        verbose_name = "liste enregistrée"
        verbose_name_plural = "listes enregistrées"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="savedfilter_name_once",
                violation_error_message="Vous avez déjà une liste de ce nom.",
            )
        ]

    def __str__(self) -> str:
        return self.name
