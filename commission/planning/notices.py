"""Who is told that a meeting will not be held. A mail names no case and nobody but its reader."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from harmonie.mail.actions import write

from ..models import Meeting


def tell_members(meeting: Meeting, template: str, subject: str, now: datetime) -> None:
    """One message to each member who was convened and still has an account."""
    context = {"meeting": meeting, "link": settings.HARMONIE_URL + reverse("commission:meeting", args=[meeting.pk])}
    for seat in meeting.seats.filter(user__is_active=True).select_related("user").order_by("pk"):
        write(
            recipient=seat.user.email,
            subject=subject,
            template=template,
            context=context,
            now=now,
        )
