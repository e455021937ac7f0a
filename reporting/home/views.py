"""The first page of each person: what waits for them, and where to go on."""

from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.enums import Step
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.money import feminine_count

from ..links import link
from .overview import corridor, next_meetings
from .waiting import Waiting, waiting_for

HERE = {Role.SOCIAL_WORKER: Step.REVIEW, Role.SECRETARY: Step.COMMISSION}


class Action(NamedTuple):
    """The page's one primary button."""

    label: str
    url: str
    icon: str = ""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    waiting = waiting_for(user, today)
    context: dict[str, Any] = {
        "today": today,
        "lead": _lead(waiting, today),
        "items": [line.todo for line in waiting],
        "action": _action(user, waiting),
        "meetings": next_meetings(user),
        "is_partner": user.holds(Role.PARTNER),
    }
    here = next((step for role, step in HERE.items() if user.holds(role)), None)
    if here:
        context["doors"] = corridor(user, today, here=here)
    return render(request, "reporting/home.html", context)


def _lead(waiting: list[Waiting], today: date) -> str:
    if not waiting:
        return "Rien ne vous attend aujourd’hui."
    count, days = len(waiting), (today - waiting[0].since).days
    things = (
        f"{feminine_count(count).capitalize()} démarches vous attendent." if count > 1 else "Une démarche vous attend."
    )
    return f"{things} La plus ancienne, depuis {days} jours." if days > 1 else things


def _action(user: User, waiting: list[Waiting]) -> Action | None:
    """What each role comes for; nothing rather than a button that leads nowhere."""
    offers = (
        (user.holds(Role.PARTNER), Action("Orienter une personne", link("applications:new"), "plus")),
        (user.holds(Role.SOCIAL_WORKER), Action("Nouvelle demande", link("applications:new"), "plus")),
        (user.holds(Role.CHAIR) or user.holds(Role.SECRETARY), _meeting_action(waiting)),
        (user.holds(Role.COMMISSION_MEMBER) and bool(waiting), Action("Voter", link("commission:queue"), "vote")),
        (user.holds(Role.FINANCE), Action("Tenir les prêts", link("loans:list"), "ledger")),
        (user.holds(Role.ADMINISTRATOR), Action("Ouvrir les réglages", link("settings"), "settings")),
        (user.holds(Role.AUDITOR), Action("Lire le journal des accès", link("access_log"), "lock")),
    )
    return next((action for fits, action in offers if fits and action.url), None)


def _meeting_action(waiting: list[Waiting]) -> Action:
    open_one = next((line.todo for line in waiting if line.todo.do.startswith("Tenir")), None)
    if open_one:
        return Action("Tenir la séance", open_one.url, "people")
    return Action("Préparer les séances", link("commission:meetings"), "calendar")
