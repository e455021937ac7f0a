"""The letters of the ladder, in the task queue."""

from django.tasks import task

from ..models import ReminderBatch
from . import making_actions as making


@task()
def make_reminders(batch_id: int) -> None:
    """Makes what is missing; a second task for the same batch finds it made."""
    making.make_reminders(batch=ReminderBatch.objects.select_related("asked_by").get(pk=batch_id))
