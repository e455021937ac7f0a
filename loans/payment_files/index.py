"""What there is to match payments with, read once for a whole file."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Subquery, Sum

from ..enums import EntryKind, LineState, LoanState
from ..models import Instalment, LedgerEntry, Loan, PaymentLine, Schedule
from .csv_table import folded
from .matching import Index, Target

FACTS = (
    "pk",
    "reference",
    "state",
    "decision__application__reference",
    "borrower__first_name",
    "borrower__last_name",
    "co_borrower__first_name",
    "co_borrower__last_name",
)


def load_index(since: date) -> Index:
    """Every loan that was not cancelled; repayments already posted are looked at from `since` on. Six queries."""
    expected, posted = _expected(), _posted(since)
    targets = {}
    for pk, reference, state, dossier, *names in Loan.objects.exclude(state=LoanState.CANCELLED).values_list(*FACTS):
        people = [(names[0], names[1])] + ([(names[2], names[3])] if names[3] else [])
        is_running = state == LoanState.ACTIVE
        targets[pk] = Target(pk, reference, dossier, is_running, people, frozenset(expected[pk]), frozenset(posted[pk]))
    payers, accounts = _habits()
    return Index(targets, payers, accounts)


def _expected() -> dict[int, set[Decimal]]:
    """For each running loan, the amounts somebody who owes it may well send, in euros."""
    found: dict[int, set[Decimal]] = defaultdict(set)
    latest = Schedule.objects.filter(loan=OuterRef("schedule__loan")).order_by("-version").values("pk")[:1]
    due = Instalment.objects.filter(schedule__loan__state=LoanState.ACTIVE, schedule=Subquery(latest))
    for loan, amount in due.order_by().values_list("schedule__loan", "amount").distinct():
        found[loan].add(amount)
    entries = LedgerEntry.objects.filter(loan__state=LoanState.ACTIVE).order_by()
    for loan, owed in entries.values_list("loan").annotate(owed=Sum("effect")):
        found[loan].add(owed)
    return found


def _posted(since: date) -> dict[int, set[tuple[date, Decimal]]]:
    found: dict[int, set[tuple[date, Decimal]]] = defaultdict(set)
    entries = LedgerEntry.objects.filter(kind=EntryKind.REPAYMENT, reversed_by=None, value_on__gte=since)
    for loan, day, amount in entries.order_by().values_list("loan", "value_on", "amount"):
        found[loan].add((day, amount))
    return found


def _habits() -> tuple[dict[str, int], dict[str, int]]:
    """For each payer and each account that lines were posted from, the one loan they were for."""
    rows = PaymentLine.objects.filter(state=LineState.POSTED).order_by().values_list("payer", "payer_account", "loan")
    kept = list(rows.filter(entry__reversed_by=None).distinct())
    payers = _alone((folded(payer), loan) for payer, _, loan in kept if payer)
    return payers, _alone((account, loan) for _, account, loan in kept if account)


def _alone(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, set[int]] = defaultdict(set)
    for name, loan in pairs:
        found[name].add(loan)
    return {name: next(iter(loans)) for name, loans in found.items() if len(loans) == 1}
