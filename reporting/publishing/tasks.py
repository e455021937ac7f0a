"""Reports, in the task queue."""

from django.tasks import task

from . import making_actions


@task()
def make_report(report_id: int) -> None:
    """Makes one report; a second task for the same one finds it taken, or made."""
    making_actions.make_report(report_id=report_id)
