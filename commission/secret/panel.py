"""What a member's page shows of the secret ballot."""

from typing import Any

from harmonie.accounts.models import User

from ..enums import ItemState
from ..models import AgendaItem
from .queries import demands_of, may_demand


def panel(item: AgendaItem, user: User) -> dict[str, Any]:
    """The context of `commission/secret/_demand.html`."""
    if item.state != ItemState.LISTED:
        return {"may_demand": False, "has_demanded": False, "demands": None}
    return {
        "may_demand": may_demand(user, item),
        "has_demanded": item.secret_demands.filter(seat__user=user).exists(),
        "demands": demands_of(item),
    }
