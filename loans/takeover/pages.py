"""What the pages of a takeover are given."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.components import Tile
from harmonie.money import euros

from ..actions import needs_second_person
from ..enums import EntryKind
from ..models import LedgerEntry, Loan, PortfolioImport
from .checking import Mistake

SHOWN = 200  # mistakes on the page; the file of them holds all
PATIENCE = timedelta(minutes=10)  # after which a takeover that shows no end may be started again


def former_imports() -> Any:
    """The files checked so far, newest first, without their bytes."""
    return PortfolioImport.objects.defer("content", "errors").select_related("checked_by").order_by("-pk")[:20]


def checked(portfolio: PortfolioImport, user: User, now: datetime) -> dict[str, Any]:
    mistakes = [Mistake(*mistake) for mistake in portfolio.errors]
    is_running = _is_running(portfolio, now)
    return {
        "portfolio": portfolio,
        "mistakes": mistakes[:SHOWN],
        "count": len(mistakes),
        "lines": len({mistake.line for mistake in mistakes if mistake.line}),
        "is_running": is_running,
        "may_run": not mistakes and not is_running and portfolio.taken_over_at is None,
        "waits_for_another": _waits(portfolio, user, now),
        "tiles": _tiles(portfolio),
        "sees_loans": user.has_perm("loans.view_loan"),
    }


def _is_running(portfolio: PortfolioImport, now: datetime) -> bool:
    started = portfolio.started_at
    return portfolio.taken_over_at is None and started is not None and now - started < PATIENCE


def _waits(portfolio: PortfolioImport, user: User, now: datetime) -> bool:
    asks = needs_second_person(EntryKind.DISBURSEMENT, timezone.localdate(now))
    return asks and portfolio.checked_by_id == user.pk


def _tiles(portfolio: PortfolioImport) -> list[Tile]:
    """After the takeover, what the books hold: read from the ledger, not from the file."""
    if portfolio.taken_over_at is None:
        return [Tile("Lignes lues", str(portfolio.rows)), Tile("Reste dû annoncé", euros(portfolio.control_total))]
    loans = Loan.objects.filter(taken_over__portfolio=portfolio)
    found = loans.aggregate(count=Count("pk"), lent=Sum("principal"))
    owed = LedgerEntry.objects.filter(loan__taken_over__portfolio=portfolio).aggregate(owed=Sum("effect"))["owed"]
    return [
        Tile("Prêts repris", str(found["count"])),
        Tile("Prêté", euros(found["lent"] or 0)),
        Tile("Reste dû aujourd’hui", euros(owed or 0)),
        Tile("Reste dû annoncé", euros(portfolio.control_total)),
    ]
