"""Many papers at once."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef

from harmonie.accounts.models import User
from harmonie.documents.models import IssuedDocument

from ..enums import BatchState, PrintKind


class PrintBatchQuerySet(models.QuerySet["PrintBatch"]):
    def visible_to(self, user: User) -> models.QuerySet["PrintBatch"]:
        """Those of the whole finance desk, but not one that holds the paper of a case the reader stepped aside from."""
        if not user.has_perm("loans.keep_loan"):
            return self.none()
        hidden = PrintItem.objects.filter(batch=OuterRef("pk"), loan__decision__application__exclusions__user=user)
        return self.exclude(Exists(hidden))


class PrintBatch(models.Model):
    """Papers of a filtered list as one file, made by a task. The file is kept a day."""

    kind = models.CharField("papiers", max_length=20, choices=PrintKind)
    query = models.CharField("liste", max_length=500, blank=True)
    both_sides = models.BooleanField("recto verso", default=True)
    state = models.CharField("état", max_length=10, choices=BatchState, default=BatchState.WAITING)
    total = models.PositiveIntegerField("papiers à faire", default=0)
    done = models.PositiveIntegerField("papiers faits", default=0)
    trouble = models.CharField("difficulté", max_length=200, blank=True)
    pages = models.PositiveIntegerField("pages", default=0)
    size = models.PositiveBigIntegerField("octets", default=0)
    asked_at = models.DateTimeField("demandé le")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="demandé par"
    )
    alive_at = models.DateTimeField("dernier signe", null=True, blank=True)
    finished_at = models.DateTimeField("fini le", null=True, blank=True)

    objects = PrintBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "impression groupée"
        verbose_name_plural = "impressions groupées"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="printbatch_done_within_total", condition=models.Q(done__lte=F("total"))),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()}, {self.total}"


class PrintItem(models.Model):
    """One paper of a batch, in the order of the post. `document` once it is issued; `trouble` when it cannot be."""

    batch = models.ForeignKey(PrintBatch, on_delete=models.PROTECT, related_name="items", verbose_name="impression")
    position = models.PositiveIntegerField("rang")
    loan = models.ForeignKey("loans.Loan", on_delete=models.PROTECT, related_name="+", verbose_name="prêt")
    document = models.ForeignKey(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="document"
    )
    trouble = models.CharField("difficulté", max_length=200, blank=True)

    class Meta:
        verbose_name = "papier à imprimer"
        verbose_name_plural = "papiers à imprimer"
        ordering: ClassVar = ["batch", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "position"], name="printitem_one_per_position"),
        ]

    def __str__(self) -> str:
        return f"papier {self.position}"


class PrintPiece(models.Model):
    """A piece of the finished file, a few megabytes: written and read one at a time, whatever the file's size."""

    batch = models.ForeignKey(PrintBatch, on_delete=models.PROTECT, related_name="pieces", verbose_name="impression")
    number = models.PositiveIntegerField("rang")
    content = models.BinaryField("contenu")

    class Meta:
        verbose_name = "morceau de fichier"
        verbose_name_plural = "morceaux de fichier"
        ordering: ClassVar = ["batch", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="printpiece_one_per_number"),
        ]

    def __str__(self) -> str:
        return f"morceau {self.number}"
