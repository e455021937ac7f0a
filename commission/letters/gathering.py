"""Several letters as one PDF, to preview or to print. Each keeps its own pages and page numbers."""

from collections.abc import Sequence
from datetime import datetime

from harmonie.documents.binding import Attachment, gathered
from harmonie.documents.models import IssuedDocument, MediaType
from harmonie.refusals import Refusal

from .issuing_actions import rendered
from .queries import Line

# A draft takes half a second to draw, and somebody waits for the page: beyond, the letters are prepared in the queue.
DRAFTS_AT_ONCE = 12


def preview(lines: Sequence[Line], now: datetime) -> bytes:
    """Every letter as it is, or as it would leave today, across which « PROJET » is written.

    Raises `Refusal` for more drafts than a page can wait for.
    """
    drafts = sum(not line.letter for line in lines)
    if drafts > DRAFTS_AT_ONCE:
        raise Refusal(
            f"{drafts} lettres sont encore à préparer\u00a0: préparez-les, puis relisez-les ensemble, "
            "ou ouvrez leurs projets un par un."
        )
    return gathered([_as_is(line) if line.letter else _draft(line, now) for line in lines], both_sides=False)


def printed(lines: Sequence[Line], *, both_sides: bool) -> bytes:
    """The frozen letters. With `both_sides`, each begins on a sheet of its own."""
    return gathered([_as_is(line) for line in lines if line.letter], both_sides=both_sides)


def _as_is(line: Line) -> Attachment:
    content = IssuedDocument.objects.values_list("content", flat=True).get(pk=line.letter.document_id)
    return Attachment(_title(line), MediaType.PDF, bytes(content))


def _draft(line: Line, now: datetime) -> Attachment:
    return Attachment(_title(line), MediaType.PDF, rendered(line.decision, now=now, is_draft=True))


def _title(line: Line) -> str:
    return f"{line.decision.number}, {line.decision.application.applicant}"
