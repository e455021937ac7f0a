"""Whether two rows are one person: what somebody of the CCAS found."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from harmonie.guards import append_only

from .applicant import Applicant


class IdentityFinding(models.Model):
    """Somebody compared two applicants: one person, or two. The latest finding about a pair is the one that counts."""

    one = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="+", verbose_name="l’un")
    other = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="+", verbose_name="l’autre")
    is_same = models.BooleanField("une seule personne")
    why = models.CharField("pourquoi", max_length=300, blank=True)
    found_at = models.DateTimeField("constaté le")
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "constat d’identité"
        verbose_name_plural = "constats d’identité"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["one", "other", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(name="identityfinding_ordered", condition=Q(one__lt=F("other")))
        ]
        triggers: ClassVar = append_only("identityfinding")

    def __str__(self) -> str:
        return f"{self.one} et {self.other}"
