"""Decisions, as they are read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from applications.checking.queries import derogation_of, own_check
from harmonie.accounts.access import requires
from harmonie.accounts.models import User
from harmonie.registry.actions import log_opening

from .. import wording
from ..models import Decision, Meeting
from ..withdrawals.rules import FINAL
from .scope import decisions_for, reads_letters


@requires("commission.view_decision")
@require_safe
def decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """The decisions of one meeting, in the order of its agenda."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    found = decisions_for(request.user).filter(item__meeting=meeting).order_by("item__position")
    context = {
        "meeting": meeting,
        "rows": [
            (one, wording.case_title(one.application), wording.votes(one), getattr(one, "letter", None))
            for one in found
        ],
        "reads_letters": reads_letters(request.user),
        "may_issue": request.user.has_perm("commission.plan_meeting"),
    }
    return render(request, "commission/decisions.html", context)


@requires("commission.view_decision")
@require_safe
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One decision: what, how, why, and the letter."""
    found = get_object_or_404(decisions_for(request.user), number=number)
    log_opening(user=request.user, subject="décision", reference=found.number)
    context = {
        "decision": found,
        "title": wording.case_title(found.application),
        "sentence": wording.decision_sentence(found, found.application.scheme.name),
        "arithmetic": wording.arithmetic(found),
        "derogation": derogation_of(own_check(found.application)),
        "letter": getattr(found, "letter", None),
        "report": getattr(found, "report", None),
        "former": found.withdraws,
        "withdrawn_by": getattr(found, "withdrawn_by", None),
        "may_withdraw": _may_withdraw(request.user, found),
        "reads_letters": reads_letters(request.user),
        "may_issue": request.user.has_perm("commission.plan_meeting"),
    }
    return render(request, "commission/decision.html", context)


def _may_withdraw(user: User, found: Decision) -> bool:
    """Whether to offer the page on which a withdrawal is proposed; that page says whether it is still time."""
    is_final = found.outcome in FINAL or hasattr(found, "withdrawn_by")
    return user.has_perm("commission.plan_meeting") and not is_final
