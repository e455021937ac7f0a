"""Writing mail. A row is written with the fact it tells of, and sent when that fact is committed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string

from harmonie.documents.models import IssuedDocument
from harmonie.refusals import WrongState
from harmonie.town.queries import town

from . import tasks
from .models import OutgoingMail


@transaction.atomic
def write(
    *,
    recipient: str,
    subject: str,
    template: str,
    context: dict[str, Any],
    reference: str = "",
    calendar: str = "",
    document: IssuedDocument | None = None,
    now: datetime,
) -> OutgoingMail:
    """Queues one message, rendered from `<template>.txt` and `<template>.html`.

    `calendar` is an iCalendar object (RFC 5545) and `document` an issued PDF: both leave with it, attached.
    """
    facts = {"town": town(), "subject": subject, **context}
    mail = OutgoingMail.objects.create(
        recipient=recipient,
        subject=subject,
        text=render_to_string(f"{template}.txt", facts),
        html=render_to_string(f"{template}.html", facts),
        reference=reference,
        calendar=calendar,
        document=document,
        queued_at=now,
    )
    transaction.on_commit(lambda: tasks.deliver.enqueue(mail.pk))
    return mail


@transaction.atomic
def retry(*, mail: OutgoingMail) -> None:
    """Takes up again a message that was given up, from the first try. What went wrong stays until it is sent."""
    locked = OutgoingMail.objects.select_for_update(of=("self",)).get(pk=mail.pk)
    if locked.abandoned_at is None:
        raise WrongState("Ce courriel n’est pas abandonné\u00a0: il est envoyé, ou un nouvel essai est déjà prévu.")
    locked.attempts, locked.tried_at, locked.abandoned_at = 0, None, None
    locked.save(update_fields=["attempts", "tried_at", "abandoned_at"])
    transaction.on_commit(lambda: tasks.deliver.enqueue(locked.pk))


@transaction.atomic
def settle_past() -> None:
    """Marks what waits as sent when it was written: for a past that is told in one go (the demonstration)."""
    OutgoingMail.objects.filter(sent_at=None, abandoned_at=None).update(
        attempts=1, tried_at=F("queued_at"), sent_at=F("queued_at")
    )
