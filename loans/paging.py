"""Lists by key: a page starts after the last row of the one before, so page 1 000 costs what page 1 costs."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

SIZE = 25


class Page(NamedTuple):
    """The rows of one page, and the addresses of the first and the following one ("" where the list ends)."""

    rows: Sequence[Any]
    first: str
    following: str


def page_of(rows: QuerySet[Any], request: HttpRequest, *, newest_first: bool) -> Page:
    """The page after the row `?apres=`; every other word of the address is kept."""
    after = request.GET.get("apres", "")
    if after.isdecimal() and len(after) < 19:
        rows = rows.filter(**{"pk__lt" if newest_first else "pk__gt": int(after)})
    else:
        after = ""
    found = list(rows[: SIZE + 1])
    more = len(found) > SIZE
    found = found[:SIZE]
    return Page(found, _address(request) if after else "", _address(request, apres=found[-1].pk) if more else "")


def _address(request: HttpRequest, **change: object) -> str:
    words = {key: value for key, value in request.GET.items() if key != "apres" and value}
    return f"?{urlencode(words | change)}"
