"""The lists of reasons, and the words of each."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from applications.models import ReasonKind, ReasonText
from applications.reasons.actions import word_reason
from harmonie.accounts.access import requires
from harmonie.registry.changes import changes_of
from harmonie.registry.once import posts_once

from .catalogue import Reason, everything, reasons_of
from .forms import ReasonForm

SETTINGS = "accounts.manage_settings"


@requires(SETTINGS)
@require_safe
def reasons(request: HttpRequest) -> HttpResponse:
    return render(request, "reporting/settings/reasons.html", {"lists": everything()})


@requires(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def reason(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    found = _found(kind, code)
    form = ReasonForm(request.POST or None, reason=found)
    if request.method == "POST" and form.is_valid():
        word_reason(kind=found.kind, code=found.code, by=request.user, now=timezone.now(), **form.words())
        messages.success(request, f"«\u202f{found.label}\u202f» est enregistré. Les lettres émises ne changent pas.")
        return redirect("reasons")
    text = ReasonText.objects.filter(kind=found.kind, code=found.code).first()
    changes = changes_of(text, leave_out=("kind", "code")) if text else []
    context = {"reason": found, "form": form, "changes": changes}
    return render(request, "reporting/settings/reason.html", context, status=422 if form.errors else 200)


def _found(kind: str, code: str) -> Reason:
    if kind not in ReasonKind.values:
        raise Http404
    found = next((one for one in reasons_of(ReasonKind(kind)) if one.code == code), None)
    if found is None:
        raise Http404
    return found
