"""Decisions and the letters that tell them."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from applications.checking.queries import derogation_of, own_check
from harmonie.accounts.access import requires
from harmonie.accounts.models import User
from harmonie.documents.responses import pdf_response
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from . import actions, wording
from .clicks import carried_out
from .models import Decision, Meeting

# Letters carry a name: those who prepare and follow the dossier read them, members and partners do not.
READERS = ("commission.plan_meeting", "applications.assess_loanapplication")


def _decisions(user: User) -> QuerySet[Decision]:
    return Decision.objects.visible_to(user).select_related(
        "item__meeting",
        "motion__target_scheme",
        "application__scheme",
        "application__project",
        "application__applicant",
        "application__worker",
        "target_scheme",
        "decided_by",
        "letter__document",
    )


def _reads_letters(user: User) -> bool:
    return any(user.has_perm(permission) for permission in READERS) and user.has_perm("commission.view_decision")


@requires("commission.view_decision")
@require_safe
def decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """The decisions of one meeting, in the order of its agenda."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    found = _decisions(request.user).filter(item__meeting=meeting).order_by("item__position")
    context = {
        "meeting": meeting,
        "rows": [
            (one, wording.case_title(one.application), wording.votes(one), getattr(one, "letter", None))
            for one in found
        ],
        "reads_letters": _reads_letters(request.user),
        "may_issue": request.user.has_perm("commission.plan_meeting"),
    }
    return render(request, "commission/decisions.html", context)


@requires("commission.view_decision")
@require_safe
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One decision: what, how, why, and the letter."""
    found = get_object_or_404(_decisions(request.user), number=number)
    log_opening(user=request.user, subject="décision", reference=found.number)
    context = {
        "decision": found,
        "title": wording.case_title(found.application),
        "sentence": wording.motion_sentence(found.motion, found.application.scheme.name),
        "arithmetic": wording.arithmetic(found),
        "derogation": derogation_of(own_check(found.application)),
        "letter": getattr(found, "letter", None),
        "reads_letters": _reads_letters(request.user),
        "may_issue": request.user.has_perm("commission.plan_meeting"),
    }
    return render(request, "commission/decision.html", context)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def issue_letter(request: HttpRequest, number: str) -> HttpResponse:
    """Prints and freezes the letter, once."""
    found = get_object_or_404(_decisions(request.user), number=number)
    if carried_out(request, actions.issue_letter, decision=found):
        messages.success(request, "La lettre est émise\u00a0: elle ne changera plus.")
    return redirect("commission:decision", number)


@requires(*READERS)
@require_safe
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as it was issued, the same bytes each time."""
    if not _reads_letters(request.user):
        raise Http404
    found = get_object_or_404(_decisions(request.user), number=number, letter__isnull=False)
    log_opening(user=request.user, subject="lettre de décision", reference=found.number)
    return pdf_response(found.letter.document)
