"""The texts of agreements: which one applies, its versions, the editor and its specimen."""

from datetime import date

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.chips import Chip
from harmonie.dates import plain_day
from harmonie.documents.responses import fresh_pdf_response
from harmonie.documents.texts.markdown import printed
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once
from harmonie.schemes.models import Scheme

from ..models import AgreementText, Loan
from . import text_actions as actions
from .forms import TextForm
from .names import NAMES
from .specimen import specimen_pdf

DRAFT, TO_COME = Chip("Brouillon", "file"), Chip("À venir", "calendar", "wait")
IN_FORCE, PAST = Chip("En vigueur", "check", "done"), Chip("Remplacé", "clock")
EDIT, READ = "loans.edit_agreementtext", "loans.keep_loan"


def _texts() -> QuerySet[AgreementText]:
    used = Loan.objects.filter(agreement_text=OuterRef("pk"))
    texts = AgreementText.objects.annotate(is_used=Exists(used)).select_related("scheme", "written_by")
    return texts.order_by("scheme__name", "-version")


@requires(EDIT, READ)
@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """Every version, those of one scheme together, with the one that applies today."""
    today = timezone.localdate()
    current = {AgreementText.objects.in_force(scheme, today).pk for scheme in Scheme.objects.all()}
    listed = [(text, _standing(text, current, today)) for text in _texts()]
    context = {"texts": listed, "may_edit": person(request).has_perm(EDIT)}
    return render(request, "loans/agreements/texts.html", context)


def _standing(text: AgreementText, current: set[int], today: date) -> Chip:
    if text.valid_from is None:
        return DRAFT
    if text.valid_from > today:
        return TO_COME
    return IN_FORCE if text.pk in current else PAST


@requires(EDIT, READ)
@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as it is written, names included."""
    found = get_object_or_404(_texts(), pk=pk)
    shown = {name.name: name.written for name in NAMES}
    context = {
        "text": found,
        "articles": printed(found.articles, shown),
        "is_final": actions.is_final(found, timezone.localdate()),
        "may_edit": person(request).has_perm(EDIT),
    }
    return render(request, "loans/agreements/text.html", context)


@requires(EDIT, READ)
@require_safe
def specimen(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(AgreementText.objects.select_related("scheme"), pk=pk)
    return fresh_pdf_response(specimen_pdf(found, person(request), timezone.localdate()), "specimen")


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def add(request: HttpRequest) -> HttpResponse:
    """Starts from the version named in the address, so that only what changes is typed."""
    today = timezone.localdate()
    start = _texts().filter(pk=_number(request.GET.get("depuis", ""))).first() or _texts().filter(scheme=None).first()
    initial = {"scheme": start.scheme_id, "title": start.title, "articles": start.articles} if start else {}
    form = TextForm(request.POST or None, today=today, initial=initial)
    if form.is_valid():
        if "voir" in request.POST:
            return _seen(request, form)
        try:
            made = actions.add_text(by=person(request), now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _kept(request, made)
    return _form(request, form, None)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Corrects a draft, or a text to come."""
    found = get_object_or_404(_texts(), pk=pk)
    if request.method != "POST" and actions.is_final(found, timezone.localdate()):
        messages.info(request, "Ce texte est entré en vigueur\u00a0: partez d’une nouvelle version.")
        return redirect("loans:agreement_text", pk)
    form = TextForm(request.POST or None, instance=found, today=timezone.localdate())
    if form.is_valid():
        if "voir" in request.POST:
            return _seen(request, form)
        try:
            actions.correct_text(text=found, by=person(request), now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return _form(request, form, found, status=409)
        found.valid_from = form.cleaned_data["valid_from"]
        return _kept(request, found)
    return _form(request, form, found)


def _seen(request: HttpRequest, form: TextForm) -> HttpResponse:
    """What is typed as a specimen; nothing is kept."""
    return fresh_pdf_response(specimen_pdf(form.instance, person(request), timezone.localdate()), "specimen")


def _kept(request: HttpRequest, text: AgreementText) -> HttpResponse:
    when = f"il vaut à partir du {plain_day(text.valid_from)}" if text.valid_from else "c’est un brouillon"
    messages.success(request, f"Texte enregistré\u00a0: {when}.")
    return redirect("loans:agreement_text", text.pk)


def _form(request: HttpRequest, form: TextForm, found: AgreementText | None, status: int = 0) -> HttpResponse:
    context = {"form": form, "text": found, "names": NAMES}
    status = status or (422 if request.method == "POST" else 200)
    return render(request, "loans/agreements/edit.html", context, status=status)


@requires(EDIT)
@require_POST
@posts_once
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(AgreementText, pk=pk)
    try:
        actions.remove_text(text=found, by=person(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("loans:agreement_text", pk)
    messages.success(request, "Ce texte est retiré.")
    return redirect("loans:agreement_texts")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else 0
