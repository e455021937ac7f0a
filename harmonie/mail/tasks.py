"""Delivery, from the task queue."""

from django.tasks import task
from django.utils import timezone

from .models import OutgoingMail
from .sending import deliver as send


@task()
def deliver(mail_id: int) -> None:
    """Sends one message; a second task for the same row finds it sent, or not due yet."""
    again = send(mail=OutgoingMail.objects.get(pk=mail_id), now=timezone.now())
    if again:
        deliver.using(run_after=again).enqueue(mail_id)
