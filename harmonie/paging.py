"""Lists by key: a page starts after the last row of the one before, so page 1 000 costs what page 1 costs."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

AFTER, BEFORE = "apres", "avant"
SIZE = 25


class Page(NamedTuple):
    """The rows of one page, and the addresses of its neighbours ("" at an end of the list)."""

    rows: Sequence[Any]
    previous: str
    following: str


def page_of(
    rows: QuerySet[Any], request: HttpRequest, *, oldest_first: bool = False, size: int = 0, to: str = ""
) -> Page:
    """The page after the row `?apres=<id>`, or before `?avant=<id>`, in the order of the ids.

    Every other word of the address is kept. `size` is `SIZE` unless told; `to` is the place on the page that the
    neighbours' addresses point at.
    """
    size = size or SIZE
    after, before = key(request.GET.get(AFTER)), key(request.GET.get(BEFORE))
    backwards = before is not None and after is None
    ascending = oldest_first != backwards
    mark = before if backwards else after
    if mark is not None:
        rows = rows.filter(**{"pk__gt" if ascending else "pk__lt": mark})
    found = list(rows.order_by("pk" if ascending else "-pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_previous, has_following = (more, True) if backwards else (mark is not None, more)
    return Page(
        found,
        _address(request.GET, BEFORE, found[0].pk) + to if found and has_previous else "",
        _address(request.GET, AFTER, found[-1].pk) + to if found and has_following else "",
    )


def key(text: str | None) -> int | None:
    """A key of the database as an address gives it; None when it is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None


def _address(words: QueryDict, word: str, mark: int) -> str:
    asked = words.copy()
    for old in (AFTER, BEFORE):
        asked.pop(old, None)
    asked[word] = str(mark)
    return f"?{asked.urlencode()}"
