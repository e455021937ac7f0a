"""What stands around the lines of the list: tabs, filters, what it is called, where it is exported."""

from dataclasses import replace
from datetime import date
from typing import Any

from harmonie.accounts.models import User
from harmonie.components import Tab
from harmonie.paging import Page

from ..models import LoanApplicationQuerySet, SavedFilter
from ..queries import listed_for
from .choices import choices, filters_on
from .filters import Filters
from .lists import EVERYTHING, Listing, listings
from .sorts import SORTS

COUNTED = 1000  # beyond, nobody needs the exact figure, and counting would cost what paging spares


def listing_page(user: User, filters: Filters, today: date) -> dict[str, Any]:
    """The context of the page, all but its rows."""
    offered = choices(user, filters, today)
    saved = list(SavedFilter.objects.filter(user=user))
    return {
        "filters": filters,
        "query": filters.query(),
        "offered": offered,
        "filters_on": filters_on(filters, offered),
        "tabs": tabs(user, filters, saved),
        "is_kept": any(one.query == filters.query() for one in saved),
        "has_lists": bool(saved),
        "lead": lead(filters),
        "heads": heads(filters),
        "elsewhere": "" if filters.listing.key == EVERYTHING else _everywhere(filters, user),
    }


def tabs(user: User, filters: Filters, saved: list[SavedFilter]) -> list[Tab]:
    """The named lists, then one's own.

    Only « À traiter » is counted: what is open stays small, the archive does not.
    """
    here = filters.query()
    is_own = any(one.query == here for one in saved)
    return [
        *(
            Tab(
                listing.label,
                f"?liste={listing.key}",
                listing.key == filters.listing.key and not is_own,
                _waiting(user, listing),
            )
            for listing in listings(user)
        ),
        *(Tab(one.name, f"?{one.query}", one.query == here) for one in saved),
    ]


def _waiting(user: User, listing: Listing) -> int | None:
    return listed_for(user).filter(listing.where).count() if listing.key == "a-traiter" else None


def counted(requests: LoanApplicationQuerySet, page: Page) -> str:
    """« 37 dossiers », « Plus de 1 000 dossiers ». A list that fits on its page is not counted again."""
    count = len(page.rows)
    if page.previous or page.following:
        count = requests.prefetch_related(None).order_by().values("pk")[: COUNTED + 1].count()
    if count > COUNTED:
        return "Plus de 1\u202f000 dossiers"
    return f"{count} dossier{'s' if count > 1 else ''}"


def lead(filters: Filters) -> str:
    """What the list holds, in a sentence."""
    order = SORTS[filters.sorted_by].said
    if filters.q:
        return f"Dossiers qui répondent à «\u202f{filters.q}\u202f», {order}."
    return f"{filters.listing.label}, {order}."


def heads(filters: Filters) -> dict[str, dict[str, str]]:
    """The columns that can be sorted: their address, and `aria-sort` of the one that holds."""
    directions = {"nom": "ascending", "montant": "descending", "attente": "ascending"}
    return {
        key: {"url": f"?{filters.query(sort=key)}", "sorted": direction if filters.sorted_by == key else ""}
        for key, direction in directions.items()
    }


def _everywhere(filters: Filters, user: User) -> str:
    """The same filters in every request, when this list holds none."""
    if not filters.words():
        return ""
    last = listings(user)[-1]
    return f"?{replace(filters, listing=last).query()}"
