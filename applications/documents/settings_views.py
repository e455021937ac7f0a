"""Which documents the CCAS asks for: the administration's list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from harmonie.accounts.access import requires
from harmonie.registry.once import posts_once

from ..enums import Purpose
from ..models import DocumentRequirement
from . import actions
from .forms import RequirementForm

SETTINGS = "accounts.manage_settings"


@requires(SETTINGS)
@require_safe
def requirements(request: HttpRequest) -> HttpResponse:
    purposes = dict(Purpose.choices)
    rows = [
        (requirement, ", ".join(str(purposes.get(purpose, purpose)) for purpose in requirement.purposes))
        for requirement in DocumentRequirement.objects.select_related("scheme")
    ]
    return render(request, "applications/documents/requirements.html", {"rows": rows})


@requires(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def add_requirement(request: HttpRequest) -> HttpResponse:
    last = DocumentRequirement.objects.order_by("-position").first()
    return _page(request, None, RequirementForm(request.POST or None, initial=_next(last)))


def _next(last: DocumentRequirement | None) -> dict[str, int]:
    """After the last one, with room between."""
    return {"position": last.position + 10 if last else 10}


@requires(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def edit_requirement(request: HttpRequest, pk: int) -> HttpResponse:
    requirement = get_object_or_404(DocumentRequirement, pk=pk)
    return _page(request, requirement, RequirementForm(request.POST or None, instance=requirement))


def _page(request: HttpRequest, requirement: DocumentRequirement | None, form: RequirementForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        actions.save_requirement(requirement=requirement, values=form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, f"«\u202f{form.cleaned_data['label']}\u202f» est enregistrée.")
        return redirect("applications:requirements")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "requirement": requirement}
    return render(request, "applications/documents/requirement.html", context, status=status)
