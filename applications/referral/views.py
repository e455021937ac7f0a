"""Referring a person, step by step. After the referral the same pages correct the dossier."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from harmonie.accounts.access import requires
from harmonie.accounts.models import Partner, User
from harmonie.free_text import warn_of_numbers
from harmonie.refusals import Refusal, Stale
from harmonie.registry import kept
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once
from harmonie.schemes.models import Scheme

from .. import actions
from ..dossier import presence
from ..dossier.comparison import compared
from ..dossier.history import changes_since
from ..dossier.revision import seen_revision
from ..enums import OverIndebtedness, State
from ..models import LoanApplication
from ..queries import open_terms
from ..rules import can_edit, may_review
from ..scope import at_home, scoped
from .budget_forms import BudgetForm, DebtForm, DebtRows, ExpenseForm, ExpenseRows, IncomeForm, IncomeRows
from .forms import PersonForm, ProjectForm
from .household_forms import CoApplicantForm, MemberForm, MemberRows, SituationForm
from .missing import lacks
from .project import cautions, example, saved_project, terms_to_choose
from .rows import pressed, rows_for
from .saved import budget_rows, co_applicant, household_rows, people, situation
from .steps import NEXT, steps

REFER = "applications.refer_loanapplication"
REVIEW = "applications.assess_loanapplication"
QUIT = "quitter"
Form = forms.BaseForm | forms.BaseFormSet


@requires(REFER)
@require_http_methods(["GET", "POST"])
@posts_once
def new(request: HttpRequest) -> HttpResponse:
    """The first step makes the draft, so that nothing is asked twice."""
    at_home(request.user)
    form = kept.resumed(request, PersonForm(request.POST or None, partners=_partners_for(request.user)))
    now, refusal = timezone.now(), ""
    if request.method == "POST" and form.is_valid():
        try:
            application = actions.open_draft(
                scheme=_first_scheme(),
                person=form.person,
                partner=form.cleaned_data.get("partner"),
                by=request.user,
                now=now,
            )
            warn_of_numbers(request, form)
            return _onwards(request, application, "person")
        except Refusal as error:
            refusal = str(error)
    elif request.method == "POST" and QUIT in request.POST:
        return _leave(request, None)
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


def _partners_for(user: User) -> QuerySet[Partner] | None:
    """On whose behalf the CCAS may refer; a partner's own people are not asked."""
    return None if user.partner_id else Partner.objects.filter(is_active=True)


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
    draft = application.state == State.DRAFT
    form = PersonForm(
        request.POST or None,
        initial={**PersonForm.facts_of(application.applicant), "partner": application.partner_id},
        partners=_partners_for(request.user) if draft else None,
    )

    def save(edit: dict[str, Any]) -> None:
        actions.save_person(application=application, person=form.person, **edit)
        if form.chooses_partner:
            actions.refer_for(
                application=application, partner=form.cleaned_data["partner"], by=request.user, now=edit["now"]
            )

    return _step(request, application, "person", {"form": form}, save)


@requires(REFER, REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def household(request: HttpRequest, reference: str) -> HttpResponse:
    application = scoped(request, reference)
    posted = request.POST if request.method == "POST" and not pressed(request) else None
    rows = rows_for(request, MemberForm, MemberRows, "personnes", household_rows(application))
    other = CoApplicantForm(posted, initial=co_applicant(application), prefix="avec")
    home = SituationForm(posted, initial=situation(application))

    def save(edit: dict[str, Any]) -> None:
        actions.save_household(
            application=application, members=other.joined_to(rows.rows), situation=home.cleaned_data, **edit
        )

    parts = {"members": rows, "other": other, "form": home}
    return _step(request, application, "household", parts, save, agree=lambda: other.agrees_with(rows))


@requires(REFER, REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def household_budget(request: HttpRequest, reference: str) -> HttpResponse:
    application = scoped(request, reference)
    posted = request.POST if request.method == "POST" and not pressed(request) else None
    saved = budget_rows(application)
    earners = {"people": people(application)}
    incomes = rows_for(request, IncomeForm, IncomeRows, "ressources", saved["incomes"], earners)
    expenses = rows_for(request, ExpenseForm, ExpenseRows, "charges", saved["expenses"])
    debts = rows_for(request, DebtForm, DebtRows, "dettes", saved["debts"])
    form = BudgetForm(posted, initial={"over_indebtedness": application.over_indebtedness or OverIndebtedness.NONE})

    def save(edit: dict[str, Any]) -> None:
        actions.save_budget(
            application=application,
            incomes=incomes.rows,
            expenses=expenses.rows,
            debts=debts.rows,
            over_indebtedness=form.cleaned_data["over_indebtedness"],
            **edit,
        )

    parts = {"incomes": incomes, "expenses": expenses, "debts": debts, "form": form}
    return _step(request, application, "budget", parts, save)


@requires(REFER, REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def project(request: HttpRequest, reference: str) -> HttpResponse:
    application = scoped(request, reference)
    terms = terms_to_choose(application)
    form = ProjectForm(request.POST or None, initial=saved_project(application), terms=terms)

    def save(edit: dict[str, Any]) -> None:
        chosen = form.terms[form.cleaned_data["scheme"]]
        actions.save_project(
            application=application,
            scheme=chosen.scheme,
            project=form.project,
            is_urgent=form.cleaned_data["is_urgent"],
            urgency_reason=form.cleaned_data["urgency_reason"],
            **edit,
        )
        for warning in cautions(chosen, form.project):
            messages.warning(request, warning)

    return _step(request, application, "project", {"form": form}, save, example=example(terms))


def _step(
    request: HttpRequest,
    application: LoanApplication,
    step: str,
    parts: dict[str, Form],
    save: Callable[[dict[str, Any]], None],
    agree: Callable[[], bool] = lambda: True,
    **context: Any,
) -> HttpResponse:
    """One page of the dossier: shows it, or saves it and goes on. What was typed is always kept.

    `agree` says, once every part is valid by itself, whether they fit together.
    """
    for part in parts.values():
        if isinstance(part, forms.BaseForm):
            kept.resumed(request, part)
    known, refusal, changes, met = kept.revision(request, application.revision), "", [], None
    saves = request.method == "POST" and not pressed(request)
    if saves and _all_valid(parts) and agree():
        try:
            edit = {
                "expected_revision": seen_revision(request),
                "by": request.user,
                "now": timezone.now(),
            }
            save(edit)
            for part in parts.values():
                warn_of_numbers(request, part)
            return _onwards(request, application, step)
        except Refusal as error:
            refusal = str(error)
            if isinstance(error, Stale):
                met = compared(application, parts, seen_revision(request))
                known, changes = met.revision, met.changes
    elif saves and QUIT in request.POST:
        return _leave(request, application)
    elif request.method == "POST":
        # The page keeps the revision it was rendered with: a correction must not hide somebody else's change.
        known = seen_revision(request)
    elif not can_edit(application) or not _may_edit(request, application):
        messages.info(request, "Ce dossier ne peut plus être modifié ici.")
        return redirect("applications:detail", application.reference)
    else:
        log_opening(user=request.user, subject="dossier", reference=application.reference)
        changes = changes_since(application, known) if known != application.revision else []
    is_draft = application.state == State.DRAFT
    shown = {
        "application": application,
        "forms": list(parts.values()) if saves else [],
        "steps": steps(application, step, lacks(application, request.user) if is_draft else ()),
        "is_draft": is_draft,
        "wrong": saves and not refusal,
        "refusal": refusal,
        "changes": changes,
        "comparison": met,
        "revision": known,
        **presence.open_here(request, application),
        **parts,
        **context,
    }
    return render(request, f"applications/{step}.html", shown, status=_status(saves, refusal))


def _all_valid(parts: dict[str, Form]) -> bool:
    """Asks every part, so that all their sentences show at once."""
    return False not in [part.is_valid() for part in parts.values()]


def _may_edit(request: HttpRequest, application: LoanApplication) -> bool:
    return application.state == State.DRAFT or may_review(request.user)


def _onwards(request: HttpRequest, application: LoanApplication, step: str) -> HttpResponse:
    if application.state != State.DRAFT:
        messages.success(
            request,
            "C’est enregistré. Vérifiez de nouveau l’éligibilité avant de préparer le dossier.",
        )
    elif QUIT in request.POST:
        messages.success(request, "C’est enregistré. Vous pourrez continuer quand vous voudrez.")
    else:
        return redirect(f"applications:{NEXT[step]}", application.reference)
    return redirect("applications:detail", application.reference)


def _leave(request: HttpRequest, application: LoanApplication | None) -> HttpResponse:
    """Somebody has to go now: what is not right yet is kept as typed, for when they come back."""
    kept.leave(request, timezone.now())
    messages.warning(
        request, "Votre saisie est gardée, mais pas encore enregistrée\u00a0: une réponse au moins est à revoir."
    )
    return redirect("applications:detail", application.reference) if application else redirect("applications:list")


def _status(failed: bool, refusal: str) -> int:
    return 409 if refusal else 422 if failed else 200
