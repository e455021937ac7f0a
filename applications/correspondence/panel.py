"""What the dossier page and the partner's page show of it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from harmonie.accounts.models import User
from harmonie.registry import kept

from ..models import LoanApplication
from ..rules import may_review
from .forms import MessageForm, NoteForm
from .queries import notes, thread
from .rules import has_two_sides, may_exchange


def panel(application: LoanApplication, user: User, today: date) -> dict[str, Any]:
    """The CCAS's page: the thread, and the notes for those who review."""
    reviews = may_review(user)
    return {
        **partner_panel(application, user, today),
        "reads_notes": reviews,
        "notes": notes(application) if reviews else [],
        "note_form": NoteForm(prefix="note") if reviews else None,
    }


def partner_panel(application: LoanApplication, user: User, today: date) -> dict[str, Any]:
    """Both sides' page: the thread, and the form to answer in."""
    letters = thread(application, user) if has_two_sides(application) else []
    return {
        "has_two_sides": has_two_sides(application),
        "thread": letters,
        "new_messages": sum(letter.is_new for letter in letters),
        "is_asked": bool(letters) and not letters[-1].is_ours,
        "message_form": MessageForm(prefix="message") if may_exchange(application, user) else None,
        "other_side": "le CCAS" if user.partner_id else str(application.partner or ""),
    }


def resumed(request: HttpRequest, application: LoanApplication, page: dict[str, Any]) -> dict[str, Any]:
    """The panel, with what this person had begun to write in it."""
    for kind in ("message", "note"):
        if form := page.get(f"{kind}_form"):
            kept.resumed(request, form, at=reverse(f"applications:write_{kind}", args=[application.reference]))
    return page
