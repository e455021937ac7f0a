"""What may be changed, and how far. Pure: each function returns, or raises the French sentence that says what to do."""

from collections.abc import Sequence
from datetime import date

from harmonie.calendar import add_months
from harmonie.dates import short_day
from harmonie.refusals import Refusal, WrongState

from ..enums import LoanState
from ..models import Loan
from ..schedule import ScheduledInstalment
from .drawing import month_of

AMENDED_IN = (LoanState.SIGNED, LoanState.ACTIVE)
MOVED_IN = (LoanState.TO_SIGN, *AMENDED_IN)
LATEST_START = 12  # months from today


def can_amend(loan: Loan) -> bool:
    return loan.state in AMENDED_IN


def can_move(loan: Loan) -> bool:
    return loan.state in MOVED_IN


def check_amendable(loan: Loan) -> None:
    """Raises `WrongState` for a loan that is not signed yet, or over."""
    if not can_amend(loan):
        raise WrongState(_elsewhere(loan))


def check_movable(loan: Loan) -> None:
    if not can_move(loan):
        raise WrongState(_elsewhere(loan))


def _elsewhere(loan: Loan) -> str:
    label = LoanState(loan.state).label
    return f"Le prêt {loan.reference} est «\u202f{label}\u202f»\u00a0: son échéancier ne change pas dans cet état."


def check_start(first_due_on: date, today: date) -> None:
    if first_due_on <= today:
        raise Refusal("La première échéance doit être à venir.")
    if first_due_on > add_months(today, LATEST_START):
        raise Refusal("La première échéance est au plus tard dans un an.")


def check_length(
    loan: Loan, rows: Sequence[ScheduledInstalment], months_max: int, *, cap_binds: bool, has_deliberation: bool = True
) -> None:
    """The loan ends within `months_max` months of its first due date, or a deliberation says that it may go beyond."""
    month = month_of(loan.first_due_on, rows[-1].due_on)
    if month <= months_max:
        return
    beyond = f"La dernière échéance tomberait le {short_day(rows[-1].due_on)}, au mois {month}"
    if cap_binds:
        raise Refusal(
            f"{beyond}. Les conditions du prêt vont jusqu’à {months_max}\u00a0mois\u00a0: choisissez une durée plus "
            "courte, ou faites décider que cette limite ne vaut pas pour un rééchelonnement."
        )
    if not has_deliberation:
        raise Refusal(f"{beyond}, au-delà des {months_max}\u00a0mois du dispositif\u00a0: indiquez la délibération.")


def check_deferral(count: int, used: int, allowed: int, unpaid: int) -> None:
    """`count` instalments put off, after `used` over the life of the loan, where `allowed` may be."""
    left = max(allowed - used, 0)
    if count > left:
        already = f" ({used} l’{'ont' if used > 1 else 'a'} déjà été)" if used else ""
        raise Refusal(
            f"{allowed} échéance{'s' if allowed > 1 else ''} au plus peuvent être reportées pendant la vie du prêt"
            f"{already}\u00a0: reportez-en {left} au plus, ou rééchelonnez le reste."
            if left
            else f"Aucune échéance ne peut plus être reportée{already}\u00a0: rééchelonnez plutôt ce qui reste."
        )
    if not 0 < count <= unpaid:
        raise Refusal(f"Il reste {unpaid} échéance{'s' if unpaid > 1 else ''} à payer\u00a0: reportez-en moins.")


def check_deferred(rows: Sequence[ScheduledInstalment], today: date) -> None:
    if rows[-1].due_on <= today:
        raise Refusal("Même reporté, tout resterait en retard\u00a0: proposez plutôt un rééchelonnement.")


def check_moved(left: Sequence[ScheduledInstalment], number: int, due_on: date, today: date) -> None:
    """The new date is to come, and stands between those of the neighbours."""
    if not 1 <= number <= len(left):
        raise WrongState("Cette échéance est réglée entre-temps\u00a0: revenez au prêt.")
    if due_on == left[number - 1].due_on:
        raise Refusal("C’est déjà sa date\u00a0: indiquez-en une autre.")
    if due_on < today:
        raise Refusal("La nouvelle date est aujourd’hui ou après.")
    before, after = left[number - 2 : number - 1], left[number : number + 1]
    if (before and due_on < before[0].due_on) or (after and due_on > after[0].due_on):
        raise Refusal(f"Les échéances se suivent\u00a0: choisissez une date {_between(before, after)}.")
    if due_on > add_months(today, LATEST_START) and not after:
        raise Refusal("La nouvelle date est au plus tard dans un an.")


def _between(before: Sequence[ScheduledInstalment], after: Sequence[ScheduledInstalment]) -> str:
    since = f"à partir du {short_day(before[0].due_on)}" if before else ""
    until = f"jusqu’au {short_day(after[0].due_on)}" if after else ""
    return " et ".join(filter(None, (since, until)))
