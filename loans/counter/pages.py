"""What the counter's pages are given."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.urls import reverse

from harmonie.components import Tile
from harmonie.dates import short_day
from harmonie.documents.models import IssuedDocument
from harmonie.money import euros

from ..enums import LoanState
from ..models import LedgerEntry, Loan
from ..queries import Account
from ..rules import Line
from .forms import CounterForm
from .queries import receipts_of, taken_today

TAKES_MONEY = (LoanState.ACTIVE, LoanState.SETTLED, LoanState.WAIVED)
CLOSED = {
    LoanState.TO_SIGN: "Le contrat n’est pas encore signé\u00a0: il n’y a rien à encaisser.",
    LoanState.SIGNED: "L’argent n’est pas encore versé\u00a0: il n’y a rien à encaisser.",
    LoanState.WRITTEN_OFF: (
        "Ce prêt est admis en non-valeur\u00a0: un paiement s’enregistre comme un recouvrement, sur la page du prêt."
    ),
    LoanState.CANCELLED: "Ce prêt est annulé\u00a0: il n’y a rien à encaisser.",
}


def sheet(loan: Loan, account: Account, form: CounterForm) -> dict[str, Any]:
    """The counter sheet of one loan; `form` as it was typed when it was just refused."""
    takes_money = loan.state in TAKES_MONEY
    return {
        "loan": loan,
        "account": account,
        "form": form if takes_money else None,
        "closed": "" if takes_money else CLOSED[LoanState(loan.state)],
        "chip": loan.chip,
        "tiles": tiles(loan, account),
        "button": _button(form, account),
        "may_settle": account.outstanding > account.suggested,
        "keep": form.surplus if form.is_bound else Decimal(0),
        "taken": list(taken_today(loan, account.today)),
        "coming": list(_coming(account))[:4],
    }


def _coming(account: Account) -> Iterator[Line]:
    """The instalments that repay what is owed: of a loan paid out in parts, those of the rest are not asked for yet."""
    owed = account.outstanding
    for line in account.lines:
        if not line.is_paid and owed > 0:
            yield line
            owed -= line.left


def _button(form: CounterForm, account: Account) -> str:
    """The button names what it records; without a sum to name, it names the act."""
    typed = getattr(form, "cleaned_data", {}).get("amount", account.suggested)
    return f"Encaisser {euros(typed)}" if typed else "Encaisser"


def tiles(loan: Loan, account: Account) -> list[Tile]:
    """What is asked for today, what is late, what is owed in all, what is to be given back."""
    following = next((line for line in account.lines if not line.is_paid), None)
    shown = []
    if following and account.outstanding:
        due = f"échéance n°\u00a0{following.number}, le {short_day(following.due_on)}"
        shown.append(Tile("À payer", euros(account.suggested), due))
    if account.overdue:
        late = len(account.late_lines)
        shown.append(
            Tile("En retard", euros(account.overdue), f"{late} échéance{'s' if late > 1 else ''}", is_late=True)
        )
    shown.append(Tile("Reste dû", euros(account.outstanding), "" if account.outstanding else "rien n’est dû"))
    if account.surplus:
        shown.append(Tile("À rendre", euros(account.surplus), "trop-perçu"))
    return shown


def done(entry: LedgerEntry, account: Account) -> dict[str, Any]:
    """What was just recorded, and its papers."""
    loan, papers = entry.loan, receipts_of(entry)
    balance = next(row.balance for row in account.entries if row.pk == entry.pk)  # type: ignore[attr-defined]
    return {
        "loan": loan,
        "entry": entry,
        "owed_after": balance,
        "account": account,
        "receipt": _opened(loan, papers.receipt),
        "certificate": _opened(loan, papers.certificate),
        "certificate_due": papers.certificate_due,
        "is_undone": hasattr(entry, "reversed_by"),
    }


def _opened(loan: Loan, document: IssuedDocument | None) -> str:
    return reverse("loans:document", args=[loan.reference, document.reference]) if document else ""
