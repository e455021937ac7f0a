"""What the pages of the second person, and the panel on a loan's page, are given."""

from datetime import date, timedelta
from typing import Any

from django.forms import BaseForm
from django.urls import reverse

from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.money import euros
from harmonie.paging import Page
from harmonie.words import of

from ..actions.base import balances
from ..changes.queries import waiting_amendments
from ..enums import EntryKind
from ..models import Loan, PostingRequest
from . import queries

FEW = 50  # amendments shown above the entries to check
SENT_BACK_DAYS = 30  # how long a loan's page tells that an entry was sent back
ABOUT = {
    EntryKind.DISBURSEMENT: "Versement",
    EntryKind.REFUND: "Restitution d’un trop-perçu",
    EntryKind.RELIEF: "Remise gracieuse",
    EntryKind.WRITE_OFF: "Admission en non-valeur",
    EntryKind.REVERSAL: "Contre-passation",
}


def heading(asked: PostingRequest) -> str:
    """« Versement de 620,00 € »."""
    return f"{ABOUT[EntryKind(asked.kind)]} de {euros(asked.amount)}"


def facts(asked: PostingRequest) -> list[tuple[str, str]]:
    """What was entered, word for word, and what the loan's account says now."""
    loan, now = asked.loan, balances(asked.loan)
    reverses = asked.reverses
    answered = f"l’écriture {reverses.sequence}, {reverses}" if reverses else ""
    pairs = [
        ("Emprunteur", str(loan.borrower)),
        ("Prêt", f"{loan.reference}, {euros(loan.principal)}"),
        ("Versé à", loan.payee_name if asked.kind == EntryKind.DISBURSEMENT else ""),
        ("Contre-passe", answered),
        ("Date de valeur", plain_day(asked.value_on)),
        ("N° de mandat", asked.voucher),
        ("Délibération", asked.deliberation),
        ("Motif", asked.note),
        ("Déjà versé", euros(now.paid_out)),
        ("Reste dû aujourd’hui", euros(now.owed)),
        ("À rendre aujourd’hui", euros(now.surplus) if now.surplus else ""),
    ]
    return [pair for pair in pairs if pair[1]]


def list_page(page: Page, user: User) -> dict[str, Any]:
    rows = [{"asked": asked, "about": heading(asked), "is_mine": asked.asked_by_id == user.pk} for asked in page.rows]
    amendments = list(waiting_amendments(user)[:FEW])
    return {
        "page": page,
        "rows": rows,
        "totals": queries.totals(queries.waiting_for(user)),
        "amendments": amendments,
    }


def request_page(asked: PostingRequest, user: User, form: BaseForm, refusal: str = "") -> dict[str, Any]:
    return {
        "asked": asked,
        "heading": heading(asked),
        "title": f"{heading(asked)}, prêt {of(asked.loan.borrower)}",
        "facts": facts(asked),
        "form": form,
        "refusal": refusal,
        "is_mine": asked.asked_by_id == user.pk,
        "loan_url": reverse("loans:detail", args=[asked.loan.reference]) if user.has_perm("loans.view_loan") else "",
    }


def panel(loan: Loan, today: date) -> dict[str, Any]:
    """What waits on this loan, or was sent back of late; nothing where no rule asks for a second person."""
    since = today - timedelta(days=SENT_BACK_DAYS)
    return {"to_check": [(asked, heading(asked)) for asked in queries.of_loan(loan, since)]}
