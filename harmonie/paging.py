"""Lists by key: a page starts after the last row of the one before, so page 1 000 costs what page 1 costs."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest, QueryDict

from .orders import Mark, Order, mark_of, stretches

AFTER, BEFORE = "apres", "avant"
SIZE = 25


class Page(NamedTuple):
    """The rows of one page, and the addresses of its neighbours ("" at an end of the list)."""

    rows: Sequence[Any]
    previous: str
    following: str


def page_of(
    rows: QuerySet[Any],
    request: HttpRequest,
    *,
    order: Order | None = None,
    oldest_first: bool = False,
    size: int = 0,
    to: str = "",
) -> Page:
    """The page after the row `?apres=<mark>`, or before `?avant=<mark>`.

    The order is that of the ids, newest first unless `oldest_first`, when no `order` is given. Every other word
    of the address is kept. `size` is `SIZE` unless told; `to` is the place on the page that the neighbours' addresses
    point at.
    """
    size, order = size or SIZE, order or Order(ascending=oldest_first)
    after, before = order.read(request.GET.get(AFTER)), order.read(request.GET.get(BEFORE))
    backwards = before is not None and after is None
    mark = before if backwards else after
    found = beyond(rows, order, mark, size + 1, backwards=backwards)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_previous, has_following = (more, True) if backwards else (mark is not None, more)
    return Page(
        found,
        _address(request.GET, BEFORE, order.write(mark_of(found[0], order))) + to if found and has_previous else "",
        _address(request.GET, AFTER, order.write(mark_of(found[-1], order))) + to if found and has_following else "",
    )


def beyond(rows: QuerySet[Any], order: Order, mark: Mark | None, count: int, *, backwards: bool = False) -> list[Any]:
    """The `count` rows that follow `mark` in the order, or that precede it, nearest first."""
    found: list[Any] = []
    related = rows._prefetch_related_lookups  # type: ignore[attr-defined]
    for stretch in stretches(rows.prefetch_related(None), order, mark, backwards=backwards):
        if len(found) < count:
            found += stretch[: count - len(found)]
    prefetch_related_objects(found, *related)
    return found


def key(text: str | None) -> int | None:
    """A key of the database as an address gives it; None when it is none."""
    return Order().read_key(text)


def _address(words: QueryDict, word: str, mark: str) -> str:
    asked = words.copy()
    for old in (AFTER, BEFORE):
        asked.pop(old, None)
    asked[word] = mark
    return f"?{asked.urlencode()}"
