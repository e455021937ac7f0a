"""The documents as a part of two pages: the dossier of the CCAS, and the partner's own."""

from datetime import date
from typing import Any

from harmonie.accounts.models import User

from ..models import LoanApplication
from ..rules import may_review
from .forms import item_value
from .queries import open_for_partner, papers, requests_of
from .rules import can_ask, can_deposit


def panel(application: LoanApplication, user: User, today: date) -> dict[str, Any]:
    """For the dossier page: what is in order, what is missing. Nothing for who does not review."""
    if not may_review(user):
        return {"papers": None}
    found = papers(application)
    return {
        "papers": found,
        "papers_in_order": sum(need.standing == "accepted" for need in found.needs),
        "may_deposit": can_deposit(application),
        "may_ask": can_ask(application) and bool(found.missing),
        "document_requests": list(requests_of(application)),
        "late_papers": any(item.request.answer_by < today for item in found.open_items),
    }


def partner_panel(application: LoanApplication, user: User, today: date) -> dict[str, Any]:
    """For the partner's page: what is asked of it, and what its own side brought."""
    own = application.documents.visible_to(user).current().select_related("file").defer("file__content")
    items = list(open_for_partner(application))
    return {
        "asked_items": [(item_value(item), item) for item in items],
        "own_documents": list(own),
        "may_deposit": can_deposit(application),
        "answer_by": max((item.request.answer_by for item in items), default=None),
    }
