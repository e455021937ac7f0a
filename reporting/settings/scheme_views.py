"""The schemes that the town offers: what each is, its terms, its money, and who changed what."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.chips import Chip
from harmonie.refusals import Refusal
from harmonie.registry.changes import changes_among, changes_of
from harmonie.registry.once import posts_once
from harmonie.schemes import actions
from harmonie.schemes.models import BudgetEnvelope, Scheme, SchemeTerms
from harmonie.schemes.scheme_actions import is_in_use

from .forms import ReasonForm, SchemeForm

WRITE = "accounts.manage_settings"
OPEN, CLOSED, EMPTY = Chip("Ouvert", "check", "done"), Chip("Fermé", "pause"), Chip("Sans conditions", "flag", "wait")


def _terms() -> Prefetch:
    return Prefetch("terms", SchemeTerms.objects.order_by("-valid_from"))


def chip_of(scheme: Scheme) -> Chip:
    """Whether anybody can ask for it; `terms` are read already."""
    if not scheme.is_active:
        return CLOSED
    return OPEN if scheme.terms.all() else EMPTY


@requires(WRITE)
@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    this_year = Prefetch("envelopes", BudgetEnvelope.objects.filter(year=today.year))
    rows = [
        (scheme, chip_of(scheme), _in_force(scheme), _to_come(scheme), next(iter(scheme.envelopes.all()), None))
        for scheme in Scheme.objects.prefetch_related(_terms(), this_year)
    ]
    return render(request, "reporting/settings/schemes.html", {"rows": rows, "today": today})


def _in_force(scheme: Scheme) -> SchemeTerms | None:
    today = timezone.localdate()
    started = [terms for terms in scheme.terms.all() if terms.valid_from <= today]
    return next((terms for terms in started if terms.valid_to is None or today < terms.valid_to), None)


def _to_come(scheme: Scheme) -> SchemeTerms | None:
    return next((terms for terms in reversed(scheme.terms.all()) if terms.valid_from > timezone.localdate()), None)


@requires(WRITE)
@require_safe
def scheme(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, code, ReasonForm())


def _page(request: HttpRequest, code: str, form: ReasonForm, status: int = 200) -> HttpResponse:
    envelopes = Prefetch("envelopes", BudgetEnvelope.objects.order_by("-year"))
    found = get_object_or_404(Scheme.objects.prefetch_related(_terms(), envelopes), code=code)
    context = {
        "scheme": found,
        "chip_of": chip_of(found),
        "today": timezone.localdate(),
        "facts": _facts(found),
        "form": form,
        "changes": changes_of(found, leave_out=["code"]),
        "terms_changes": changes_among(SchemeTerms, scheme_id=found.pk, about="valid_from", leave_out=["scheme"]),
    }
    return render(request, "reporting/settings/scheme.html", context, status=status)


def _facts(found: Scheme) -> list[tuple[str, str]]:
    own = found.lends_itself
    return [
        ("Qui prête", "le CCAS, sur son budget" if own else found.lender_name),
        ("Devant la commission", "sans l’identité de la personne" if found.is_anonymised else "avec son identité"),
        (
            "Fin d’exercice",
            _rule(own, found.carries_over, "le disponible est reporté", "le disponible n’est pas reporté"),
        ),
        (
            "Remboursements",
            _rule(own, found.repayments_refill, "ils reviennent à l’enveloppe", "ils ne reviennent pas à l’enveloppe"),
        ),
    ]


def _rule(applies: bool, holds: bool, yes: str, no: str) -> str:
    return (yes if holds else no) if applies else ""


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def create_scheme(request: HttpRequest) -> HttpResponse:
    form = SchemeForm(request.POST or None, initial={"is_anonymised": True})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_scheme(values=form.values(), by=person(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{made.name} est créé\u00a0: votez ses conditions pour l’ouvrir aux demandes.")
            return redirect("scheme", made.code)
    return _form(request, form, None)


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def change_scheme(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Scheme, code=code)
    start = {name: getattr(found, name) for name in SchemeForm.base_fields}
    form = SchemeForm(request.POST or None, initial=start, lender_stays=is_in_use(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_scheme(scheme=found, values=form.values(), why="", by=person(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "Le dispositif est modifié.")
            return redirect("scheme", code)
    return _form(request, form, found)


def _form(request: HttpRequest, form: SchemeForm, found: Scheme | None) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "reporting/settings/scheme_form.html", {"form": form, "scheme": found}, status=status)


@requires(WRITE)
@require_POST
@posts_once
def open_or_close_scheme(request: HttpRequest, code: str) -> HttpResponse:
    """Closes an open scheme to new requests, or opens it again, as the page's own button says."""
    found = get_object_or_404(Scheme, code=code)
    form = ReasonForm(request.POST)
    act = actions.reopen_scheme if request.POST.get("act") == "reopen" else actions.close_scheme
    if not form.is_valid():
        return _page(request, code, form, 422)
    try:
        act(scheme=found, why=form.cleaned_data["why"], by=person(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{found.name} est {'ouvert' if act == actions.reopen_scheme else 'fermé'}.")
    return redirect("scheme", code)
