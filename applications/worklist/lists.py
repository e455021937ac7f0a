"""The named lists that people work from."""

from typing import NamedTuple

from django.db.models import Q

from harmonie.accounts.models import User

from ..enums import AT_LENDER, CLOSED_STATES, TO_DO, State


class Listing(NamedTuple):
    """One of the named lists; `sort` is its order, a key of SORTS."""

    key: str
    label: str
    where: Q
    sort: str = "recents"


EVERYTHING = "toutes"


def listings(user: User) -> list[Listing]:
    """The lists this person of the CCAS chooses from, the first being theirs by default."""
    mine = Q(worker=user) | Q(state=State.DRAFT, referred_by=user)
    return [
        Listing("a-traiter", "À traiter", Q(state__in=TO_DO), "attente"),
        Listing("miens", "Mes dossiers", mine & ~Q(state__in=CLOSED_STATES), "attente"),
        Listing("preteur", "Chez l’organisme prêteur", Q(state__in=AT_LENDER), "attente"),
        Listing(EVERYTHING, "Toutes", Q()),
    ]
