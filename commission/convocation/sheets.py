"""The case sheets of a meeting in one paper, made for one reader: what they step aside from is not in it.

Rendered when it is asked for and kept by nobody: a frozen copy could be read by somebody who stepped aside since.
"""

from typing import Any

from django.utils import timezone

from harmonie.accounts.models import User

from ..enums import ItemState
from ..member.sheet import sheet_of
from ..models import AgendaItem, Meeting

TEMPLATE = "pdf/case_sheets.html"
READ = (
    "meeting", "rapporteur", "application__scheme", "application__applicant", "application__project",
    "application__partner",
)  # fmt: skip
MANY = ("application__members", "application__debts", "application__milestones")


def cases_for(meeting: Meeting, user: User) -> list[AgendaItem]:
    """What this reader may study of the meeting, in the order of the agenda; what was postponed is left out."""
    items = AgendaItem.objects.visible_to(user).filter(meeting=meeting).exclude(state=ItemState.POSTPONED)
    return list(items.select_related(*READ).prefetch_related(*MANY).order_by("position"))


def sheets_context(meeting: Meeting, items: list[AgendaItem], reader: User) -> dict[str, Any]:
    left_out = meeting.items.exclude(state=ItemState.POSTPONED).exclude(pk__in=[item.pk for item in items]).count()
    return {
        "meeting": meeting,
        "reader": reader,
        "sheets": [(item, sheet_of(item, reader)) for item in items],
        "left_out": left_out,
        "issued_at": timezone.now(),
        "reference": f"Fiches de la {meeting}",
    }
