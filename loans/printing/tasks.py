"""Many papers, in the task queue."""

from django.tasks import task

from . import making_actions


@task()
def make_batch(batch_id: int) -> None:
    """Makes what is missing; a second task for the same batch finds it taken, or made."""
    making_actions.make_batch(batch_id=batch_id)
