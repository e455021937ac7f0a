"""Writing a note or a message: the answer is the dossier, or this page again with what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from harmonie.accounts.access import requires
from harmonie.free_text import warn_of_numbers
from harmonie.refusals import Refusal
from harmonie.registry import kept
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..models import LoanApplication
from ..scope import reviewed, scoped
from . import actions
from .forms import MessageForm, NoteForm
from .panel import partner_panel
from .queries import notes
from .rules import may_exchange

REFER = "applications.refer_loanapplication"
REVIEW = "applications.assess_loanapplication"


@requires(REFER, REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def write_message(request: HttpRequest, reference: str) -> HttpResponse:
    """The thread of a request, and a message to the other side."""
    application = scoped(request, reference)
    if not may_exchange(application, request.user):
        raise Http404
    form = kept.resumed(request, MessageForm(request.POST or None, prefix="message"))
    page = {**partner_panel(application, request.user, timezone.localdate()), "message_form": form}
    return _written(request, application, form, actions.write_message, "message", page)


@requires(REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def write_note(request: HttpRequest, reference: str) -> HttpResponse:
    """The notes of a request, and one more."""
    application = reviewed(request, reference)
    form = kept.resumed(request, NoteForm(request.POST or None, prefix="note"))
    page = {"reads_notes": True, "notes": notes(application), "note_form": form}
    return _written(request, application, form, actions.write_note, "note", page)


SAID = {"message": "Votre message est envoyé.", "note": "Votre note est gardée."}


def _written(
    request: HttpRequest,
    application: LoanApplication,
    form: Form,
    write: Callable[..., object],
    kind: str,
    page: dict[str, Any],
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    if not form.is_bound:
        log_opening(user=request.user, subject="dossier", reference=application.reference)
    if form.is_bound and form.is_valid():
        try:
            write(application=application, text=form.cleaned_data["text"], by=request.user, now=timezone.now())
            messages.success(request, SAID[kind])
            warn_of_numbers(request, form)
            return redirect(f"{reverse('applications:detail', args=[application.reference])}#{kind}s")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = 409
    context = {"application": application, "form": form, "kind": kind, **page}
    return render(request, "applications/correspondence/write.html", context, status=status)
