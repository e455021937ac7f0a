"""What is due, the durations, and the slips of what is to be eliminated."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.models import DisposalSlip, RetentionRules
from applications.retention import actions
from harmonie.accounts.access import requires
from harmonie.dates import plain_day
from harmonie.documents.responses import pdf_response
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once
from harmonie.spreadsheets import csv_lines

from . import queries
from .forms import AbandonForm, DayForm, RetentionForm, VisaForm
from .paper import rendered

KEEPS = "applications.keep_retention"
SETTINGS = "accounts.manage_settings"
HEADINGS = ("Bordereau", "Demande", "Dispositif", "Terminé le", "Sort proposé")


@requires(KEEPS)
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    form, today = DayForm(request.GET or None), timezone.localdate()
    is_wrong = form.is_bound and not form.is_valid()
    day = (form.cleaned_data.get("au") if form.is_bound and not is_wrong else None) or today
    rules = RetentionRules.objects.in_force(day)
    categories = queries.categories(day, rules)
    context = {
        "form": form,
        "day": day,
        "rules": rules,
        "categories": categories,
        "is_due": any(line.count for line in categories),
        "to_archive": queries.to_archive(day, rules),
        "slips": DisposalSlip.objects.select_related("made_by")[:50],
        "every_rules": RetentionRules.objects.newest_first(),
        "may_draw_up": day <= today,
    }
    return render(request, "reporting/settings/retention.html", context, status=422 if is_wrong else 200)


@requires(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def retention_rules(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rules = RetentionRules.objects.in_force(timezone.localdate(now))
    initial = {name: getattr(rules, name) for name in ("contact_years", "granted_years", "refused_years")}
    form = RetentionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.vote_retention(by=request.user, now=now, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("valid_from", str(refusal))
        else:
            day = plain_day(form.cleaned_data["valid_from"])
            messages.success(request, f"Ces durées valent à partir du {day}.")
            return redirect("retention")
    return render(
        request, "reporting/settings/retention_rules.html", {"form": form}, status=422 if form.errors else 200
    )


@requires(KEEPS)
@require_POST
@posts_once
def draw_up_slip(request: HttpRequest) -> HttpResponse:
    """Freezes what is due on the day that the page showed."""
    form, now = DayForm(request.POST), timezone.now()
    today = timezone.localdate(now)
    day = (form.cleaned_data["au"] if form.is_valid() else None) or today
    if day > today:
        messages.error(request, "Un bordereau s’établit jusqu’à aujourd’hui\u00a0: choisissez ce jour ou avant.")
        return redirect("retention")
    rules = RetentionRules.objects.in_force(day)
    try:
        slip = actions.draw_up_slip(
            as_of=day, rules=rules, proposed=queries.proposed(day, rules), by=request.user, now=now
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("retention")
    messages.success(request, f"Le bordereau {slip.number} est établi. Émettez son PDF pour le faire viser.")
    return redirect("disposal_slip", slip.number)


@requires(KEEPS)
@require_safe
def disposal_slip(request: HttpRequest, number: str) -> HttpResponse:
    return _page(request, _found(number))


@requires(KEEPS)
@require_POST
@posts_once
def issue_disposal_paper(request: HttpRequest, number: str) -> HttpResponse:
    """Renders before any lock."""
    slip = _found(number)
    if slip.document is None:
        now = timezone.now()
        actions.keep_paper(slip=slip, content=rendered(slip, by=request.user, now=now), by=request.user, now=now)
    return redirect("disposal_slip", slip.number)


@requires(KEEPS)
@require_POST
@posts_once
def note_disposal_visa(request: HttpRequest, number: str) -> HttpResponse:
    slip, form, now = _found(number), VisaForm(request.POST), timezone.now()
    given = {"slip": slip, "now": now}
    return _answer(request, slip, form, "visa", lambda data: actions.note_visa(**given, **data), "Le visa est noté.")


@requires(KEEPS)
@require_POST
@posts_once
def abandon_disposal_slip(request: HttpRequest, number: str) -> HttpResponse:
    slip, form, now = _found(number), AbandonForm(request.POST), timezone.now()
    given = {"slip": slip, "now": now}
    said = "Ce bordereau est abandonné\u00a0: ses dossiers peuvent être proposés de nouveau."
    return _answer(request, slip, form, "abandon", lambda data: actions.abandon_slip(**given, **data), said)


@requires(KEEPS)
@require_safe
def disposal_pdf(request: HttpRequest, number: str) -> HttpResponse:
    slip = _found(number)
    if slip.document is None:
        raise Http404
    return pdf_response(slip.document)


@requires(KEEPS)
@require_safe
def disposal_csv(request: HttpRequest, number: str) -> StreamingHttpResponse:
    """Every dossier by its number alone; the export is noted in the access log."""
    slip = _found(number)
    log_opening(user=request.user, subject="bordereau d’élimination", reference=slip.number)
    lines = slip.lines.select_related("application__scheme").order_by("ended_on", "id")
    rows = (
        (slip.number, line.application.reference, line.application.scheme.name, line.ended_on, line.get_fate_display())
        for line in lines.iterator(2000)
    )
    response = StreamingHttpResponse(csv_lines(HEADINGS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slip.number}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _answer(
    request: HttpRequest, slip: DisposalSlip, form: Form, name: str, act: Callable[[dict[str, Any]], None], said: str
) -> HttpResponse:
    status = 422
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, said)
            return redirect("disposal_slip", slip.number)
    return _page(request, slip, status, **{name: form})


def _page(
    request: HttpRequest, slip: DisposalSlip, status: int = 200, visa: Form | None = None, abandon: Form | None = None
) -> HttpResponse:
    context = {
        "slip": slip,
        "batches": queries.batches(slip),
        "waits": slip.visa_on is None and slip.abandoned_at is None,
        "visa": visa or VisaForm(),
        "abandon": abandon or AbandonForm(),
        "form": visa or abandon,
    }
    return render(request, "reporting/settings/disposal_slip.html", context, status=status)


def _found(number: str) -> DisposalSlip:
    return get_object_or_404(DisposalSlip.objects.select_related("document", "made_by"), number=number)
