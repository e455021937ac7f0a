"""What the pages of publishing are given."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.urls import reverse

from harmonie.chips import Chip
from harmonie.components import Part

from ..bilan.forms import PeriodForm, address, initial
from ..bilan.question import Question
from ..bilan.words import narrowed_to, span
from ..enums import AT_WORK, ReportState, ReportVersion
from ..models import STEPS, Report
from .files import CSV, ODS, XLSX
from .standing import chip, has_stopped

# How addresses name the versions.
SLUGS = {"a-diffuser": ReportVersion.PUBLISHED, "interne": ReportVersion.INTERNAL}
NAMES = {ODS: "ODS (LibreOffice)", XLSX: "XLSX (Excel)", CSV: "CSV"}


class Row(NamedTuple):
    report: Report
    chip: Chip


def slug_of(version: ReportVersion) -> str:
    return next(slug for slug, of in SLUGS.items() if of is version)


def asked(question: Question, today: date) -> dict[str, Any]:
    """The question, as every page of this sub-room shows it."""
    return {
        "form": PeriodForm(initial=initial(question), today=today),
        "question": question,
        "hidden": _hidden(question),
        "span": span(question),
        "narrowed": narrowed_to(question),
        "asked": address(question),
    }


def _hidden(question: Question) -> list[tuple[str, str]]:
    """What a button sends along, as the form reads it."""
    facts = initial(question).items()
    return [(name, value.isoformat() if isinstance(value, date) else str(value or "")) for name, value in facts]


def downloads(question: Question, version: ReportVersion) -> list[tuple[str, str]]:
    """The names and addresses of the spreadsheets."""
    words = address(question)
    return [
        (name, f"{reverse('report_tables', args=[slug_of(version), kind])}?{words}") for kind, name in NAMES.items()
    ]


def progress(report: Report, now: datetime) -> dict[str, Any]:
    """How far the making is, alone, for the part that asks again by itself."""
    stopped, at_work = has_stopped(report, now), report.state in AT_WORK
    return {
        "report": report,
        "chip": chip(report, now),
        "is_working": at_work and not stopped,
        "can_resume": stopped or report.state == ReportState.FAILED,
        "is_ready": report.state == ReportState.READY,
        "bar": [Part(report.done, "fait")] if report.done else [],
        "steps": STEPS,
        "said": ("Le bilan attend son tour", "Les chiffres sont réunis", "Les pages sont écrites", "Le bilan est prêt")[
            min(report.done, STEPS)
        ],
    }
