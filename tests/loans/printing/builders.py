"""A print batch as a row, for those who do not care how it was made."""

from harmonie.accounts.models import User
from loans.models import Loan, PrintBatch, PrintItem, PrintPiece
from tests.story import NOW


def a_print(by: User, loan: Loan, **facts) -> PrintBatch:
    """One paper of one loan, in one piece."""
    given = {"kind": "schedule", "query": "Échéanciers", "total": 1, "done": 1, "asked_at": NOW, "asked_by": by}
    batch = PrintBatch.objects.create(**given | facts)
    PrintItem.objects.create(batch=batch, position=1, loan=loan)
    PrintPiece.objects.create(batch=batch, number=1, content=b"%PDF")
    return batch
