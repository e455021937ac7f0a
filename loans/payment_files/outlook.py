"""What would happen to the matched lines of a file if they were posted now. The actions say it again under the lock."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Max, Min, Q, Sum

from harmonie.dates import month_and_year, short_day
from harmonie.money import euros

from ..enums import EntryKind, LineState, LoanState
from ..models import ClosedMonth, LedgerEntry, Loan, PaymentFile, PaymentLine

TICK = "Cochez «\u202fgarder le trop-perçu\u202f», ou changez de prêt."

OVER = (LoanState.SETTLED, LoanState.WAIVED)  # what comes in is owed back


class Standing(NamedTuple):
    """A loan before the file: euros owed, the day it was paid out, its state."""

    reference: str
    state: str
    owed: Decimal
    paid_out_on: date | None


class Outlook(NamedTuple):
    """Why each line, by its key, would be refused; and what is worth saying of those that would pass."""

    refused: dict[int, str]
    said: dict[int, str]


def outlook_of(file: PaymentFile, today: date) -> Outlook:
    """Every matched line of the file, in the order in which it would be posted. Five queries, whatever its length."""
    matched = PaymentLine.objects.filter(file=file, state=LineState.MATCHED)
    by_loan = (
        matched.order_by().values("loan").annotate(sum=Sum("amount"), first=Min("booked_on"), last=Max("booked_on"))
    )
    groups = {row["loan"]: row for row in by_loan}
    standings = standings_of(groups)
    closed = last_closed()
    doubtful = [loan for loan, row in groups.items() if not _is_plain(standings[loan], row, today, closed)]
    lines: dict[int, list[PaymentLine]] = defaultdict(list)
    for line in matched.filter(loan__in=doubtful).order_by("booked_on", "pk"):
        lines[line.loan_id].append(line)
    refused: dict[int, str] = {}
    said: dict[int, str] = {}
    for loan, its_lines in lines.items():
        _play(standings[loan], its_lines, today, closed, refused, said)
    return Outlook(refused, said)


def standings_of(loans: Iterable[int]) -> dict[int, Standing]:
    keys = list(loans)
    paid_out = Min("value_on", filter=Q(kind=EntryKind.DISBURSEMENT, reversed_by=None))
    rows = LedgerEntry.objects.filter(loan__in=keys).order_by().values("loan")
    sums = {row["loan"]: row for row in rows.annotate(owed=Sum("effect"), paid_out_on=paid_out)}
    empty = {"owed": Decimal(0), "paid_out_on": None}
    found = Loan.objects.filter(pk__in=keys).values_list("pk", "reference", "state")
    return {
        pk: Standing(reference, state, *(sums.get(pk, empty)[name] for name in ("owed", "paid_out_on")))
        for pk, reference, state in found
    }


def last_closed() -> date | None:
    """The first day of the last month that the cash office closed."""
    return ClosedMonth.objects.aggregate(last=Max("first_day"))["last"]


def _is_plain(standing: Standing, row: dict[str, object], today: date, closed: date | None) -> bool:
    return (
        standing.state == LoanState.ACTIVE
        and row["sum"] < standing.owed
        and standing.paid_out_on is not None
        and row["first"] >= standing.paid_out_on
        and row["last"] <= today
        and not (closed and row["first"].replace(day=1) <= closed)
    )


def _play(
    standing: Standing,
    lines: Sequence[PaymentLine],
    today: date,
    closed: date | None,
    refused: dict[int, str],
    said: dict[int, str],
) -> None:
    owed, state = standing.owed, standing.state
    for line in lines:
        why = _dated(line.booked_on, standing, today, closed) or _owed(line, standing.reference, state, owed)
        if why:
            refused[line.pk] = why
            continue
        surplus = max(line.amount - owed, Decimal(0))
        owed -= line.amount - surplus
        if surplus:
            said[line.pk] = f"{euros(surplus)} de trop-perçu, à rembourser."
        elif not owed:
            said[line.pk] = "Ce paiement solde le prêt."
        state = LoanState.SETTLED if state == LoanState.ACTIVE and not owed else state


def _dated(day: date, standing: Standing, today: date, closed: date | None) -> str:
    if day > today:
        return f"La date est dans le futur, le {short_day(day)}\u00a0: enregistrez ce paiement ce jour-là."
    if closed and day.replace(day=1) <= closed:
        return (
            f"La régie est close jusqu’à {month_and_year(closed)}\u00a0: cette date ne peut plus recevoir d’écriture."
        )
    if standing.paid_out_on and day < standing.paid_out_on:
        return f"Ce paiement précède le versement du prêt, le {short_day(standing.paid_out_on)}."
    return ""


def _owed(line: PaymentLine, reference: str, state: str, owed: Decimal) -> str:
    if state != LoanState.ACTIVE and not (line.keeps_surplus and state in OVER):
        if state in OVER:
            return f"Rien n’est plus dû sur le prêt {reference}. {TICK}"
        label = LoanState(state).label
        return f"Le prêt {reference} est «\u202f{label}\u202f»\u00a0: rien ne peut y être encaissé. Changez de prêt."
    if line.amount > owed and not line.keeps_surplus:
        return f"Il reste {euros(owed)} à rembourser sur {reference}, moins que ce paiement. {TICK}"
    return ""
