"""The documents of one dossier: brought, served, judged, asked for."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.roles import Role
from harmonie.documents.responses import file_response, pdf_response
from harmonie.free_text import warn_of_numbers
from harmonie.refusals import Refusal
from harmonie.registry import kept
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..models import DocumentRequest, DocumentRequirement, LoanApplication, SupportingDocument
from ..rules import may_review
from ..scope import reviewed, scoped
from . import actions, panel
from .enums import Status
from .forms import AskForm, DepositForm, ExamineForm, need_value
from .pieces import choices
from .queries import next_to_examine, papers
from .rules import ANSWER_DAYS, can_ask, can_deposit, can_examine

REVIEW = "applications.assess_loanapplication"
DEPOSIT = ("applications.refer_loanapplication", REVIEW)
SUBJECT = "pièce justificative"


@requires(REVIEW)
@require_safe
def documents(request: HttpRequest, reference: str) -> HttpResponse:
    """Every document of the dossier, and what may be done about each."""
    application = reviewed(request, reference)
    known = panel.panel(application, request.user, timezone.localdate())
    waiting = known["papers"].to_examine
    context = {
        "application": application,
        **known,
        "first_to_examine": waiting[0] if waiting else None,
        "needs": [(need, need_value(need.requirement)) for need in known["papers"].needs],
    }
    return render(request, "applications/documents/list.html", context)


@requires(*DEPOSIT)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def deposit(request: HttpRequest, reference: str) -> HttpResponse:
    application = _open_to(request, reference)
    replaced = _replaced(request, application)
    pieces = choices(application, request.user)
    if replaced is not None:
        pieces = {"remplacer": actions.Piece(replaced.label, replaced.requirement, replaced.answers)}
    form = DepositForm(
        request.POST or None,
        request.FILES or None,
        pieces=pieces,
        limit_mb=settings.HARMONIE_UPLOAD_MB,
        initial={"piece": "remplacer" if replaced else request.GET.get("piece", "")},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _deposited(request, application, form, replaced)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = 409
    elif not can_deposit(application):
        messages.info(request, "Cette demande est terminée\u00a0: aucune pièce ne s’y ajoute plus.")
        return _back(application, request)
    context = {"application": application, "form": form, "replaced": replaced, "is_partner": _is_partner(request)}
    return render(request, "applications/documents/deposit.html", context, status=status)


def _open_to(request: HttpRequest, reference: str) -> LoanApplication:
    """The request, for its partner or for who reviews; nobody else brings documents."""
    application = scoped(request, reference)
    if not (_is_partner(request) or may_review(request.user)):
        raise Http404
    return application


def _is_partner(request: HttpRequest) -> bool:
    return request.user.holds(Role.PARTNER)


def _replaced(request: HttpRequest, application: LoanApplication) -> SupportingDocument | None:
    """The document that the new file takes the place of: the one named in the address."""
    try:
        key = UUID(request.GET.get("remplace", ""))
    except ValueError:
        return None
    mine = application.documents.visible_to(request.user).current()
    return get_object_or_404(mine.select_related("requirement", "answers"), key=key)


def _deposited(
    request: HttpRequest, application: LoanApplication, form: DepositForm, replaced: SupportingDocument | None
) -> HttpResponse:
    piece, files = form.brought(), form.cleaned_data["files"]
    told = {"by": request.user, "now": timezone.now()}
    actions.deposit(application=application, piece=piece, files=files, replaces=replaced, **told)
    count = f"{len(files)} fichiers déposés" if len(files) > 1 else "Un fichier déposé"
    messages.success(request, f"{count}\u00a0: {piece.label}.")
    return _back(application, request)


def _back(application: LoanApplication, request: HttpRequest) -> HttpResponse:
    page = "detail" if _is_partner(request) else "documents"
    return redirect(f"applications:{page}", application.reference)


def _document(request: HttpRequest, application: LoanApplication, key: UUID) -> SupportingDocument:
    known = application.documents.visible_to(request.user)
    found = get_object_or_404(known.select_related("requirement", "added_by", "reviewed_by"), key=key)
    found.application = application
    return found


@requires(*DEPOSIT)
@require_safe
def document(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """The kept file, for whoever may open it; each opening is written down."""
    application = _open_to(request, reference)
    found = _document(request, application, key)
    if found.file is None:
        raise Http404
    log_opening(user=request.user, subject=SUBJECT, reference=application.reference)
    return file_response(found.file)


@requires(REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def examine(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    application = reviewed(request, reference)
    found = _document(request, application, key)
    verdict = {"verdict": found.status, "reason": found.reason} if found.status != Status.RECEIVED else {}
    form = ExamineForm(request.POST or None, document=found, initial=verdict)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _examined(request, application, found, form)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                found.refresh_from_db()
                status = 409
    else:
        log_opening(user=request.user, subject=SUBJECT, reference=application.reference)
    context = {"application": application, "document": found, "form": form, "may_examine": can_examine(found)}
    return render(request, "applications/documents/examine.html", context, status=status)


def _examined(
    request: HttpRequest, application: LoanApplication, found: SupportingDocument, form: ExamineForm
) -> HttpResponse:
    """On to the next received document, so that a pile is read in one go."""
    data = form.cleaned_data
    told: dict[str, Any] = {"by": request.user, "now": timezone.now()}
    verdict = Status(data["verdict"])
    expected = request.POST.get("expected", "")
    actions.examine(document=found, verdict=verdict, reason=data["reason"], expected=expected, **told)
    messages.success(request, f"{found.label}\u00a0: {verdict.label}.")
    following = next_to_examine(application, found)
    if following is None:
        return redirect("applications:documents", application.reference)
    return redirect("applications:examine", application.reference, following.key)


@requires(REVIEW)
@require_POST
@posts_once
def mark_seen(request: HttpRequest, reference: str) -> HttpResponse:
    application = reviewed(request, reference)
    number = request.POST.get("piece", "")
    wanted = int(number) if number.isdecimal() and len(number) < 18 else 0
    requirement = DocumentRequirement.objects.filter(pk=wanted, is_active=True).first()
    try:
        if requirement is None:
            raise Refusal("Choisissez la pièce que vous avez vue.")
        told = {"by": request.user, "now": timezone.now()}
        actions.mark_seen(application=application, requirement=requirement, **told)
        messages.success(request, f"{requirement.label}\u00a0: vue, aucune copie n’est gardée.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("applications:documents", application.reference)


@requires(REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def ask_documents(request: HttpRequest, reference: str) -> HttpResponse:
    application = reviewed(request, reference)
    if request.method != "POST" and not can_ask(application):
        messages.info(request, "Le dossier n’en est plus là\u00a0: voyez ce qui l’attend maintenant.")
        return redirect("applications:detail", application.reference)
    form = kept.resumed(request, _ask_form(request, application))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                told = {"by": request.user, "now": timezone.now()}
                actions.ask(application=application, asked=form.asked(), answer_by=form.day(), **told)
                messages.success(request, "La demande de pièces est notée. Émettez la lettre si la personne l’attend.")
                warn_of_numbers(request, form)
                return redirect("applications:documents", application.reference)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = 409
    context = {"application": application, "form": form}
    return render(request, "applications/documents/ask.html", context, status=status)


def _ask_form(request: HttpRequest, application: LoanApplication) -> AskForm:
    """Prefilled with what is missing and was not asked for yet."""
    wanted = [need for need in papers(application).needs if need.is_missing]
    return AskForm(
        request.POST or None,
        listed=wanted,
        has_partner=application.partner_id is not None,
        partner=str(application.partner or ""),
        answer_by=timezone.localdate() + timedelta(days=ANSWER_DAYS),
    )


def _request_of(application: LoanApplication, number: int) -> DocumentRequest:
    found = application.document_requests.select_related("letter", "asked_by", "application__project")
    return get_object_or_404(found, number=number)


@requires(REVIEW)
@require_POST
@posts_once
def issue_request_letter(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    application = reviewed(request, reference)
    asked = _request_of(application, number)
    actions.issue_letter(asked=asked, by=request.user, now=timezone.now())
    messages.success(request, "La lettre est prête\u00a0: imprimez-la, signez-la et envoyez-la.")
    return redirect("applications:documents", application.reference)


@requires(REVIEW)
@require_safe
def request_letter(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    application = reviewed(request, reference)
    asked = _request_of(application, number)
    if asked.letter is None:
        raise Http404
    log_opening(user=request.user, subject="demande de pièces", reference=application.reference)
    return pdf_response(asked.letter)
