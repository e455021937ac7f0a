"""The first page of each person: what waits for them, and where to go on."""

from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.enums import Step
from commission.enums import MEETING_CHIPS, MeetingState
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.dates import plain_day

from ..links import link
from .groups import Group, urgency
from .overview import corridor, next_meetings
from .waiting import groups_for

HERE = {Role.SOCIAL_WORKER: Step.REVIEW, Role.SECRETARY: Step.COMMISSION}


class Action(NamedTuple):
    """The page's one primary button."""

    label: str
    url: str
    icon: str = ""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    groups = groups_for(user, today)
    context: dict[str, Any] = {
        "today": today,
        "lead": _lead(groups, today),
        "groups": [(group, [line.todo for line in group.lines]) for group in groups],
        "action": _action(user, groups),
        "meetings": next_meetings(user),
        "is_partner": user.holds(Role.PARTNER),
    }
    here = next((step for role, step in HERE.items() if user.holds(role)), None)
    if here:
        context["doors"] = corridor(user, today, here=here)
    return render(request, "reporting/home/home.html", context)


def _lead(groups: list[Group], today: date) -> str:
    """What presses most, in a sentence: a deadline that is near or past, else the oldest thing."""
    if not groups:
        return "Rien ne vous attend aujourd’hui."
    first = groups[0].lines[0]
    if first.due and not urgency(first, today)[0]:
        do = f"{first.todo.do[:1].lower()}{first.todo.do[1:]}"
        late = "en attente depuis le" if first.due == first.since else "en retard depuis le"
        when = "avant le" if first.due > today else late
        day = "aujourd’hui" if first.due == today else f"{when} {plain_day(first.due)}"
        return f"Le plus pressé\u00a0: {do}, {day}."
    days = (today - first.since).days
    since = ("aujourd’hui", "hier")[days] if 0 <= days < 2 else f"{days}\u00a0jours"
    return f"Le plus ancien attend depuis {since}."


def _action(user: User, groups: list[Group]) -> Action | None:
    """What each role comes for; nothing rather than a button that leads nowhere."""
    offers = (
        (user.holds(Role.PARTNER), Action("Orienter une personne", link("applications:new"), "plus")),
        (user.holds(Role.SOCIAL_WORKER), Action("Nouvelle demande", link("applications:new"), "plus")),
        (user.holds(Role.CHAIR) or user.holds(Role.SECRETARY), _meeting_action(groups)),
        (user.holds(Role.COMMISSION_MEMBER) and bool(groups), Action("Voter", link("commission:queue"), "vote")),
        (user.holds(Role.FINANCE), Action("Tenir les prêts", link("loans:list"), "ledger")),
        (user.holds(Role.ADMINISTRATOR), Action("Ouvrir les réglages", link("settings"), "settings")),
        (user.holds(Role.AUDITOR), Action("Lire le journal des accès", link("access_log"), "lock")),
    )
    return next((action for fits, action in offers if fits and action.url), None)


def _meeting_action(groups: list[Group]) -> Action:
    lines = (line for group in groups for line in group.lines)
    open_one = next((line.todo for line in lines if line.todo.chip == MEETING_CHIPS[MeetingState.OPEN]), None)
    if open_one:
        return Action("Tenir la séance", open_one.url, "people")
    return Action("Préparer les séances", link("commission:meetings"), "calendar")
