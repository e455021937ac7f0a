"""What the lists are given."""

from datetime import date
from typing import Any

from harmonie.accounts.models import User
from harmonie.paging import Page

from .. import queries
from ..enums import Tab
from .presentation import tabs

EMPTY = {
    Tab.TO_CONTRACT: "Aucun accord n’attend son contrat",
    Tab.TO_SIGN: "Aucun contrat n’attend de signature",
    Tab.TO_DISBURSE: "Aucun prêt n’attend son versement",
    Tab.RUNNING: "Aucun prêt n’est en cours",
    Tab.LATE: "Toutes les échéances sont réglées",
    Tab.SETTLED: "Aucun prêt n’est encore soldé",
    Tab.CANCELLED: "Aucun prêt n’a été annulé",
}


def listing(user: User, tab: Tab, page: Page, text: str, today: date) -> dict[str, Any]:
    totals = queries.tab_totals(user, today)
    return {
        "tab": tab,
        "tabs": tabs(totals, tab),
        "totals": queries.totals_of(tab, user, today),
        "page": page,
        "said": f"{len(page.rows)} sur cette page",
        "text": text,
        "today": today,
        "empty_title": EMPTY[tab],
    }
