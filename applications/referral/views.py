"""Referring a person, step by step. After the referral the same pages correct the dossier."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from harmonie.accounts.access import requires
from harmonie.refusals import Refusal, Stale
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once
from harmonie.schemes.models import Scheme, SchemeTerms
from harmonie.words import of

from .. import actions
from ..dossier import presence
from ..dossier.comparison import compared
from ..dossier.facts import facts
from ..dossier.revision import seen_revision
from ..enums import OverIndebtedness, State
from ..models import LoanApplication
from ..queries import open_terms, project_of, terms_on
from ..rules import can_edit, last_instalment, may_review, small_instalment_warning, usual_instalment
from ..scope import at_home, scoped
from .forms import (
    BudgetForm,
    ConsentForm,
    ExpenseForm,
    ExpenseRows,
    IncomeForm,
    IncomeRows,
    MemberForm,
    MemberRows,
    PersonForm,
    ProjectForm,
)
from .rows import pressed, rows_for
from .steps import NEXT, steps

REFER = "applications.refer_loanapplication"
REVIEW = "applications.assess_loanapplication"
Form = forms.BaseForm | forms.BaseFormSet


@requires(REFER)
@require_http_methods(["GET", "POST"])
@posts_once
def new(request: HttpRequest) -> HttpResponse:
    """The first step makes the draft, so that nothing is asked twice."""
    at_home(request.user)
    form = PersonForm(request.POST or None)
    now, refusal = timezone.now(), ""
    if request.method == "POST" and form.is_valid():
        try:
            application = actions.open_draft(
                scheme=_first_scheme(),
                person=form.cleaned_data,
                by=request.user,
                now=now,
            )
            return redirect("applications:household", application.reference)
        except Refusal as error:
            refusal = str(error)
    context = {
        "form": form,
        "forms": [form],
        "steps": steps(None, "person"),
        "refusal": refusal,
    }
    return render(
        request,
        "applications/person.html",
        context,
        status=_status(form.is_bound, refusal),
    )


def _first_scheme() -> Scheme:
    """A draft begins under the first open scheme; the project step asks which one it shall be."""
    terms = open_terms(timezone.localdate())
    if not terms:
        raise Refusal("Aucun dispositif n’est ouvert aujourd’hui\u00a0: prévenez l’administration du CCAS.")
    return terms[0].scheme


@requires(REFER, REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def person(request: HttpRequest, reference: str) -> HttpResponse:
    application = scoped(request, reference)
    form = PersonForm(request.POST or None, initial=PersonForm.facts_of(application.applicant))

    def save(edit: dict[str, Any]) -> None:
        actions.save_person(application=application, person=form.cleaned_data, **edit)

    return _step(request, application, "person", {"form": form}, save)


@requires(REFER, REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def household(request: HttpRequest, reference: str) -> HttpResponse:
    application = scoped(request, reference)
    saved = list(application.members.values("first_name", "birth_date", "kinship"))
    rows = rows_for(request, MemberForm, MemberRows, "personnes", saved)

    def save(edit: dict[str, Any]) -> None:
        actions.save_household(application=application, members=rows.rows, **edit)

    return _step(request, application, "household", {"members": rows}, save)


@requires(REFER, REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def household_budget(request: HttpRequest, reference: str) -> HttpResponse:
    application = scoped(request, reference)
    line = ("kind", "label", "amount")
    incomes = rows_for(
        request,
        IncomeForm,
        IncomeRows,
        "ressources",
        list(application.incomes.values(*line)),
    )
    expenses = rows_for(
        request,
        ExpenseForm,
        ExpenseRows,
        "charges",
        list(application.expenses.values(*line)),
    )
    typed = request.POST if request.method == "POST" else None
    form = BudgetForm(
        typed,
        initial={"over_indebtedness": application.over_indebtedness or OverIndebtedness.NONE},
    )

    def save(edit: dict[str, Any]) -> None:
        actions.save_budget(
            application=application,
            incomes=incomes.rows,
            expenses=expenses.rows,
            over_indebtedness=form.cleaned_data["over_indebtedness"],
            **edit,
        )

    return _step(
        request,
        application,
        "budget",
        {"incomes": incomes, "expenses": expenses, "form": form},
        save,
    )


@requires(REFER, REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def project(request: HttpRequest, reference: str) -> HttpResponse:
    application = scoped(request, reference)
    terms = _terms_to_choose(application)
    form = ProjectForm(request.POST or None, initial=_project_facts(application), terms=terms)

    def save(edit: dict[str, Any]) -> None:
        scheme = form.terms[form.cleaned_data["scheme"]].scheme
        urgent = form.cleaned_data["is_urgent"]
        actions.save_project(
            application=application,
            scheme=scheme,
            project=form.project,
            is_urgent=urgent,
            **edit,
        )
        row = form.terms[scheme.pk]
        if warning := small_instalment_warning(row, form.cleaned_data["amount"], form.cleaned_data["months"]):
            messages.warning(request, warning)

    return _step(request, application, "project", {"form": form}, save, example=_example(terms))


def _terms_to_choose(application: LoanApplication) -> list[SchemeTerms]:
    """A draft is judged on the day it is handed over, a request on its own date."""
    draft = application.state == State.DRAFT
    return open_terms(timezone.localdate() if draft else application.requested_on)


def _project_facts(application: LoanApplication) -> dict[str, Any]:
    saved = project_of(application)
    names = ("purpose", "description", "amount", "months", "payee", "supplier")
    return {
        "scheme": application.scheme_id,
        "is_urgent": application.is_urgent,
        **({name: getattr(saved, name) for name in names} if saved else {}),
    }


def _example(terms: list[SchemeTerms]) -> dict[str, Any]:
    """What the largest loan of the first scheme would cost each month."""
    if not terms:
        return {}
    most, limit = terms[0].amount_max, terms[0].months_max
    months = sorted({limit * 10 // 18, limit * 2 // 3, limit * 15 // 18, limit} - {0})
    rows = [(count, usual_instalment(most, count), last_instalment(most, count)) for count in months]
    return {"scheme": terms[0].scheme, "amount": most, "rows": rows}


def _step(
    request: HttpRequest,
    application: LoanApplication,
    step: str,
    parts: dict[str, Form],
    save: Callable[[dict[str, Any]], None],
    **context: Any,
) -> HttpResponse:
    """One page of the dossier: shows it, or saves it and goes on. What was typed is always kept."""
    known, refusal, met = application.revision, "", None
    if request.method == "POST" and not pressed(request) and _all_valid(parts):
        try:
            edit = {
                "expected_revision": seen_revision(request),
                "by": request.user,
                "now": timezone.now(),
            }
            save(edit)
            return _onwards(request, application, step)
        except Refusal as error:
            refusal = str(error)
            if isinstance(error, Stale):
                met = compared(application, parts, seen_revision(request))
                known = met.revision
    elif request.method == "POST":
        # The page keeps the revision it was rendered with: a correction must not hide somebody else's change.
        known = seen_revision(request)
    elif not can_edit(application) or not _may_edit(request, application):
        messages.info(request, "Ce dossier ne peut plus être modifié ici.")
        return redirect("applications:detail", application.reference)
    else:
        log_opening(user=request.user, subject="dossier", reference=application.reference)
    shown = {
        "application": application,
        "forms": [] if pressed(request) else list(parts.values()),
        "steps": steps(application, step),
        "is_draft": application.state == State.DRAFT,
        "refusal": refusal,
        "changes": met.changes if met else [],
        "comparison": met,
        "revision": known,
        **presence.open_here(request, application),
        **parts,
        **context,
    }
    failed = request.method == "POST" and not pressed(request)
    return render(request, f"applications/{step}.html", shown, status=_status(failed, refusal))


def _all_valid(parts: dict[str, Form]) -> bool:
    """Asks every part, so that all their sentences show at once."""
    return False not in [part.is_valid() for part in parts.values()]


def _may_edit(request: HttpRequest, application: LoanApplication) -> bool:
    return application.state == State.DRAFT or may_review(request.user)


def _onwards(request: HttpRequest, application: LoanApplication, step: str) -> HttpResponse:
    if application.state == State.DRAFT:
        return redirect(f"applications:{NEXT[step]}", application.reference)
    messages.success(
        request,
        "C’est enregistré. Vérifiez de nouveau l’éligibilité avant de préparer le dossier.",
    )
    return redirect("applications:detail", application.reference)


def _status(failed: bool, refusal: str) -> int:
    return 409 if refusal else 422 if failed else 200


@requires(REFER)
@require_http_methods(["GET", "POST"])
@posts_once
def submit(request: HttpRequest, reference: str) -> HttpResponse:
    """The last step: reread, consent, hand over."""
    application = scoped(request, reference)
    form, refusal = ConsentForm(request.POST or None), ""
    if application.state != State.DRAFT:
        # Before anything is shown: what the CCAS adds from here on is not for the one who referred.
        messages.info(request, "Cette demande est déjà transmise\u00a0: voyez ci-dessous où elle en est.")
        return redirect("applications:detail", application.reference)
    if request.method == "POST" and form.is_valid():
        try:
            actions.submit(
                application=application,
                consented=True,
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, f"La demande {of(application.applicant)} est transmise au CCAS.")
            return redirect("applications:detail", application.reference)
        except Refusal as error:
            refusal = str(error)
    context = {
        **facts(application),
        "form": form,
        "forms": [form],
        "steps": steps(application, "submit"),
        "missing": _missing(application),
        "warning": _caution(application),
        "refusal": refusal,
    }
    return render(
        request,
        "applications/submit.html",
        context,
        status=_status(form.is_bound, refusal),
    )


def _missing(application: LoanApplication) -> list[tuple[str, str]]:
    """What still has to be said, and the step where."""
    lacks = []
    if not application.incomes.exists():
        lacks.append(
            (
                "budget",
                "Aucune ressource n’est indiquée\u00a0: vérifiez que c’est bien le cas.",
            )
        )
    if project_of(application) is None:
        lacks.append(("project", "Dites à quoi servira le prêt, combien et sur quelle durée."))
    return lacks


def _caution(application: LoanApplication) -> str:
    saved = project_of(application)
    if saved is None:
        return ""
    try:
        terms = terms_on(application.scheme, timezone.localdate())
    except Refusal as refusal:
        return str(refusal)
    return small_instalment_warning(terms, saved.amount, saved.months)
