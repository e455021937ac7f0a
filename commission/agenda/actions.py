"""The agenda as it is composed: several cases at once, and who presents each."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from applications.models import LoanApplication
from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..actions import add_to_agenda, lock_meeting
from ..enums import ItemState, MeetingState
from ..models import AgendaItem, Meeting
from .queries import possible_rapporteurs

BEFORE_THE_END = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)


@transaction.atomic
def add_cases(
    *, meeting: Meeting, applications: Sequence[LoanApplication], by: User, now: datetime, late_reason: str = ""
) -> None:
    """Puts all of these cases on the agenda, in this order, or none of them."""
    for application in applications:
        add_to_agenda(meeting=meeting, application=application, by=by, now=now, late_reason=late_reason)


@transaction.atomic
def choose_rapporteur(*, item: AgendaItem, rapporteur: User | None, by: User, now: datetime) -> None:
    """Names the social worker who presents a case; nobody, with None."""
    meeting = lock_meeting(item.meeting)
    locked = AgendaItem.objects.select_for_update(of=("self",)).select_related("application").get(pk=item.pk)
    pending = locked.state in (ItemState.LISTED, ItemState.UNDER_VOTE)
    if meeting.state not in BEFORE_THE_END or not pending:
        raise WrongState("Ce dossier est décidé ou reporté\u00a0: son rapporteur ne change plus.")
    if rapporteur:
        _ensure_able(locked, rapporteur)
    locked.rapporteur = rapporteur
    with recorded(by=by, now=now):
        locked.save(update_fields=["rapporteur"])


def _ensure_able(item: AgendaItem, rapporteur: User) -> None:
    if not possible_rapporteurs().filter(pk=rapporteur.pk).exists():
        raise Refusal(f"{rapporteur} n’est pas un travailleur social du CCAS\u00a0: choisissez quelqu’un de la liste.")
    if item.application.exclusions.filter(user=rapporteur).exists():
        raise Refusal(f"{rapporteur} est en déport de ce dossier\u00a0: choisissez quelqu’un d’autre.")
