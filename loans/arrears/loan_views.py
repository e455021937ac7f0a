"""Late payments of one loan: pauses, and the letter as it would leave."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.dates import plain_day
from harmonie.documents.responses import fresh_pdf_response
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from ..clicks import done, status_of
from ..enums import LoanState, PauseReason
from ..models import Pause
from ..scope import loan_or_404
from . import actions
from .forms import PauseForm
from .issuing_actions import rendered
from .late import late_of
from .words import STEP_OF

KEEPS = "loans.keep_loan"


@requires(KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def pause(request: HttpRequest, reference: str) -> HttpResponse:
    """Nobody is reminded for a time, or until somebody ends it."""
    loan, now = loan_or_404(request, reference), timezone.now()
    if loan.state != LoanState.ACTIVE:
        raise Http404
    form = PauseForm(request.POST or None, loan=loan, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"reason": PauseReason(form.cleaned_data["reason"])}
        if done(form, lambda: actions.pause_reminders(loan=loan, by=person(request), now=now, **data)):
            messages.success(request, "Relances suspendues. Le retard reste compté, sans pénalité.")
            return redirect("loans:detail", reference)
    return render(request, "loans/arrears/pause.html", {"form": form, "loan": loan}, status=status_of(form))


@requires(KEEPS)
@require_POST
@posts_once
def end_pause(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    found = get_object_or_404(Pause, loan=loan_or_404(request, reference), pk=pk)
    now = timezone.now()
    try:
        resumes = actions.end_pause(pause=found, by=person(request), now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        when = "aujourd’hui" if resumes <= timezone.localdate(now) else f"le {plain_day(resumes)}"
        messages.success(request, f"Suspension levée\u00a0: les relances reprennent {when}.")
    return redirect("loans:detail", reference)


@requires(KEEPS)
@require_safe
def preview(request: HttpRequest, reference: str) -> HttpResponse:
    """The letter that this loan waits for, as it would leave today, marked PROJET."""
    loan, now = loan_or_404(request, reference), timezone.now()
    late = late_of(loan, timezone.localdate(now))
    if late.next not in STEP_OF:
        raise Http404
    content = rendered(loan, STEP_OF[late.next], late, person(request), now, is_draft=True)
    return fresh_pdf_response(content, f"projet-relance-{loan.reference}")
