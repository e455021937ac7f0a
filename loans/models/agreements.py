"""The texts of agreements, and who signs beside the borrower."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from harmonie.guards import never_emptied
from harmonie.history import every_change
from harmonie.schemes.models import Scheme

from .. import triggers
from .loan import Loan


class AgreementTextQuerySet(models.QuerySet["AgreementText"]):
    def in_force(self, scheme: Scheme, on: date) -> "AgreementText":
        """The text of a day: the scheme's own latest one, else the latest one for all schemes."""
        begun = self.filter(Q(scheme=scheme) | Q(scheme=None), valid_from__lte=on)
        return begun.order_by(F("scheme").asc(nulls_last=True), "-valid_from", "-version")[:1].get()


@every_change()
class AgreementText(models.Model):
    """One version of the text of an agreement, a draft without `valid_from`.

    `articles` is the plain Markdown of `agreements/markdown.py` with the names of `agreements/names.py`. Version 1 for
    all schemes came with the product: nobody wrote it.
    """

    scheme = models.ForeignKey(
        Scheme, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dispositif"
    )
    version = models.PositiveSmallIntegerField("version")
    title = models.CharField("titre", max_length=120)
    articles = models.TextField("articles")
    valid_from = models.DateField("en vigueur le", null=True, blank=True)
    written_at = models.DateTimeField("écrit le")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="écrit par",
    )

    objects = AgreementTextQuerySet.as_manager()

    class Meta:
        verbose_name = "texte de contrat"
        verbose_name_plural = "textes de contrat"
        ordering: ClassVar = ["-id"]
        permissions: ClassVar = [("edit_agreementtext", "peut modifier le texte des contrats")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "version"], name="agreementtext_one_per_version", nulls_distinct=False
            ),
        ]
        triggers: ClassVar = [triggers.AGREEMENTTEXT_USED_IS_FINAL, never_emptied("agreementtext")]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


@every_change()
class CoBorrower(models.Model):
    """Who borrows beside the borrower, jointly and severally."""

    loan = models.OneToOneField(Loan, on_delete=models.PROTECT, related_name="co_borrower", verbose_name="prêt")
    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80)
    birth_date = models.DateField("date de naissance")
    address = models.CharField("adresse", max_length=200)

    class Meta:
        verbose_name = "co-emprunteur"
        verbose_name_plural = "co-emprunteurs"
        triggers: ClassVar = [triggers.COBORROWER_BEFORE_SIGNATURE, never_emptied("coborrower")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"
