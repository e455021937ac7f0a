"""The financial rules: what applies, what will, what did."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.dates import plain_day
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from ..clicks import attempt, status_of
from ..models import MoneyRules
from . import actions
from .forms import MoneyRulesForm, typed_from
from .sentences import sentences

FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires("loans.view_moneyrules")
@require_safe
def money_rules(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    current = MoneyRules.objects.in_force(today)
    every = [(rules, sentences(rules)) for rules in MoneyRules.objects.select_related("recorded_by")]
    context = {
        "to_come": [line for line in reversed(every) if line[0].valid_from > today and line[0] != current],
        "in_force": next(line for line in every if line[0] == current),
        "past": [line for line in every if line[0].valid_from <= today and line[0] != current],
        "may_change": request.user.has_perm("loans.change_moneyrules"),
    }
    return render(request, "loans/money_rules/rules.html", context)


@requires("loans.change_moneyrules")
@FORM_OR_POST
@posts_once
def add(request: HttpRequest) -> HttpResponse:
    """Starts from the latest rules, so that only what changes is typed."""
    now, initial = timezone.now(), typed_from(MoneyRules.objects.order_by("-valid_from")[0])
    form = MoneyRulesForm(
        request.POST or None, today=timezone.localdate(now), initial=initial | {"valid_from": None, "source": ""}
    )
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["valid_from"]
        told = {"valid_from": day, "values": form.values, "by": request.user, "now": now}
        if attempt(form, lambda: actions.add_rules(**told)) is not None:
            messages.success(request, f"Ces règles valent à partir du {plain_day(day)}.")
            return redirect("loans:money_rules")
    return _form(request, form, None)


@requires("loans.change_moneyrules")
@FORM_OR_POST
@posts_once
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    rules, now = get_object_or_404(MoneyRules, pk=pk), timezone.now()
    form = MoneyRulesForm(request.POST or None, today=timezone.localdate(now), initial=typed_from(rules))
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["valid_from"]
        told = {"rules": rules, "valid_from": day, "values": form.values, "by": request.user, "now": now}
        attempt(form, lambda: actions.correct_rules(**told))
        if not form.errors:
            messages.success(request, f"Les règles du {plain_day(day)} sont corrigées.")
            return redirect("loans:money_rules")
    return _form(request, form, rules)


def _form(request: HttpRequest, form: MoneyRulesForm, rules: MoneyRules | None) -> HttpResponse:
    page = {"form": form, "rules": rules}
    return render(request, "loans/money_rules/form.html", page, status=status_of(form))


@requires("loans.change_moneyrules")
@require_POST
@posts_once
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.remove_rules(rules=get_object_or_404(MoneyRules, pk=pk), by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Ces règles sont retirées\u00a0: les précédentes continuent.")
    return redirect("loans:money_rules")
