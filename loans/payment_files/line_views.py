"""One line of a payment file: which loan it is for, or why it is none's."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.money import euros
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from ..enums import FileState
from ..models import PaymentLine
from . import actions, pages, queries
from .forms import ChosenLoanForm, SetAsideForm

NO_LOAN = "Choisissez un prêt dans la liste, ou cherchez-le."


def _line(request: HttpRequest, pk: int) -> PaymentLine:
    """A line, unless it is for a loan that this person stepped aside from."""
    lines = PaymentLine.objects.select_related("file", "loan__borrower", "entry").defer(
        "file__content", "file__left_out"
    )
    line = get_object_or_404(lines, pk=pk)
    if line.loan_id in queries.hidden_loans(request.user):
        raise Http404
    return line


@requires("loans.keep_loan")
@require_safe
def payment_line(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, _line(request, pk))


@requires("loans.keep_loan")
@require_POST
@posts_once
def choose_loan(request: HttpRequest, pk: int) -> HttpResponse:
    """Matches the line; posts it at once when its file is posted already."""
    line, form, now = _line(request, pk), ChosenLoanForm(request.POST), timezone.now()
    found = queries.choosable(request.user).filter(reference=request.POST.get("loan", "").replace("\0", ""))
    loan = found.first() if form.is_valid() else None
    if loan is None:
        return _shown(request, line, refusal=NO_LOAN, status=422)
    chosen = {"line": line, "loan": loan, "keeps_surplus": form.cleaned_data["keeps_surplus"]}
    posts_now = line.file.state == FileState.POSTED
    act = actions.post_line if posts_now else actions.match_line
    try:
        act(**chosen, by=request.user, now=now)
    except Refusal as refusal:
        return _shown(request, _line(request, pk), refusal=str(refusal), status=409)
    did = "enregistrés" if posts_now else "rapprochés"
    messages.success(request, f"{euros(line.amount)} {did} sur le prêt {loan.reference}, {loan.borrower}.")
    return redirect(_back(line))


@requires("loans.keep_loan")
@require_POST
@posts_once
def unmatch_line(request: HttpRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, actions.unmatch_line, "La ligne est de nouveau à rapprocher.")


@requires("loans.keep_loan")
@require_POST
@posts_once
def take_line_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, actions.take_back, "La ligne est de nouveau à rapprocher.")


@requires("loans.keep_loan")
@require_POST
@posts_once
def set_line_aside(request: HttpRequest, pk: int) -> HttpResponse:
    form = SetAsideForm(request.POST)
    if not form.is_valid():
        return _shown(request, _line(request, pk), set_aside=form, status=422)
    return _acted(request, pk, actions.set_aside, "Ligne écartée.", why=form.cleaned_data["why"])


def _acted(request: HttpRequest, pk: int, act, sentence: str, **facts: str) -> HttpResponse:
    line = _line(request, pk)
    try:
        act(line=line, by=request.user, now=timezone.now(), **facts)
    except Refusal as refusal:
        return _shown(request, _line(request, pk), refusal=str(refusal), status=409)
    messages.success(request, sentence)
    return redirect(_back(line))


def _shown(
    request: HttpRequest,
    line: PaymentLine,
    *,
    refusal: str = "",
    set_aside: SetAsideForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = pages.line_page(request, line, refusal=refusal, set_aside=set_aside)
    return render(request, "loans/payment_files/line.html", page | {"back": _back(line)}, status=status)


def _back(line: PaymentLine) -> str:
    """Where the next line to look at is."""
    if line.file.state == FileState.POSTED:
        return reverse("loans:lines_to_match")
    return f"{reverse('loans:payment_file', args=[line.file_id])}?voir=a-rapprocher"
