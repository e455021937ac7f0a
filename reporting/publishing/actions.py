"""Asking for a report as a paper, and having it made again when the making stopped."""

from datetime import datetime

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.refusals import WrongState

from ..bilan.question import Question
from ..enums import ReportState, ReportVersion
from ..models import Report
from . import tasks
from .asking import address, check_version, title_of
from .standing import has_stopped


@transaction.atomic
def ask_report(*, question: Question, version: ReportVersion, by: User, now: datetime) -> Report:
    """One report, made by the task queue. `Refusal` for one that may not leave the CCAS so narrowed."""
    check_version(question, version)
    report = Report.objects.create(
        version=version,
        question=address(question),
        title=title_of(question),
        asked_at=now,
        asked_by=by,
        alive_at=now,
    )
    transaction.on_commit(lambda: tasks.make_report.enqueue(report.pk))
    return report


@transaction.atomic
def resume_report(*, report: Report, now: datetime) -> Report:
    """Has it made again from the beginning: nothing is issued before the end."""
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.state != ReportState.FAILED and not has_stopped(locked, now):
        raise WrongState("Ce bilan n’est pas interrompu\u00a0: voyez où il en est.")
    locked.state, locked.done, locked.trouble, locked.alive_at = ReportState.WAITING, 0, "", now
    locked.save(update_fields=["state", "done", "trouble", "alive_at"])
    transaction.on_commit(lambda: tasks.make_report.enqueue(locked.pk))
    return locked
