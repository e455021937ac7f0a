"""A partner's own referrals, whoever of its people made them."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from harmonie.accounts.models import User
from harmonie.components import Tab
from harmonie.paging import page_of

from ..models import LoanApplication, LoanApplicationQuerySet
from ..path import door_name, doors, standing
from ..queries import project_of
from ..worklist.search import searched
from .page import told_to
from .words import LISTS, simple_state


class Asked(NamedTuple):
    """What the address asks for. Unknown values count as none, so that an old link still opens."""

    key: str
    q: str

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        words = " ".join(query.get("q", "").replace("\0", "").split())[:80]
        default = "toutes" if words else next(iter(LISTS))
        key = query.get("liste", default)
        return cls(key if key in LISTS else default, words)

    def keep(self, requests: LoanApplicationQuerySet) -> LoanApplicationQuerySet:
        return searched(requests.filter(LISTS[self.key][1]), self.q, co_applicants=False)


def own_list(request: HttpRequest) -> HttpResponse:
    """The list of a partner's user; `worklist` shows it in place of the CCAS's."""
    asked, user = Asked.read(request.GET), request.user
    mine = LoanApplication.objects.visible_to(user).with_facts().select_related("referred_by")
    page = page_of(asked.keep(mine).prefetch_related("milestones"), request)
    rows = [_row(application, user) for application in page.rows]
    context = {
        "asked": asked,
        "rows": rows,
        "tabs": [Tab(label, f"?liste={key}", key == asked.key) for key, (label, _) in LISTS.items()],
        "page": page,
        "said": f"{len(rows)} orientation{'s' if len(rows) > 1 else ''} sur cette page",
    }
    return render(request, "applications/partner_list.html", context)


def _row(application: LoanApplication, user: User) -> dict[str, Any]:
    shared = told_to(user, application)
    path = doors(shared)
    return {
        "application": application,
        "project": project_of(application),
        "state": simple_state(application),
        "at": standing(path),
        "step": door_name(path),
        "latest": shared[-1] if shared else None,
    }
