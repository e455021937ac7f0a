"""Payment files, in the task queue."""

from django.tasks import task

from ..models import PaymentFile
from . import posting_actions, reading_actions


@task()
def read_file(file_id: int) -> None:
    """Reads and matches; a second task for the same file finds it read."""
    reading_actions.read_file(file=PaymentFile.objects.defer("content").get(pk=file_id))


@task()
def post_file(file_id: int) -> None:
    """Posts; a second task for the same file finds it posted."""
    posting_actions.post_file(file=PaymentFile.objects.defer("content").get(pk=file_id))
