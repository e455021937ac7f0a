"""The list people work from: which requests, in which order, a page at a time."""

import re
from typing import NamedTuple

from django.db.models import Q, Value
from django.db.models.functions import Trim
from django.http import QueryDict

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role

from ..enums import AT_LENDER, CLOSED_STATES, TO_DO, State
from ..models import Folded, LoanApplicationQuerySet


class Listing(NamedTuple):
    """One of the named lists; `oldest_first` is its order."""

    key: str
    label: str
    where: Q
    oldest_first: bool = False


def listings(user: User) -> list[Listing]:
    """The lists this person chooses from, the first being theirs by default."""
    if user.holds(Role.PARTNER):
        return [
            Listing("en-cours", "En cours", ~Q(state__in=CLOSED_STATES)),
            Listing("terminees", "Terminées", Q(state__in=CLOSED_STATES)),
            Listing("toutes", "Toutes", Q()),
        ]
    mine = Q(worker=user) | Q(state=State.DRAFT, referred_by=user)
    return [
        Listing("a-traiter", "À traiter", Q(state__in=TO_DO), oldest_first=True),
        Listing(
            "miens",
            "Mes dossiers",
            mine & ~Q(state__in=CLOSED_STATES),
            oldest_first=True,
        ),
        Listing(
            "preteur",
            "Chez l’organisme prêteur",
            Q(state__in=AT_LENDER),
            oldest_first=True,
        ),
        Listing("toutes", "Toutes", Q()),
    ]


class Filters(NamedTuple):
    """What the address asks for. Unknown values count as none, so that an old link still opens."""

    listing: Listing
    q: str
    state: str
    scheme: int | None

    @classmethod
    def read(cls, query: QueryDict, user: User) -> "Filters":
        lists = {listing.key: listing for listing in listings(user)}
        words = " ".join(query.get("q", "").replace("\x00", "").split())[:80]
        state = query.get("etat", "")
        scheme = query.get("dispositif", "")
        # A search or a state without a chosen list looks everywhere.
        default = "toutes" if words or state else next(iter(lists))
        return cls(
            lists.get(query.get("liste", default), lists[default]),
            words,
            state if state in State.values else "",
            int(scheme) if re.fullmatch(r"\d{1,9}", scheme) else None,
        )


def found(requests: LoanApplicationQuerySet, filters: Filters) -> LoanApplicationQuerySet:
    """The requests that these filters keep."""
    requests = requests.filter(filters.listing.where)
    if filters.state:
        requests = requests.filter(state=filters.state)
    if filters.scheme:
        requests = requests.filter(scheme=filters.scheme)
    for word in filters.q.split():
        requests = requests.filter(matching(word))
    return requests


def matching(word: str) -> Q:
    """A piece of the number when it holds a digit, else of the name, whatever its accents and capitals."""
    if any(sign.isdigit() for sign in word):
        return Q(reference__contains=word)
    return Q(applicant__search_text__contains=Trim(Folded(Value(word), Value(""))))
