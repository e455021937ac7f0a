"""The papers of a loan."""

from typing import ClassVar

from django.db import models

from harmonie.documents.models import IssuedDocument
from harmonie.guards import append_only

from .ledger import LedgerEntry


class LoanDocument(models.Model):
    """A document issued for a loan: its agreement, its schedule, the receipt of one repayment.

    `digest` tells of an agreement whether what was agreed has changed since (`agreements/content.py`).
    """

    loan = models.ForeignKey("loans.Loan", on_delete=models.PROTECT, related_name="documents", verbose_name="prêt")
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, related_name="loan_document", verbose_name="document"
    )
    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="receipt", verbose_name="écriture"
    )

    digest = models.CharField("empreinte de ce qui était convenu", max_length=64, blank=True)

    class Meta:
        verbose_name = "document de prêt"
        verbose_name_plural = "documents de prêt"
        ordering: ClassVar = ["id"]
        triggers: ClassVar = append_only("loandocument")

    def __str__(self) -> str:
        return str(self.document)
