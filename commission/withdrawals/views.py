"""Taking a decision back: the page that explains it, and the point on an agenda."""

from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from harmonie.accounts.access import person, requires
from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from .. import wording
from ..actions import PastCutOff
from ..decisions.scope import decisions_for
from ..enums import AGENDA_OPEN
from ..models import Meeting
from . import actions
from .forms import WithdrawalForm
from .rules import last_day, pending_withdrawal, rules_of, why_not


@requires("commission.plan_meeting")
@require_http_methods(["GET", "POST"])
@posts_once
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Why and until when this decision can be taken back, and at which meeting it is voted."""
    found = get_object_or_404(decisions_for(person(request)).select_related("item__meeting__rules"), number=number)
    today = timezone.localdate()
    until = last_day(found)
    form = WithdrawalForm(request.POST or None, meetings=_meetings(person(request), until))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            meeting = form.cleaned_data["meeting"]
            try:
                actions.propose_withdrawal(
                    decision=found,
                    meeting=meeting,
                    late_reason=form.cleaned_data["late_reason"],
                    by=person(request),
                    now=timezone.now(),
                )
            except Refusal as refusal:
                form.add_error("late_reason" if isinstance(refusal, PastCutOff) else None, str(refusal))
                status = 409
            else:
                messages.success(
                    request, f"Le retrait est à l’ordre du jour de la séance du {plain_day(meeting.starts_at)}."
                )
                return redirect("commission:meeting", meeting.pk)
    context = {
        "decision": found,
        "title": wording.case_title(found.application),
        "sentence": wording.decision_sentence(found, found.application.scheme.name),
        "why_not": why_not(found, today),
        "pending": pending_withdrawal(found),
        "until": until,
        "months": rules_of(found).withdrawal_months,
        "has_meetings": form.fields["meeting"].queryset.exists(),
        "form": form,
    }
    return render(request, "commission/withdrawals/withdraw.html", context, status=status)


def _meetings(user: User, until: date) -> QuerySet[Meeting]:
    """The meetings to come that can still vote on it."""
    return (
        Meeting.objects.visible_to(user)
        .filter(state__in=AGENDA_OPEN, starts_at__date__lte=until)
        .order_by("starts_at", "pk")
    )
