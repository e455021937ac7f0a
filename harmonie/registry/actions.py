"""What is written down about a visit."""

from harmonie.accounts.models import User

from .models import AccessEntry


def log_opening(*, user: User, subject: str, reference: str) -> None:
    """Remembers that `user` opened the file `reference` (a dossier, a case sheet, a loan, a document)."""
    AccessEntry.objects.create(user=user, subject=subject, reference=reference)
