"""The list for a spreadsheet: every row of the filters, in their order, not one page of it."""

from collections.abc import Iterator
from datetime import date
from itertools import batched
from typing import Any

from django.utils import timezone

from harmonie.orders import stretches

from ..enums import CLOSED_STATES, State
from ..models import HouseholdMember, LoanApplication, LoanApplicationQuerySet, Milestone
from ..path import door_name, doors
from ..queries import project_of
from .filters import Filters

AT_A_TIME = 2000
HEADINGS = (
    "demandeur",
    "co-demandeur",
    "numéro",
    "urgente",
    "objet du prêt",
    "montant",
    "mois",
    "étape",
    "état",
    "dispositif",
    "partenaire",
    "suivi par",
    "demande du",
    "attend depuis",
    "décision implicite",
    "séance",
)
NAMES = ("applicant__first_name", "applicant__last_name", "scheme__name", "partner__name")
WORKER = ("worker__first_name", "worker__last_name")
PROJECT = ("project__purpose", "project__amount", "project__months")
OWN = (
    "reference",
    "is_urgent",
    "state",
    "requested_on",
    "state_since",
    "implicit_decision_on",
    "meeting_on",
    "partner",
)


def exported(requests: LoanApplicationQuerySet, filters: Filters) -> Iterator[tuple[Any, ...]]:
    """One tuple a request, read through a cursor of the database: memory does not grow with the list."""
    light = requests.only(*OWN, *NAMES, *WORKER, *PROJECT)
    for stretch in stretches(light, filters.order):
        for some in batched(stretch.iterator(chunk_size=AT_A_TIME), AT_A_TIME):
            yield from _lines(some)


def _lines(requests: tuple[LoanApplication, ...]) -> Iterator[tuple[Any, ...]]:
    keys = [application.pk for application in requests]
    steps = _steps(keys)
    beside = HouseholdMember.objects.filter(application__in=keys, is_co_applicant=True)
    names = {member.application_id: str(member) for member in beside}
    for application in requests:
        yield _line(application, steps.get(application.pk, []), names.get(application.pk, ""))


def _steps(keys: list[int]) -> dict[int, list[Milestone]]:
    found: dict[int, list[Milestone]] = {}
    told = Milestone.objects.filter(application__in=keys).only(
        "application", "step", "is_done", "is_stop", "note", "url"
    )
    for milestone in told:
        found.setdefault(milestone.application_id, []).append(milestone)
    return found


def _line(application: LoanApplication, milestones: list[Milestone], co_applicant: str) -> tuple[Any, ...]:
    project, is_open = project_of(application), application.state not in CLOSED_STATES
    return (
        str(application.applicant),
        co_applicant,
        application.reference,
        "oui" if application.is_urgent else "",
        project.get_purpose_display() if project else "",
        project.amount if project else None,
        project.months if project else None,
        door_name(doors(milestones)),
        str(State(application.state).label),
        str(application.scheme),
        str(application.partner or ""),
        str(application.worker or ""),
        application.requested_on,
        _day(application) if is_open else None,
        application.implicit_decision_on if is_open else None,
        application.meeting_on,
    )


def _day(application: LoanApplication) -> date:
    return timezone.localdate(application.state_since)
