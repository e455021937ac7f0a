"""Writing mail. A row is written with the fact it tells of, and sent when that fact is committed."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from . import tasks
from .models import OutgoingMail


@transaction.atomic
def write(
    *, recipient: str, subject: str, template: str, context: dict[str, Any], reference: str = "", now: datetime
) -> OutgoingMail:
    """Queues one message, rendered from `<template>.txt` and `<template>.html`."""
    facts = {"town": settings.TOWN, "subject": subject, **context}
    mail = OutgoingMail.objects.create(
        recipient=recipient,
        subject=subject,
        text=render_to_string(f"{template}.txt", facts),
        html=render_to_string(f"{template}.html", facts),
        reference=reference,
        queued_at=now,
    )
    transaction.on_commit(lambda: tasks.deliver.enqueue(mail.pk))
    return mail
