"""What may be written about an external lender's loan, and why not. No writes, no request."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from harmonie.dates import plain_day
from harmonie.money import short_euros
from harmonie.refusals import Refusal
from harmonie.schemes.models import SchemeTerms

from ..enums import OPEN_STATES, State
from ..models import LoanApplication


class Wrong(Refusal):
    """A figure or a day that cannot be; `about` names it: "day", "amount", "months", "rate" or "missing"."""

    def __init__(self, sentence: str, about: str) -> None:
        super().__init__(sentence)
        self.about = about


RATE_MAX = Decimal(25)  # percent a year; above, the usury rate of small consumer loans is certainly passed


def ensure_between(day: date, since: date, today: date, what: str, after: str) -> None:
    """Refuses a day to come, or one before what must come first: « L’envoi » before « la demande »."""
    if day > today:
        raise Wrong(f"{what} ne peut pas être à venir\u00a0: choisissez le {plain_day(today)} au plus tard.", "day")
    if day < since:
        raise Wrong(f"{what} ne peut pas précéder {after}, du {plain_day(since)}\u00a0: relisez la date.", "day")


def ensure_lent(terms: SchemeTerms, amount: Decimal, months: int, rate: Decimal) -> None:
    """A lender may lend less than was asked; never more than its own terms, nor at a rate that cannot be."""
    if not 0 < amount <= terms.amount_max:
        limit = short_euros(terms.amount_max)
        raise Wrong(f"Le {terms.scheme} prête {limit} au plus\u00a0: relisez le montant.", "amount")
    if not 1 <= months <= terms.months_max:
        raise Wrong(f"Le {terms.scheme} prête sur {terms.months_max} mois au plus\u00a0: relisez la durée.", "months")
    if not 0 <= rate <= RATE_MAX:
        raise Wrong(f"Un taux annuel va de 0 à {RATE_MAX}\u202f%\u00a0: relisez-le.", "rate")


def missing_sentence(labels: Sequence[str]) -> str:
    """Why the file does not leave yet, and what to do."""
    return (
        f"Il manque encore\u00a0: {', '.join(labels)}. Demandez ces pièces, "
        "ou écrivez pourquoi le dossier part sans elles."
    )


def may_have_file(application: LoanApplication) -> bool:
    """Whether the complete file may be made: for an external lender, from the review until its answer."""
    return not application.scheme.lends_itself and application.state in (*OPEN_STATES, State.SENT_TO_LENDER)
