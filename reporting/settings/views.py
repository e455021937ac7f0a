"""What the administrator sets without a developer: dated terms, envelopes; and who is who."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once
from harmonie.schemes import actions
from harmonie.schemes.models import BudgetEnvelope, Scheme, SchemeTerms

from .forms import TermsForm


@requires("accounts.manage_settings")
@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    terms = Prefetch("terms", SchemeTerms.objects.order_by("-valid_from"))
    envelopes = Prefetch("envelopes", BudgetEnvelope.objects.order_by("-year"))
    context = {
        "schemes": Scheme.objects.prefetch_related(terms, envelopes),
        "people": [(person, _roles(person)) for person in _people()],
        "partners": Partner.objects.all(),
        "today": timezone.localdate(),
    }
    return render(request, "reporting/settings.html", context)


def _people():
    return User.objects.select_related("partner").prefetch_related("groups").order_by("last_name", "first_name")


def _roles(person: User) -> str:
    held = {group.name for group in person.groups.all()}
    return ", ".join(role.label for role in Role if role in held) or "aucun rôle"


@requires("accounts.manage_settings")
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def vote_terms(request: HttpRequest, code: str) -> HttpResponse:
    scheme = get_object_or_404(Scheme, code=code)
    if request.method != "POST":
        return _page(request, scheme, TermsForm(initial=_current(scheme)), "terms")
    form = TermsForm(request.POST)
    if not form.is_valid():
        return _page(request, scheme, form, "terms", 422)
    values = dict(form.cleaned_data)
    valid_from = values.pop("valid_from")
    try:
        actions.vote_terms(scheme=scheme, valid_from=valid_from, values=values, by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error("valid_from", str(refusal))
        return _page(request, scheme, form, "terms", 422)
    messages.success(
        request, f"{scheme.name}\u00a0: les nouvelles conditions valent à partir du {valid_from:%d/%m/%Y}."
    )
    return redirect("settings")


def _current(scheme: Scheme) -> dict[str, Any]:
    """The latest terms as a start: only what changes is to be typed."""
    latest = scheme.terms.order_by("-valid_from").first()
    kept = [name for name in TermsForm.base_fields if name not in ("valid_from", "source")]
    return {name: getattr(latest, name) for name in kept} if latest else {}


def _page(request: HttpRequest, scheme: Scheme, form: Any, name: str, status: int = 200) -> HttpResponse:
    return render(request, f"reporting/settings_{name}.html", {"scheme": scheme, "form": form}, status=status)
