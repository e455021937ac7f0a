"""Making a report: its figures, its pages, then the frozen file. The task's work."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from harmonie.documents.actions import freeze
from harmonie.documents.models import DocumentKind
from harmonie.documents.pdf import render_pdf

from ..charts.paper import chart_style
from ..enums import ReportState, ReportVersion
from ..models import STEPS, Report
from .asking import about, question_of
from .method import method
from .report import report as figures_of
from .standing import has_stopped

log = logging.getLogger(__name__)
TEMPLATE = "pdf/report.html"
STOPPED = "La préparation s’est interrompue. Reprenez-la\u202f; si cela persiste, prévenez l’administrateur."
type Clock = Callable[[], datetime]


class LetGo(Exception):
    """Another worker took it over: this one stops."""


def make_report(*, report_id: int, clock: Clock = timezone.now) -> None:
    """Does nothing for a report that is made, or that somebody is at."""
    report = claim(report_id=report_id, now=clock())
    if report is None:
        return
    try:
        content = render(report, clock)
        keep(report=report, content=content, now=clock())
    except LetGo:
        log.info("Report %s is no longer ours", report.pk)
    except Exception:
        log.exception("Report %s stopped", report.pk)
        fail(report=report, now=clock())


@transaction.atomic
def claim(*, report_id: int, now: datetime) -> Report | None:
    """Takes the report, unless it is made or somebody is at work on it."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("asked_by")
    report = rows.filter(pk=report_id).first()
    if report is None or not (report.state == ReportState.WAITING or has_stopped(report, now)):
        return None
    report.state, report.alive_at, report.done = ReportState.RUNNING, now, 0
    report.save(update_fields=["state", "alive_at", "done"])
    return report


def show_life(*, report: Report, done: int, now: datetime) -> None:
    """How far the work is. Raises `LetGo` when the last sign of life is not ours any more."""
    ours = Report.objects.filter(pk=report.pk, state=ReportState.RUNNING, alive_at=report.alive_at)
    if not ours.update(alive_at=now, done=done):
        raise LetGo
    report.alive_at = now


def render(report: Report, clock: Clock) -> bytes:
    """The pages. Slow, and without a lock."""
    today = timezone.localdate(clock())
    question = question_of(report.question, today)
    version = ReportVersion(report.version)
    found = figures_of(question, version, today)
    show_life(report=report, done=1, now=clock())
    facts = {
        "report": report,
        "found": found,
        "about": about(question, version, today),
        "method": method(question, version),
        "chart_style": chart_style(),
        "issued_at": report.asked_at,
    }
    content = render_pdf(TEMPLATE, facts)
    show_life(report=report, done=2, now=clock())
    return content


@transaction.atomic
def keep(*, report: Report, content: bytes, now: datetime) -> Report:
    """Freezes the file; in the same breath the report is ready."""
    show_life(report=report, done=STEPS, now=now)  # holds the row until we are done
    report.document = freeze(
        kind=DocumentKind.REPORT,
        reference=f"BILAN-{timezone.localdate(now).year}-{report.pk:04d}",
        title=str(report),
        content=content,
        template_name=TEMPLATE,
        by=report.asked_by,
        now=now,
    )
    report.state = ReportState.READY
    report.save(update_fields=["document", "state"])
    return report


def fail(*, report: Report, now: datetime) -> None:
    ours = Report.objects.filter(pk=report.pk, state=ReportState.RUNNING, alive_at=report.alive_at)
    ours.update(state=ReportState.FAILED, trouble=STOPPED, alive_at=now)
