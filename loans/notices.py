"""Who in the house is told by mail of what happens to a loan. A mail holds no name and no figure."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from harmonie.accounts.models import User
from harmonie.mail.actions import write

from .models import Loan


def tell(loan: Loan, sentence: str, *, to: User, now: datetime) -> None:
    """Writes to a colleague, in the action's own transaction; the task queue sends it after commit."""
    if not to.is_active:
        return
    write(
        recipient=to.email,
        subject=f"Prêt {loan.reference}\u00a0: {sentence[0].lower()}{sentence[1:].rstrip('.')}",
        template="mail/notice",
        context={
            "reference": loan.decision.application.reference,
            "sentence": sentence,
            "link": settings.HARMONIE_URL + reverse("loans:detail", args=[loan.reference]),
        },
        reference=loan.reference,
        now=now,
    )
