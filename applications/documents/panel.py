"""The documents as a part of two pages: the dossier of the CCAS, and the partner's own."""

from datetime import date
from typing import Any

from harmonie.accounts.models import User

from ..dossier.next_step import Act, act
from ..enums import State
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


def lacking(application: LoanApplication, shown: dict[str, Any]) -> list[Act]:
    """What the documents still ask of who reviews, from what `panel` found: no query."""
    found = shown["papers"]
    if found is None or application.state not in (State.IN_REVIEW, State.AWAITING_DOCUMENTS):
        return []
    read = [act(f"Examiner {_some(len(found.to_examine), 'reçue')}", "documents", application)]
    unasked = [need for need in found.missing if need.is_missing]
    ask = [act(f"Demander {_some(len(unasked), 'qui manque', 'qui manquent')}", "ask_documents", application)]
    return (read if found.to_examine else []) + (ask if unasked else [])


def _some(count: int, one: str, many: str = "") -> str:
    return f"une pièce {one}" if count == 1 else f"{count} pièces {many or f'{one}s'}"


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
