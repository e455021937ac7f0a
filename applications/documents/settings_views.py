"""Which documents the CCAS asks for: the administration's list."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.registry.changes import changes_of
from harmonie.registry.once import posts_once

from ..enums import Purpose
from ..models import DocumentRequirement
from . import actions
from .forms import RequirementForm

SETTINGS = "accounts.manage_settings"
WAYS = {"monter": True, "descendre": False}


@requires(SETTINGS)
@require_safe
def requirements(request: HttpRequest) -> HttpResponse:
    purposes = dict(Purpose.choices)
    rows = [
        (requirement, ", ".join(str(purposes.get(purpose, purpose)) for purpose in requirement.purposes))
        for requirement in DocumentRequirement.objects.select_related("scheme")
    ]
    context = {"rows": rows, "today": timezone.localdate()}
    return render(request, "applications/documents/requirements.html", context)


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


@requires(SETTINGS)
@require_POST
@posts_once
def move_requirement(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    requirement = get_object_or_404(DocumentRequirement, pk=pk)
    if way not in WAYS:
        raise Http404
    actions.move_requirement(requirement=requirement, up=WAYS[way], by=request.user, now=timezone.now())
    return redirect(f"{reverse('applications:requirements')}#piece-{pk}")


def _page(request: HttpRequest, requirement: DocumentRequirement | None, form: RequirementForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        actions.save_requirement(requirement=requirement, values=form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, f"«\u202f{form.cleaned_data['label']}\u202f» est enregistrée.")
        return redirect("applications:requirements")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "requirement": requirement, "found": changes_of(requirement) if requirement else []}
    return render(request, "applications/documents/requirement.html", context, status=status)
