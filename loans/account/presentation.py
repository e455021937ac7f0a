"""A loan as its pages show it: doors, tiles, bar, chips. Pure: records in, records of `harmonie.components` out."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse

from applications.enums import Step as Door
from applications.models import Milestone
from applications.path import doors
from harmonie import components
from harmonie.chips import Chip
from harmonie.dates import plain_day, short_day
from harmonie.money import euros, feminine_count, short_euros

from ..enums import LATE_CHIP, TAB_STATES, LoanState, Tab
from ..models import Loan, LoanDocument
from ..queries import Account
from ..wording import short_sentence


def steps(milestones: Iterable[Milestone], loan: Loan, account: Account) -> list[components.Step]:
    """The dossier's five doors; the last one says how many instalments are paid while the loan runs."""
    path = []
    for door in doors(milestones):
        note = door.note
        if door.name == Door.REPAYMENT.label and loan.state == LoanState.ACTIVE:
            note = f"{_settled(account)} sur {len(account.rows)}"
        path.append(door._replace(note=note))
    return path


def _settled(account: Account) -> str:
    count = account.paid_count
    return f"{count} échéance{'s' if count > 1 else ''} réglée{'s' if count > 1 else ''}"


def tiles(loan: Loan, account: Account) -> list[components.Tile]:
    """Lent, repaid, owed, late; before the money leaves, what is promised."""
    if not account.disbursed:
        return _promised(loan, account)
    last = account.lines[-1].due_on
    late = account.late_lines
    left = loan.principal - account.disbursed
    lent = f"encore {euros(left)} à verser" if left else "sans intérêts"
    shown = [
        components.Tile("Prêté", euros(loan.principal), lent),
        components.Tile("Remboursé", euros(account.repaid), f"{account.paid_count} échéances sur {len(account.rows)}"),
        components.Tile("Reste dû", euros(account.outstanding), f"dernière échéance le {short_day(last)}"),
    ]
    if late:
        since = f"depuis le {short_day(late[0].due_on)}"
        shown.append(components.Tile("En retard", euros(account.overdue), since, is_late=True))
    elif loan.state == LoanState.ACTIVE:
        shown.append(components.Tile("En retard", euros(Decimal(0)), "à jour"))
    if account.surplus:
        shown.append(components.Tile("À rendre", euros(account.surplus), "reçu au-delà de ce qui était dû"))
    if account.lost:
        shown.append(components.Tile("Non-valeur", euros(account.lost), "plus réclamé, mais encore dû"))
    return shown


def _promised(loan: Loan, account: Account) -> list[components.Tile]:
    first, last = account.lines[0], account.lines[-1]
    return [
        components.Tile("Accordé", euros(loan.principal), "sans intérêts"),
        components.Tile("Chaque mois", euros(first.amount), f"{len(account.rows)} échéances"),
        components.Tile("Première échéance", short_day(first.due_on), f"dernière le {short_day(last.due_on)}"),
    ]


def parts(account: Account) -> list[components.Part]:
    """The bar: repaid, then late; what is left of it is to come."""
    stretches = [components.Part(account.repaid, f"Remboursé {euros(account.repaid)}")]
    if account.overdue:
        stretches.append(components.Part(account.overdue, f"En retard {euros(account.overdue)}", "late"))
    return stretches


def bar_label(loan: Loan, account: Account) -> str:
    late = f", {euros(account.overdue)} en retard" if account.overdue else ""
    return f"{euros(account.repaid)} remboursés sur {euros(loan.principal)}{late}"


def chip(loan: Loan, account: Account) -> Chip:
    """The loan's state; how many instalments are late when some are."""
    late = len(account.late_lines)
    if not late:
        return loan.chip
    words = feminine_count(late).capitalize()
    return LATE_CHIP._replace(label=f"{words} échéance{'s' if late > 1 else ''} en retard")


def lead(loan: Loan, account: Account) -> str:
    """« 600 € sur 12 mois pour une réparation automobile, versés à Garage du Pont le 12 juin 2026. »"""
    project = loan.decision.application.project
    text = f"{short_euros(loan.principal)} sur {loan.months}\u00a0mois\u00a0: {project.description}"
    if account.disbursed_on:
        day = plain_day(account.disbursed_on)
        if account.disbursed < loan.principal:
            return f"{text}. {short_euros(account.disbursed)} versés à {loan.payee_name} depuis le {day}."
        return f"{text}. Versés à {loan.payee_name} le {day}."
    return f"{text}. À verser à {loan.payee_name}."


def rhythm(account: Account) -> str:
    """« 12 échéances de 50,00 €, le 10 du mois »."""
    return short_sentence(account.lines)


class Sheet(NamedTuple):
    """The one thing to record on a loan's page: its title, where it posts, and what its button does."""

    title: str
    url: str
    button: str


def sheet(loan: Loan, amount: Decimal, *, is_checked: bool = False) -> Sheet | None:
    """What comes next for this loan; `amount` is what the form proposes, in euros.

    `is_checked`: money leaves once a second person looked.
    """
    paid_out = f"Enregistrer le versement de {short_euros(amount)}"
    titles = {
        LoanState.TO_SIGN: ("Enregistrer la signature", "loans:sign", "Enregistrer la signature"),
        LoanState.SIGNED: (
            "Enregistrer le versement",
            "loans:disburse",
            f"Faire contrôler le versement de {short_euros(amount)}" if is_checked else paid_out,
        ),
        LoanState.ACTIVE: ("Enregistrer un remboursement", "loans:repay", f"Enregistrer {euros(amount)}"),
    }
    found = titles.get(LoanState(loan.state))
    return Sheet(found[0], reverse(found[1], args=[loan.reference]), found[2]) if found else None


class Paper(NamedTuple):
    title: str
    url: str
    issued_at: datetime
    note: str = ""


def papers(loan: Loan, documents: Iterable[LoanDocument]) -> list[Paper]:
    """The loan's documents, named without repeating whose loan it is."""
    return [
        Paper(
            paper.document.title.removesuffix(f", {loan.borrower}"),
            reverse("loans:document", args=[loan.reference, paper.document.reference]),
            paper.document.issued_at,
        )
        for paper in documents
    ]


def list_of(loan: Loan, account: Account) -> Tab:
    """The list a loan stands in."""
    if account.overdue:
        return Tab.LATE
    if account.surplus:
        return Tab.TO_REFUND
    return next(tab for tab, states in TAB_STATES.items() if loan.state in states and tab != Tab.TO_REFUND)
