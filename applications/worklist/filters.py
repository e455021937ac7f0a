"""What the address of the work list asks for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.orders import Order

from ..documents.queries import arrived, to_chase
from ..enums import CLOSED_STATES, Purpose, State
from ..models import LoanApplicationQuerySet
from .lists import EVERYTHING, Listing, listings
from .search import ranked, searched
from .sorts import RELEVANCE, SORTS

NOBODY, ME = "sans", "moi"
OVERDUE = "depassee"
SOON = {"7": "sous 7 jours", "15": "sous 15 jours", "30": "sous 30 jours", OVERDUE: "dépassée"}
YES = "oui"
ARRIVED, TO_CHASE = "arrivees", "retard"
PAPERS = {ARRIVED: "toutes arrivées", TO_CHASE: "en retard"}


@dataclass(frozen=True)
class Filters:
    """What the address asks for. Unknown values count as none, so that an old link still opens."""

    listing: Listing
    q: str = ""
    states: tuple[str, ...] = ()
    scheme: int | None = None
    partner: int | None = None
    worker: str = ""  # the key of a person, ME, or NOBODY
    is_urgent: bool = False
    waiting: int | None = None  # days, at least
    purpose: str = ""
    meeting_on: date | None = None
    decision: str = ""  # a key of SOON
    papers: str = ""  # a key of PAPERS
    sort: str = ""  # a key of SORTS; "" is the order of the list

    @classmethod
    def read(cls, query: QueryDict, user: User) -> Self:
        """The filters of an address. Partners have a list of their own, and never come here."""
        lists = {listing.key: listing for listing in listings(user)}
        words = " ".join(query.get("q", "").replace("\x00", "").split())[:80]
        worker, purpose, decision = (query.get(word, "") for word in ("suivi", "objet", "decision"))
        sort, papers = query.get("tri", ""), query.get("pieces", "")
        asked = cls(
            next(iter(lists.values())),
            q=words,
            states=tuple(state for state in State.values if state in query.getlist("etat")),
            scheme=_number(query.get("dispositif")),
            partner=_number(query.get("partenaire")),
            worker=worker if worker in (NOBODY, ME) or _number(worker) else "",
            is_urgent=query.get("urgent") == YES,
            waiting=_number(query.get("attend"), digits=4),
            purpose=purpose if purpose in Purpose.values else "",
            meeting_on=_day(query.get("seance")),
            decision=decision if decision in SOON else "",
            papers=papers if papers in PAPERS else "",
            sort=sort if sort in SORTS and (sort != RELEVANCE or words) else "",
        )
        # A search or a filter without a chosen list looks everywhere.
        default = EVERYTHING if asked.words() else asked.listing.key
        return replace(asked, listing=lists.get(query.get("liste", default), lists[default]))

    def words(self) -> list[tuple[str, str]]:
        """Each filter as the address says it, without the list and the order."""
        states = [("etat", state) for state in self.states]
        said = [("q", self.q), *states, *self.asked.items()]
        return [(word, value) for word, value in said if value]

    @property
    def asked(self) -> dict[str, str]:
        """The filters of one value each, as the address says them, "" where none is asked."""
        return {
            "dispositif": str(self.scheme or ""),
            "partenaire": str(self.partner or ""),
            "suivi": self.worker,
            "urgent": YES if self.is_urgent else "",
            "attend": str(self.waiting or ""),
            "objet": self.purpose,
            "seance": self.meeting_on.isoformat() if self.meeting_on else "",
            "decision": self.decision,
            "pieces": self.papers,
        }

    def query(self, *, without: Iterable[tuple[str, str]] = (), sort: str | None = None) -> str:
        """The address of these filters, always written the same way; `without` some, or in another order."""
        left = [pair for pair in self.words() if pair not in set(without)]
        order = self.sort if sort is None else sort
        return urlencode([("liste", self.listing.key), *left, *([("tri", order)] if order else [])])

    @property
    def sorted_by(self) -> str:
        """The key of SORTS that holds: what was asked, else likeness in a search, else the list's own order."""
        return self.sort or (RELEVANCE if self.q else self.listing.sort)

    @property
    def order(self) -> Order:
        return SORTS[self.sorted_by].order


def found(requests: LoanApplicationQuerySet, filters: Filters, user: User, now: datetime) -> LoanApplicationQuerySet:
    """The requests that these filters keep, not yet in their order."""
    requests = requests.filter(filters.listing.where, *_conditions(filters, user, now))
    if filters.q:
        requests = searched(requests, filters.q, co_applicants=True)
    return requests


def placed(requests: LoanApplicationQuerySet, filters: Filters) -> LoanApplicationQuerySet:
    """`requests` with the value that the order of these filters compares."""
    if filters.sorted_by != RELEVANCE:
        return requests
    return ranked(requests, filters.q)


def _conditions(filters: Filters, user: User, now: datetime) -> Iterable[Q]:
    if filters.states:
        yield Q(state__in=filters.states)
    if filters.scheme:
        yield Q(scheme=filters.scheme)
    if filters.partner:
        yield Q(partner=filters.partner)
    if filters.worker:
        yield {NOBODY: Q(worker=None), ME: Q(worker=user)}.get(filters.worker, Q(worker=_number(filters.worker)))
    if filters.is_urgent:
        yield Q(is_urgent=True)
    if filters.waiting:
        yield Q(state_since__lte=now - timedelta(days=filters.waiting)) & ~Q(state__in=CLOSED_STATES)
    if filters.purpose:
        yield Q(project__purpose=filters.purpose)
    if filters.meeting_on:
        yield Q(meeting_on=filters.meeting_on)
    if filters.decision:
        yield _decided_in_silence(filters.decision, timezone.localdate(now)) & ~Q(state__in=CLOSED_STATES)
    if filters.papers:
        yield arrived() if filters.papers == ARRIVED else to_chase(timezone.localdate(now))


def _decided_in_silence(when: str, today: date) -> Q:
    if when == OVERDUE:
        return Q(implicit_decision_on__lt=today)
    return Q(implicit_decision_on__gte=today, implicit_decision_on__lte=today + timedelta(days=int(when)))


def _number(text: str | None, *, digits: int = 9) -> int | None:
    return int(text) if text and re.fullmatch(rf"[1-9]\d{{0,{digits - 1}}}", text, re.ASCII) else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
