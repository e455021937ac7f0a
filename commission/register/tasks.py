"""A long register, in the task queue."""

from django.tasks import task
from django.utils import timezone

from harmonie.accounts.models import User

from ..enums import RegisterForm
from .actions import issue_extract


@task()
def make_extract(form: str, year: int, by: int) -> None:
    """Issues one extract; a second task for the same year finds it issued."""
    issue_extract(form=RegisterForm(form), year=year, by=User.objects.get(pk=by), now=timezone.now())
