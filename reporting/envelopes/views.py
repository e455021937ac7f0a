"""The money of each scheme and fiscal year, and its ledger."""

from collections.abc import Callable, Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from harmonie.accounts.access import person, requires
from harmonie.registry.actions import log_opening
from harmonie.registry.changes import changes_of
from harmonie.schemes.envelope_actions import left_over
from harmonie.schemes.models import BudgetEnvelope
from harmonie.spreadsheets import Row, csv_lines, xlsx_chunks

from .forms import AsOfForm, LedgerForm
from .ledger import Asked, all_lines, sums_of
from .pages import asked_of, by_scheme, end_of, ledger_page, parts_of, shown

READ = ("schemes.view_budgetenvelope", "accounts.manage_settings")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS: Row = (
    "rang", "date", "mouvement", "dossier ou délibération", "prêt", "voté", "engagé", "versé", "remboursé", "disponible"
)  # fmt: skip
AT_A_TIME = 500


@requires(*READ)
@require_safe
def envelopes(request: HttpRequest) -> HttpResponse:
    form = AsOfForm(request.GET)
    valid = form.is_valid()
    day = (form.cleaned_data.get("au") if valid else None) or timezone.localdate()
    context = {"form": form, "schemes": by_scheme(day), "day": day, "is_past": end_of(day) is not None}
    return render(request, "reporting/envelopes/list.html", context, status=200 if valid else 422)


@requires(*READ)
@require_safe
def envelope(request: HttpRequest, code: str, year: int) -> HttpResponse:
    found, user, today = envelope_of(code, year), person(request), timezone.localdate()
    form = LedgerForm(request.GET)
    valid = form.is_valid()
    asked = asked_of(found, user, form.cleaned_data if valid else {})
    day = (form.cleaned_data.get("au") if valid else None) or today
    sums = sums_of([found.pk], day=day, until=asked.until)[found.pk]
    context = {
        "envelope": found,
        "form": form,
        "sums": sums,
        "parts": parts_of(sums),
        "day": day,
        "is_past": asked.until is not None,
        "page": ledger_page(asked, request.GET, user),
        "filtered": bool(asked.nature or asked.reference or asked.since),
        "query": request.GET.urlencode(),
        "left_over": left_over(found) if _may_carry(found, today.year) else None,
        "may_refill": found.scheme.repayments_refill and found.year == today.year,
        "changes": changes_of(found, leave_out=["engaged", "scheme", "year"]),
    }
    return render(request, "reporting/envelopes/envelope.html", context, status=200 if valid else 422)


def envelope_of(code: str, year: int) -> BudgetEnvelope:
    return get_object_or_404(BudgetEnvelope.objects.select_related("scheme"), scheme__code=code, year=year)


def _may_carry(found: BudgetEnvelope, this_year: int) -> bool:
    return found.scheme.carries_over and found.year <= this_year


@requires(*READ)
@require_safe
def export_csv(request: HttpRequest, code: str, year: int) -> StreamingHttpResponse:
    return _export(request, code, year, "csv", csv_lines)


@requires(*READ)
@require_safe
def export_xlsx(request: HttpRequest, code: str, year: int) -> StreamingHttpResponse:
    return _export(request, code, year, "xlsx", lambda head, rows: xlsx_chunks("Mouvements", head, rows))


def _export(
    request: HttpRequest,
    code: str,
    year: int,
    form: str,
    written: Callable[[Row, Iterable[Row]], Iterator[str] | Iterator[bytes]],
) -> StreamingHttpResponse:
    found, asked_form = envelope_of(code, year), LedgerForm(request.GET)
    if not asked_form.is_valid():
        raise Http404
    asked = asked_of(found, person(request), asked_form.cleaned_data)
    log_opening(user=person(request), subject=f"export {form.upper()} d’une enveloppe", reference=f"{code} {year}"[:40])
    kind = XLSX if form == "xlsx" else "text/csv; charset=utf-8"
    response = StreamingHttpResponse(written(HEADINGS, _rows(asked, request)), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="enveloppe-{code}-{year}.{form}"'
    return response


def _rows(asked: Asked, request: HttpRequest) -> Iterator[Row]:
    waiting = []
    for line in all_lines(asked):
        waiting.append(line)
        if len(waiting) == AT_A_TIME:
            yield from _written(waiting, asked, request)
            waiting = []
    yield from _written(waiting, asked, request)


def _written(lines: list, asked: Asked, request: HttpRequest) -> Iterator[Row]:
    for line, reference, _, loan, _ in shown(lines, asked, person(request)):
        moved = (line.voted, line.engaged, line.disbursed, line.repaid, line.balance)
        yield (line.n, timezone.localdate(line.at), line.label, reference, loan, *moved)
