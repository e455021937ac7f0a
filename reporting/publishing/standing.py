"""How far a report is: waiting, at work, stopped in the middle, ready."""

from datetime import datetime, timedelta

from harmonie.chips import Chip

from ..enums import AT_WORK, CHIPS, ReportState
from ..models import Report

PATIENCE = timedelta(minutes=2)  # a report takes seconds: this long without a sign, nobody is at work


def has_stopped(report: Report, now: datetime) -> bool:
    """Whether the worker was killed or the task lost."""
    return report.state in AT_WORK and now - report.alive_at > PATIENCE


def chip(report: Report, now: datetime) -> Chip:
    return CHIPS[ReportState.FAILED if has_stopped(report, now) else ReportState(report.state)]
