"""The letters of a meeting, in the task queue."""

from django.tasks import task

from ..models import LetterBatch
from . import making_actions as making


@task()
def make_letters(batch_id: int) -> None:
    """Makes what is missing; a second task for the same meeting finds it made."""
    making.make_letters(batch=LetterBatch.objects.select_related("started_by").get(pk=batch_id))
