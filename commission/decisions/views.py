"""Decisions, as they are read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from applications.checking.queries import derogation_of, own_check
from harmonie.accounts.access import person, requires
from harmonie.accounts.models import User
from harmonie.registry.actions import log_opening

from .. import wording
from ..letters.queries import PREPARES, batch_of, letters_for, line_of
from ..models import Decision, Meeting
from ..withdrawals.rules import FINAL
from .ballot import ballot
from .scope import reads_letters


@requires("commission.view_decision")
@require_safe
def decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """The decisions of one meeting, in the order of its agenda."""
    user = person(request)
    meeting = get_object_or_404(Meeting.objects.visible_to(user), pk=pk)
    found = letters_for(user).filter(item__meeting=meeting).order_by("item__position")
    batch = batch_of(meeting)
    context = {
        "meeting": meeting,
        "rows": [
            (one, wording.case_title(one.application), wording.votes(one), line_of(one, user, batch)) for one in found
        ],
        "reads_letters": reads_letters(user),
        "may_issue": user.has_perm(PREPARES),
    }
    return render(request, "commission/decisions.html", context)


@requires("commission.view_decision")
@require_safe
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One decision: what, how, why, and the letter."""
    user = person(request)
    found = get_object_or_404(letters_for(user), number=number)
    log_opening(user=user, subject="décision", reference=found.number)
    meeting = found.item.meeting if found.item else None
    context = {
        "decision": found,
        "title": wording.case_title(found.application),
        "sentence": wording.decision_sentence(found, found.application.scheme.name),
        "arithmetic": wording.arithmetic(found),
        "ballot": ballot(found.motion),
        "derogation": derogation_of(own_check(found.application)),
        "line": line_of(found, user, batch_of(meeting) if meeting else None),
        "report": getattr(found, "report", None),
        "former": found.withdraws,
        "withdrawn_by": getattr(found, "withdrawn_by", None),
        "may_withdraw": _may_withdraw(user, found),
        "reads_letters": reads_letters(user),
        "may_issue": user.has_perm(PREPARES),
    }
    return render(request, "commission/decision.html", context)


def _may_withdraw(user: User, found: Decision) -> bool:
    """Whether to offer the page on which a withdrawal is proposed; that page says whether it is still time."""
    is_final = found.outcome in FINAL or hasattr(found, "withdrawn_by")
    return user.has_perm("commission.plan_meeting") and not is_final
