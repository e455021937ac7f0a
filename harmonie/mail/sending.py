"""Sending mail: count the try and commit it, then send while holding the row, then say how it went.

A process that is killed in between leaves a counted try behind: the message is neither lost, nor sent more often than
the tries of `retrying.py`.
"""

import re
from datetime import datetime
from email.message import MIMEPart
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from .models import OutgoingMail
from .retrying import TRIES, due, is_due, next_try

INTERRUPTED = "l’envoi a été interrompu, le dernier essai compris"
AT_A_TIME = 200
CALENDAR_NAME = "seance.ics"


def deliver(*, mail: OutgoingMail, now: datetime) -> datetime | None:
    """Sends a message that is due and that nobody else is sending. When to try again, None when it is settled."""
    number = _count_the_try(mail, now)
    return _send(mail, number) if number else None


def deliver_all(*, now: datetime) -> int:
    """Sends everything that is due; how many messages were taken up."""
    waiting = list(OutgoingMail.objects.filter(due(now))[:AT_A_TIME])
    for mail in waiting:
        deliver(mail=mail, now=now)
    return len(waiting)


@transaction.atomic(durable=True)
def _count_the_try(mail: OutgoingMail, now: datetime) -> int:
    """Which try begins now, committed before anything leaves; 0 when there is none to make."""
    locked = OutgoingMail.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=mail.pk).first()
    if locked is None or not is_due(locked, now):
        return 0
    if locked.attempts >= TRIES:
        locked.abandoned_at, locked.trouble = now, locked.trouble or INTERRUPTED
        locked.save(update_fields=["abandoned_at", "trouble"])
        return 0
    locked.attempts, locked.tried_at = locked.attempts + 1, now
    locked.save(update_fields=["attempts", "tried_at"])
    return locked.attempts


@transaction.atomic(durable=True)
def _send(mail: OutgoingMail, number: int) -> datetime | None:
    waiting = OutgoingMail.objects.filter(pk=mail.pk, attempts=number, sent_at=None, abandoned_at=None)
    locked = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if locked is None:
        return None
    try:
        message_of(locked).send()
    except Exception as error:  # whatever the mail server or the address was up to, it is kept and tried again
        return _failed(locked, error)
    locked.sent_at, locked.trouble = timezone.now(), ""
    locked.save(update_fields=["sent_at", "trouble"])
    return None


def _failed(mail: OutgoingMail, error: Exception) -> datetime | None:
    mail.trouble = f"{type(error).__name__}\u00a0: {error}".replace("\x00", "")[:200]
    if mail.attempts >= TRIES:
        mail.abandoned_at = timezone.now()
    mail.save(update_fields=["trouble", "abandoned_at"])
    return None if mail.abandoned_at else next_try(mail.attempts, mail.tried_at, mail.queued_at)


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The message as it goes out. Its Message-ID is the row's, so that a mail server knows a repeated one."""
    host = urlsplit(settings.HARMONIE_URL).hostname or "localhost"
    headers = {
        "Message-ID": f"<{mail.pk}.{int(mail.queued_at.timestamp())}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.recipient], headers=headers)
    message.attach_alternative(mail.html, "text/html")
    if mail.document:
        message.attach(f"{mail.document.reference}.pdf", bytes(mail.document.content), "application/pdf")
    if mail.calendar:
        message.attach(calendar_part(mail.calendar))
    return message


def calendar_part(text: str) -> MIMEPart:
    """An iCalendar object as mail programs know one: its type repeats its METHOD (RFC 6047, 2.4)."""
    method = re.search(r"^METHOD:([A-Z]+)", text, re.MULTILINE)
    part = MIMEPart()
    # The lines of an iCalendar object end with CRLF, which only an encoded part is sure to keep.
    part.set_content(text.encode(), maintype="text", subtype="calendar", cte="base64")
    part.set_param("charset", "utf-8")
    part.set_param("method", method[1] if method else "PUBLISH")
    part.add_header("Content-Disposition", "attachment", filename=CALENDAR_NAME)
    return part
