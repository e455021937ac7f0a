"""What is written on the path of a dossier."""

from datetime import datetime

from django.db import transaction

from harmonie.accounts.models import User

from ..enums import Step
from ..models import (
    LoanApplication,
    Milestone,
)


@transaction.atomic
def record_milestone(
    *,
    application: LoanApplication,
    step: Step,
    sentence: str,
    note: str,
    by: User,
    now: datetime,
    is_done: bool = False,
    is_stop: bool = False,
    is_shared: bool = True,
    url: str = "",
) -> Milestone:
    """Writes on the path of the dossier what happened, when, and where to go on."""
    return Milestone.objects.create(
        application=application,
        step=step,
        sentence=sentence,
        note=note,
        is_done=is_done,
        is_stop=is_stop,
        is_shared=is_shared,
        url=url,
        happened_at=now,
        by=by,
    )
