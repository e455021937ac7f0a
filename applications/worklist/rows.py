"""What a line of the list says of its request."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from harmonie.accounts.models import User

from ..documents.queries import all_received
from ..enums import CLOSED_STATES
from ..models import HouseholdMember, LoanApplication, LoanApplicationQuerySet
from ..partner_space.page import told_to
from ..path import door_name, doors, standing
from ..queries import listed_for, project_of

NEAR = 15  # days before the date of the implicit decision: from then on the list says it


def listed(user: User) -> LoanApplicationQuerySet:
    """Every request this person may open, with what its line shows."""
    requests = listed_for(user).prefetch_related("milestones")
    beside = HouseholdMember.objects.filter(is_co_applicant=True)
    return all_received(requests).prefetch_related(Prefetch("members", queryset=beside, to_attr="co_applicants"))


def row(application: LoanApplication, user: User, today: date) -> dict[str, Any]:
    """One line: `since` and `silence` are None once the request is closed."""
    path = doors(told_to(user, application))
    is_open = application.state not in CLOSED_STATES
    return {
        "application": application,
        "project": project_of(application),
        "co_applicant": next(iter(application.co_applicants), None),
        "at": standing(path),
        "step": door_name(path),
        "papers_arrived": application.documents_arrived,
        "since": timezone.localdate(application.state_since) if is_open else None,
        "silence": _silence(application, today) if is_open else None,
    }


def _silence(application: LoanApplication, today: date) -> date | None:
    """The date on which silence rejects the request, once it is near or past."""
    silence = application.implicit_decision_on
    return silence if silence and silence <= today + timedelta(days=NEAR) else None
