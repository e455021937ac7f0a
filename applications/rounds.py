"""What the worker looks after every minute: no request that somebody follows stays without its acknowledgement."""

import logging
from datetime import datetime

from django.db.models import F

from harmonie.refusals import Refusal

from .models import LoanApplication
from .outcomes.actions import issue_acknowledgement
from .outcomes.rules import ACKNOWLEDGED_IN

AT_A_TIME = 20
logger = logging.getLogger("harmonie.worker")


def make_rounds(now: datetime) -> None:
    """Issues, in the name of the worker who follows it, the acknowledgement of each request that waits for one."""
    waiting = LoanApplication.objects.filter(
        state__in=ACKNOWLEDGED_IN, acknowledged_at=None, worker__is_active=True, submitted_at__isnull=False
    )
    for application in waiting.with_facts().order_by(F("submitted_at").asc())[:AT_A_TIME]:
        try:
            issue_acknowledgement(application=application, by=application.worker, now=now)
        except Refusal as refusal:
            logger.warning("No acknowledgement for %s: %s", application.reference, refusal)
