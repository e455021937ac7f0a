"""Issuing a loan's papers, and handing them out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.documents.models import IssuedDocument
from harmonie.documents.responses import pdf_response
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..models import LoanDocument
from ..scope import entry_or_404, loan_or_404
from . import issuing


@requires("loans.keep_loan")
@require_POST
@posts_once
def agreement(request: HttpRequest, reference: str) -> HttpResponse:
    loan = loan_or_404(request, reference)
    try:
        issued = issuing.issue_agreement(loan=loan, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _refused(request, reference, refusal)
    return _to(reference, issued)


@requires("loans.keep_loan")
@require_POST
@posts_once
def schedule(request: HttpRequest, reference: str) -> HttpResponse:
    loan = loan_or_404(request, reference)
    return _to(reference, issuing.issue_schedule(loan=loan, by=request.user, now=timezone.now()))


@requires("loans.keep_loan")
@require_POST
@posts_once
def receipt(request: HttpRequest, reference: str, sequence: int) -> HttpResponse:
    entry = entry_or_404(request, reference, sequence)
    try:
        issued = issuing.issue_receipt(entry=entry, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _refused(request, reference, refusal)
    return _to(reference, issued)


@requires("loans.keep_loan")
@require_POST
@posts_once
def settlement(request: HttpRequest, reference: str) -> HttpResponse:
    loan = loan_or_404(request, reference)
    try:
        issued = issuing.issue_settlement(loan=loan, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _refused(request, reference, refusal)
    return _to(reference, issued)


@requires("loans.view_loan")
@require_safe
def document(request: HttpRequest, reference: str, document: str) -> HttpResponse:
    """The frozen bytes, found through the reader's own loans."""
    papers = LoanDocument.objects.filter(loan=loan_or_404(request, reference)).select_related("document")
    paper = get_object_or_404(papers, document__reference=document)
    log_opening(user=request.user, subject="document de prêt", reference=document)
    return pdf_response(paper.document)


def _to(reference: str, issued: IssuedDocument) -> HttpResponse:
    return redirect("loans:document", reference, issued.reference)


def _refused(request: HttpRequest, reference: str, refusal: Refusal) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect("loans:detail", reference)
