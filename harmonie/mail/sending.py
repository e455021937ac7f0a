"""Sending mail: lock the row, send, say so."""

from datetime import datetime

from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from .models import OutgoingMail


@transaction.atomic
def deliver(*, mail: OutgoingMail, now: datetime) -> None:
    """Sends a message that nobody else is sending, once."""
    locked = OutgoingMail.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=mail.pk).first()
    if locked is None or locked.sent_at or locked.abandoned_at:
        return
    message = EmailMultiAlternatives(locked.subject, locked.text, to=[locked.recipient])
    message.attach_alternative(locked.html, "text/html")
    message.send()
    locked.attempts, locked.tried_at, locked.sent_at = locked.attempts + 1, now, now
    locked.save(update_fields=["attempts", "tried_at", "sent_at"])
