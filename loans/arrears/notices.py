"""What a social worker is told by mail about a late loan: no name, no sum."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from harmonie.mail.actions import write

from ..models import FollowUp


def tell_worker(follow_up: FollowUp, sentence: str, now: datetime) -> None:
    """One sentence about what they are asked to do."""
    reference = follow_up.loan.decision.application.reference
    write(
        recipient=follow_up.worker.email,
        subject=f"Dossier {reference}\u00a0: {sentence[0].lower()}{sentence[1:].rstrip('.')}",
        template="mail/notice",
        context={
            "reference": reference,
            "sentence": sentence,
            "link": settings.HARMONIE_URL + reverse("loans:follow_ups"),
        },
        reference=reference,
        now=now,
    )
