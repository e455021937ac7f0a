"""What the pages of envelopes show, each line with the addresses that its reader may open."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils import timezone

from applications.models import LoanApplication
from harmonie.accounts.models import User
from harmonie.components import Part
from harmonie.paging import AFTER, BEFORE, key
from harmonie.schemes.models import BudgetEnvelope, Scheme
from loans.models import Loan

from ..links import link
from ..periods import midnight
from .ledger import PAGE, Asked, Line, Sums, lines_after, lines_before, sums_of

RESERVED = "dossier réservé"
YEARS_TOLD = 3  # exercices with their sums up to the day asked; the archive is a row of links


class SchemeMoney(NamedTuple):
    """A scheme's exercices, the newest first: `told` with their sums, `older` by their year alone."""

    scheme: Scheme
    told: list[tuple[BudgetEnvelope, Sums]]
    older: list[BudgetEnvelope]


class Shown(NamedTuple):
    """One line as its reader sees it; an address is "" for those who may not open what it leads to."""

    line: Line
    reference: str
    application_url: str
    loan: str
    loan_url: str


class LedgerPage(NamedTuple):
    rows: Sequence[Shown]
    previous: str
    following: str


def by_scheme(day: date) -> list[SchemeMoney]:
    """Every envelope, under its scheme. Three queries, and sums that do not grow with the archive."""
    rows = list(BudgetEnvelope.objects.select_related("scheme").order_by("scheme__name", "scheme_id", "-year"))
    recent = [row for row in rows if row.year > day.year - YEARS_TOLD]
    sums = sums_of([row.pk for row in recent], day=day, until=end_of(day))
    return [_money(list(envelopes), sums) for _, envelopes in groupby(rows, key=lambda row: row.scheme_id)]


def _money(envelopes: list[BudgetEnvelope], sums: dict[int, Sums]) -> SchemeMoney:
    told = [(envelope, sums[envelope.pk]) for envelope in envelopes if envelope.pk in sums]
    return SchemeMoney(envelopes[0].scheme, told, [envelope for envelope in envelopes if envelope.pk not in sums])


def end_of(day: date | None) -> datetime | None:
    """The moment before which a record counts on `day`; None for now."""
    return midnight(day + timedelta(days=1)) if day and day < timezone.localdate() else None


def asked_of(envelope: BudgetEnvelope, user: User, given: dict[str, Any]) -> Asked:
    hidden = LoanApplication.objects.filter(exclusions__user=user).values_list("pk", flat=True)
    since = given.get("du")
    return Asked(
        envelope.pk,
        nature=given.get("nature", ""),
        reference=" ".join(given.get("q", "").replace("\0", "").split()),
        since=midnight(since) if since else None,
        until=end_of(given.get("au")),
        hidden=tuple(hidden),
    )


def ledger_page(asked: Asked, query: QueryDict, user: User) -> LedgerPage:
    """The page after the line `?apres=<number>`, newest first; `?avant=` walks back."""
    before, after = key(query.get(BEFORE)), key(query.get(AFTER))
    backwards = before is not None and after is None
    found = lines_after(asked, before or 0, PAGE + 1) if backwards else lines_before(asked, after, PAGE + 1)
    more, found = len(found) > PAGE, found[:PAGE]
    if backwards:
        found.reverse()
    has_previous, has_following = (more, True) if backwards else (after is not None, more)
    return LedgerPage(
        shown(found, asked, user),
        _address(query, BEFORE, found[0].n) if found and has_previous else "",
        _address(query, AFTER, found[-1].n) if found and has_following else "",
    )


def _address(words: QueryDict, word: str, n: int) -> str:
    asked = words.copy()
    for old in (AFTER, BEFORE):
        asked.pop(old, None)
    asked[word] = str(n)
    return f"?{asked.urlencode()}"


def shown(lines: Sequence[Line], asked: Asked, user: User) -> list[Shown]:
    """The lines with their addresses: two queries, however many lines."""
    cases = {line.application for line in lines if line.application}
    loans = {line.loan for line in lines if line.loan}
    may_read = set(LoanApplication.objects.visible_to(user).filter(pk__in=cases).values_list("pk", flat=True))
    references = dict(Loan.objects.visible_to(user).filter(pk__in=loans).values_list("pk", "reference"))
    return [_shown(line, asked, may_read, references) for line in lines]


def _shown(line: Line, asked: Asked, may_read: set[int], references: dict[int, str]) -> Shown:
    if line.application in asked.hidden:
        return Shown(line, RESERVED, "", "", "")
    loan = references.get(line.loan, "") if line.loan else ""
    may_open = line.application in may_read
    return Shown(
        line,
        line.reference,
        link("applications:detail", line.reference) if may_open else "",
        loan,
        link("loans:detail", loan) if loan else "",
    )


def parts_of(sums: Sums) -> list[Part]:
    """The bar of an envelope: what is paid out, what is engaged and still in the house."""
    waiting = sums.engaged - min(sums.disbursed, sums.engaged)
    stretches = (Part(sums.disbursed, "Versé"), Part(waiting, "Engagé, pas encore versé", "soft"))
    return [part for part in stretches if part.amount > 0]
