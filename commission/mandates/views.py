"""The members of the commission: in office, to come, past."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.dates import plain_day
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once
from harmonie.words import of

from ..clicks import carried_out
from ..models import Mandate
from . import actions
from .forms import EndForm, MandateForm, TiesForm
from .queries import mandates_on, with_ties


@requires("commission.change_mandate")
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    return render(request, "commission/mandates/members.html", mandates_on(timezone.localdate())._asdict())


@requires("commission.change_mandate")
@require_http_methods(["GET", "POST"])
@posts_once
def appoint(request: HttpRequest) -> HttpResponse:
    form = MandateForm(request.POST or None, today=timezone.localdate())
    if form.is_valid():
        try:
            given = actions.appoint(**form.cleaned_data, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{given.user} a un mandat à partir du {plain_day(given.starts_on)}.")
            return redirect("commission:mandates")
    return _form(request, form, None, "Ajouter un membre", "Enregistrer le mandat")


@requires("commission.change_mandate")
@require_http_methods(["GET", "POST"])
@posts_once
def ties(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(with_ties(), pk=pk)
    initial = {
        "age_rank": found.age_rank,
        "linked_partners": list(found.linked_partners.all()),
        "linked_names": found.linked_names,
    }
    form = TiesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_ties(mandate=found, **form.cleaned_data, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Les liens {of(found.user)} sont à jour.")
            return redirect("commission:mandates")
    return _form(request, form, found, f"Liens {of(found.user)}", "Enregistrer les liens")


@requires("commission.change_mandate")
@require_http_methods(["GET", "POST"])
@posts_once
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(with_ties(), pk=pk)
    form = EndForm(request.POST or None, today=timezone.localdate(), initial={"ends_on": found.ends_on})
    if form.is_valid():
        day = form.cleaned_data["ends_on"]
        try:
            actions.end_mandate(mandate=found, ends_on=day, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error("ends_on", str(refusal))
        else:
            messages.success(request, f"Le mandat {of(found.user)} finit le {plain_day(day)}.")
            return redirect("commission:mandates")
    return _form(request, form, found, f"Fin du mandat {of(found.user)}", "Enregistrer la fin du mandat")


def _form(
    request: HttpRequest, form: MandateForm | TiesForm | EndForm, found: Mandate | None, heading: str, button: str
) -> HttpResponse:
    context = {"form": form, "mandate": found, "heading": heading, "button": button}
    status = 422 if request.method == "POST" else 200
    return render(request, "commission/mandates/form.html", context, status=status)


@requires("commission.change_mandate")
@require_POST
@posts_once
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    if carried_out(request, actions.remove_mandate, mandate=get_object_or_404(Mandate, pk=pk)):
        messages.success(request, "Ce mandat est retiré.")
    return redirect("commission:mandates")
