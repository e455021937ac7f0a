"""Who would preside first: the order of the seats."""

import sys
from collections.abc import Iterable

from ..enums import Capacity
from ..models import Mandate


def by_precedence(mandates: Iterable[Mandate]) -> list[Mandate]:
    """President, vice-president, then who serves longest, then the oldest (domain.md §1); names last, to be certain."""
    rank = list(Capacity)
    return sorted(
        mandates,
        key=lambda mandate: (
            rank.index(Capacity(mandate.capacity)),
            mandate.starts_on,
            mandate.age_rank or sys.maxsize,
            mandate.user.last_name,
            mandate.user.first_name,
            mandate.pk,
        ),
    )
