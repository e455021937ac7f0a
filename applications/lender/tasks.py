"""Making the file for the lender, in the task queue."""

import logging

from django.tasks import task
from django.utils import timezone

from ..models import LenderFile
from . import making_actions as making

log = logging.getLogger(__name__)


@task()
def make_lender_file(file_id: int) -> None:
    """Makes one file; a second task for the same row finds it made. What goes wrong is told on the file's page."""
    file = LenderFile.objects.get(pk=file_id)
    try:
        making.make_lender_file(file=file, now=timezone.now())
    except Exception:
        log.exception("The file %s for the lender could not be made", file_id)
        making.note_file_trouble(file=file, now=timezone.now())
