"""What the pages of late payments are given."""

from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from harmonie.accounts.models import User
from harmonie.components import Part

from ..enums import BatchState, LoanState
from ..models import Loan, ReminderBatch
from . import presentation
from .export import loans_of
from .filters import EVERY, Filters, asked_for, kept, step_shown, stretch
from .late import late_of, owed_on, running_on
from .standing import OPEN, has_stopped
from .words import LETTERS, NEXT_CHIPS, Age

RECENT = 5


def listing(user: User, filters: Filters, asked: QueryDict) -> dict[str, Any]:
    """The list of a day: the same number of questions to the database however many loans are late."""
    late = asked_for(filters, user)
    shown = step_shown(filters, late)
    found = kept(late, shown, filters.age)
    page = stretch(found, asked)
    is_sent = shown in LETTERS and not filters.is_past and user.has_perm("loans.keep_loan")
    return {
        "filters": filters,
        "shown": shown,
        "lead": presentation.lead(late, filters),
        "tabs": presentation.tabs(late, filters, shown),
        "tiles": presentation.ages(late),
        "at_risk": presentation.at_risk(late, owed_on(running_on(user, filters.on, filters.today), filters.on)),
        "ages": Age.choices,
        "rows": presentation.rows(page.rows, loans_of(user, page.rows)),
        "previous": f"?{filters.address(step=shown)}&avant={page.previous}" if page.previous else "",
        "following": f"?{filters.address(step=shown)}&apres={page.following}" if page.following else "",
        "count": len(found),
        "query": filters.address(step=shown),
        "may_send": is_sent and bool(found),
        "is_every": shown == EVERY,
        "batches": recent_batches(),
        "trouble": filters.trouble,
    }


def recent_batches() -> list[ReminderBatch]:
    return list(ReminderBatch.objects.select_related("asked_by").order_by("-pk")[:RECENT])


def progress(batch: ReminderBatch, now: datetime) -> dict[str, Any]:
    """How far the making is, for the part of the page that asks again by itself."""
    return {
        "batch": batch,
        "is_working": batch.state in OPEN,
        "has_stopped": has_stopped(batch, now),
        "is_cancelled": batch.state == BatchState.CANCELLED,
        "bar": [Part(batch.done, f"{batch.done} traitées")],
        "said": f"{batch.done}\u00a0lettre{'s' if batch.done > 1 else ''} sur {batch.total}",
    }


def batch_page(batch: ReminderBatch, user: User, now: datetime) -> dict[str, Any]:
    """Its letters that this person may read, and why some loans have none."""
    readable = Loan.objects.visible_to(user)
    reminders = batch.reminders.filter(loan__in=readable).select_related("loan__borrower", "document")
    known = set(readable.filter(reference__in=[one for one, _ in batch.left_out]).values_list("reference", flat=True))
    return progress(batch, now) | {
        "reminders": list(reminders.defer("document__content").order_by("pk")),
        "left_out": [(reference, why) for reference, why in batch.left_out if reference in known],
    }


def panel(loan: Loan, today: date) -> dict[str, Any]:
    """What one loan's page shows of its late payments; nothing before it is paid out."""
    if loan.state in (LoanState.TO_SIGN, LoanState.SIGNED, LoanState.CANCELLED):
        return {"arrears": None}
    late = late_of(loan, today)
    pauses = list(loan.pauses.select_related("noted_by").order_by("-starts_on", "-pk"))
    return {
        "arrears": {
            "is_late": late.found.since is not None,
            "chip": NEXT_CHIPS[late.next] if late.found.since else None,
            "step": late.next,
            "is_due": late.next in LETTERS,
            "found": late.found,
            "why": presentation.stopped(late),
            "is_active": loan.state == LoanState.ACTIVE,
            "reminders": list(loan.reminders.select_related("document").defer("document__content")),
            "running": [one for one in pauses if one.ends_on is None or one.ends_on >= today],
            "past": [one for one in pauses if one.ends_on and one.ends_on < today],
            "follow_ups": list(loan.follow_ups.select_related("worker").order_by("-pk")),
        }
    }
