"""What the page of one loan shows of its agreement."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from harmonie.dates import short_day
from harmonie.documents.models import DocumentKind

from ..enums import LoanState
from ..models import CoBorrower, Loan, LoanDocument
from .content import co_borrower_of
from .queries import is_true

UNTIL_PAID = (LoanState.TO_SIGN, LoanState.SIGNED)


class Contract(NamedTuple):
    """`facts` are (label, value) pairs; `stale` is the number of an issued agreement that is no longer true."""

    facts: Sequence[tuple[str, str]]
    co_borrower: CoBorrower | None
    stale: str
    can_change_people: bool
    can_change_account: bool
    awaits_copy: bool
    has_copy: bool
    funds_wait_until: date | None


def panel(loan: Loan, documents: Sequence[LoanDocument], today: date) -> dict[str, Any]:
    """`contract` for the panel; `has_agreement`, and `to_issue` when the next thing to do is to print one."""
    issued = [paper for paper in documents if paper.document.kind == DocumentKind.AGREEMENT]
    is_open = loan.state == LoanState.TO_SIGN
    stale = issued[-1].document.reference if is_open and issued and not is_true(issued[-1], loan, today) else ""
    is_kept = loan.signed_copy_id is not None
    contract = Contract(
        facts=_facts(loan, issued),
        co_borrower=co_borrower_of(loan),
        stale=stale,
        can_change_people=is_open,
        can_change_account=loan.state in UNTIL_PAID,
        awaits_copy=loan.signed_on is not None and not is_kept and loan.state != LoanState.CANCELLED,
        has_copy=is_kept,
        funds_wait_until=_waits_until(loan, today),
    )
    return {
        "contract": contract,
        "has_agreement": bool(issued),
        "to_issue": is_open and (not issued or bool(stale)),
    }


def _facts(loan: Loan, issued: Sequence[LoanDocument]) -> list[tuple[str, str]]:
    beside, text = co_borrower_of(loan), loan.agreement_text
    account = f"IBAN finissant par {loan.payee_iban[-4:]}, {loan.payee_bank}" if loan.payee_iban else "pas d’IBAN noté"
    return [
        ("Emprunteurs" if beside else "Emprunteur", f"{loan.borrower} et {beside}, solidairement" if beside else ""),
        ("Versé à", f"{loan.payee_name}, {account}"),
        ("Fonds", f"au plus tôt le {short_day(loan.funds_not_before)}" if loan.funds_not_before else ""),
        ("Contrat", _edition(issued)),
        ("Texte", f"version {text.version}" if text else ""),
        ("Signé", f"le {short_day(loan.signed_on)}" if loan.signed_on else f"d’ici le {short_day(loan.sign_before)}"),
    ]


def _edition(issued: Sequence[LoanDocument]) -> str:
    if not issued:
        return ""
    numbers = [paper.document.reference for paper in issued]
    return f"{numbers[-1]}, qui remplace {numbers[-2]}" if len(numbers) > 1 else numbers[-1]


def _waits_until(loan: Loan, today: date) -> date | None:
    """The day before which the money of a signed loan must not leave, while it is to come."""
    day = loan.funds_not_before
    return day if loan.state == LoanState.SIGNED and day and day > today else None


def signed_sentence(loan: Loan) -> str:
    """What is said once the signature is recorded."""
    if loan.funds_not_before:
        return f"Signature enregistrée. Les fonds se versent au plus tôt le {short_day(loan.funds_not_before)}."
    return "Signature enregistrée. Le prêt est à verser."
