"""What the pages of payment files are given."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.components import Part
from harmonie.paging import page_of

from ..enums import FileState, LineState
from ..models import FileWork, Loan, PaymentFile, PaymentLine
from ..queries import search_loans
from . import presentation, queries
from .forms import SetAsideForm, UploadForm
from .outlook import Outlook, outlook_of
from .progress import WORKING, has_stopped

NOTHING = Outlook({}, {})
FOUND = 10  # loans that a search shows


def files_page(request: HttpRequest, form: UploadForm | None = None) -> dict[str, Any]:
    page = page_of(queries.files(), request)
    left = queries.left_in(page.rows)
    rows = [(file, presentation.file_chip(file), left.get(file.pk, 0)) for file in page.rows]
    to_match = queries.lines_to_match().order_by().count()
    return {"form": form or UploadForm(), "page": page, "rows": rows, "to_match": to_match}


def file_page(request: HttpRequest, file: PaymentFile, now: datetime) -> dict[str, Any]:
    """One file: how far its task is, or what became of its lines."""
    if file.state in WORKING:
        return {"file": file, "chip": presentation.file_chip(file), "refusal": "", **progress(file, now)}
    lines = queries.lines_of(file)
    totals = queries.totals_of(lines)
    outlook = outlook_of(file, timezone.localdate(now)) if file.state == FileState.PREVIEW else NOTHING
    hidden = queries.hidden_loans(request.user)
    unsure = lines.filter(state=LineState.MATCHED, confidence__lt=queries.SURE)
    counts = {view: totals[state].count for view, state in presentation.VIEW_STATES.items()}
    counts |= {"refusees": len(outlook.refused), "a-verifier": unsure.count()}
    view = _view(request, file, counts)
    page = page_of(_seen(lines, unsure, outlook, view), request, oldest_first=True)
    return {
        "file": file,
        "chip": presentation.file_chip(file),
        "is_working": False,
        "refusal": "",
        "view": view,
        "tabs": presentation.tabs(counts, view),
        "tiles": presentation.tiles(file, totals, len(outlook.refused)),
        "refused": len(outlook.refused),
        "matched": totals[LineState.MATCHED].count,
        "total": totals[LineState.MATCHED].euros,
        "left": totals[LineState.UNMATCHED].count,
        "page": page,
        "rows": presentation.rows(page.rows, outlook, hidden),
        "said": f"{len(page.rows)} sur cette page",
    }


def _view(request: HttpRequest, file: PaymentFile, counts: dict[str, int]) -> str:
    asked = request.GET.get("voir", "")
    if asked in presentation.VIEWS:
        return asked
    first = {FileState.POSTED: "enregistrees", FileState.DROPPED: "abandonnees"}.get(
        FileState(file.state), "rapprochees"
    )
    return first if counts[first] else next((view for view, count in counts.items() if count), first)


def _seen(lines: QuerySet, unsure: QuerySet, outlook: Outlook, view: str) -> QuerySet:
    if view == "refusees":
        return lines.filter(pk__in=list(outlook.refused))
    return unsure if view == "a-verifier" else lines.filter(state=presentation.VIEW_STATES[view])


def progress(file: PaymentFile, now: datetime) -> dict[str, Any]:
    """How far the task is, alone, for the part that asks again by itself."""
    work = FileWork.objects.filter(file=file).first()
    done, total = (work.done, work.total) if work else (0, 0)
    said = presentation.progress_said(file, work)
    return {
        "file": file,
        "is_working": file.state in WORKING,
        "has_stopped": has_stopped(file, now),
        "bar": [Part(done, said)],
        "bar_total": max(total, 1),
        "said": said,
    }


def lines_page(request: HttpRequest) -> dict[str, Any]:
    page = page_of(queries.lines_to_match(), request, oldest_first=True)
    total = queries.totals_of(queries.lines_to_match())[LineState.UNMATCHED]
    return {"page": page, "total": total, "said": f"{len(page.rows)} sur cette page"}


def line_page(
    request: HttpRequest, line: PaymentLine, *, refusal: str = "", set_aside: SetAsideForm | None = None
) -> dict[str, Any]:
    """One line, the loans it may be for, and those that a search finds."""
    user: User = request.user
    hidden = queries.hidden_loans(user)
    text = request.GET.get("q", "").strip().replace("\0", "")[:80]
    is_open = line.state in (LineState.MATCHED, LineState.UNMATCHED)
    outlook = outlook_of(line.file, timezone.localdate()) if line.file.state == FileState.PREVIEW else NOTHING
    loans = _loans(line, user, text) if is_open else []
    return {
        "line": line,
        "file": line.file,
        "row": presentation.row_of(line, outlook, hidden),
        "text": text,
        "loans": [(loan, _note(line, loan)) for loan in loans],
        "chosen": request.POST.get("loan", "") or (line.loan.reference if line.loan else ""),
        "keeps_surplus": line.keeps_surplus or bool(request.POST.get("keeps_surplus")),
        "is_open": is_open and line.file.state in (FileState.PREVIEW, FileState.POSTED),
        "posts_now": line.file.state == FileState.POSTED,
        "refusal": refusal,
        "set_aside": set_aside or SetAsideForm(),
    }


def _loans(line: PaymentLine, user: User, text: str) -> list[Loan]:
    """The loan it has, those that are likely, then what the search finds; each once."""
    own = queries.choosable(user).filter(pk=line.loan_id) if line.loan_id else []
    searched = search_loans(queries.choosable(user), text)[:FOUND] if text else []
    found: dict[int, Loan] = {}
    for loan in [*own, *searched, *queries.candidates_for(line, user)]:
        found.setdefault(loan.pk, loan)
    return list(found.values())


def _note(line: PaymentLine, loan: Loan) -> bool:
    """Whether the line brings more than this loan still owes."""
    return line.amount > loan.outstanding
