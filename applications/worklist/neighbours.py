"""The dossier before and the dossier after, in the list from which this one was opened."""

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from harmonie.accounts.models import User
from harmonie.orders import mark_of
from harmonie.paging import beyond

from ..models import LoanApplication
from ..queries import listed_for
from .filters import Filters, found, placed

FROM = "liste"  # the word of a dossier's address that holds the whole address of the list


def neighbours(application: LoanApplication, query: str, user: User, now: datetime) -> dict[str, Any]:
    """Three queries by key, or five where values may be missing; nothing when the dossier came from no list."""
    if not query or user.partner_id:
        return {"from_list": "", "preceding": "", "following": ""}
    filters = Filters.read(QueryDict(query[:2000]), user)
    # A dossier that has just left the list still stands somewhere in its order.
    here = placed(listed_for(user), filters).get(pk=application.pk)
    others = placed(found(listed_for(user), filters, user, now), filters).exclude(pk=application.pk)
    mark = mark_of(here, filters.order)
    return {
        "from_list": f"{reverse('applications:list')}?{filters.query()}",
        "preceding": _address(beyond(others, filters.order, mark, 1, backwards=True), filters),
        "following": _address(beyond(others, filters.order, mark, 1), filters),
    }


def dossier_address(reference: str, filters: Filters) -> str:
    """The dossier's address, with the list it is opened from."""
    words = QueryDict(mutable=True)
    words[FROM] = filters.query()
    return f"{reverse('applications:detail', args=[reference])}?{words.urlencode()}"


def _address(found: list[LoanApplication], filters: Filters) -> str:
    return dossier_address(found[0].reference, filters) if found else ""
