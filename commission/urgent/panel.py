"""What the page of a meeting shows of the decisions taken alone."""

from typing import Any

from harmonie.accounts.models import User

from .. import wording
from ..models import Decision, Meeting
from .queries import reports_of


def panel(meeting: Meeting, user: User) -> dict[str, Any]:
    """For `commission/urgent/_panel.html`."""
    told = list(reports_of(meeting, user))
    readable = set(Decision.objects.visible_to(user).filter(pk__in=[d.pk for d in told]).values_list("pk", flat=True))
    return {
        "urgent_reports": [(one, wording.case_title(one.application), one.pk in readable) for one in told],
    }
