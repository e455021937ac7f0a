"""A report as the task leaves it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from harmonie.accounts.models import User
from harmonie.documents.models import IssuedDocument
from reporting.enums import ReportState, ReportVersion
from reporting.models import Report

NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Paris"))


def a_report(
    by: User, *, document: IssuedDocument | None = None, version: ReportVersion = ReportVersion.INTERNAL, **facts
) -> Report:
    given = {"question": "du=2026-01-01&au=2026-12-31", "title": "Bilan annuel 2026", "asked_at": NOW, "alive_at": NOW}
    state = ReportState.READY if document else ReportState.WAITING
    return Report.objects.create(
        **{**given, "state": state, "document": document, "version": version, "asked_by": by, **facts}
    )
