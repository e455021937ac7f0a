"""The règlement intérieur: what applies, what will, what did."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.dates import plain_day
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from ..clicks import carried_out
from ..models import StandingRules
from . import actions
from .forms import StandingRulesForm, typed_from
from .queries import dated_rules
from .sentences import sentences


@requires("commission.view_standingrules")
@require_safe
def standing_rules(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    current = StandingRules.objects.in_force(today)
    every = [(rules, sentences(rules)) for rules in dated_rules()]
    context = {
        "to_come": [line for line in reversed(every) if line[0].valid_from > today and line[0] != current],
        "in_force": next(line for line in every if line[0] == current),
        "past": [line for line in every if line[0].valid_from <= today and line[0] != current],
        "may_change": request.user.has_perm("commission.change_standingrules"),
    }
    return render(request, "commission/standing_rules/rules.html", context)


@requires("commission.change_standingrules")
@require_http_methods(["GET", "POST"])
@posts_once
def add(request: HttpRequest) -> HttpResponse:
    """Starts from the latest rules, so that only what changes is typed."""
    latest = typed_from(dated_rules()[0])
    initial = {**latest, "valid_from": None, "source": ""}
    form = StandingRulesForm(request.POST or None, today=timezone.localdate(), initial=initial)
    if form.is_valid():
        day = form.cleaned_data["valid_from"]
        try:
            actions.add_rules(valid_from=day, values=form.values, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error("valid_from", str(refusal))
        else:
            messages.success(request, f"Le règlement vaut à partir du {plain_day(day)}.")
            return redirect("commission:standing_rules")
    return _form(request, form, None)


@requires("commission.change_standingrules")
@require_http_methods(["GET", "POST"])
@posts_once
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(StandingRules, pk=pk)
    form = StandingRulesForm(request.POST or None, today=timezone.localdate(), initial=typed_from(found))
    if form.is_valid():
        try:
            actions.correct_rules(
                rules=found,
                valid_from=form.cleaned_data["valid_from"],
                values=form.values,
                by=request.user,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("valid_from", str(refusal))
        else:
            messages.success(request, "Le règlement est corrigé.")
            return redirect("commission:standing_rules")
    return _form(request, form, found)


def _form(request: HttpRequest, form: StandingRulesForm, found: StandingRules | None) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "commission/standing_rules/form.html", {"form": form, "rules": found}, status=status)


@requires("commission.change_standingrules")
@require_POST
@posts_once
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    if carried_out(request, actions.remove_rules, rules=get_object_or_404(StandingRules, pk=pk)):
        messages.success(request, "Ces règles sont retirées\u00a0: les précédentes continuent.")
    return redirect("commission:standing_rules")
