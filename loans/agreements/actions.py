"""What may still change before the signature: who borrows beside, which account is paid, and the signed copy after."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.documents import actions as documents
from harmonie.documents.uploads import Brought
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..actions.base import lock
from ..enums import LoanState
from ..models import CoBorrower, Loan
from ..rules import ensure


@dataclass(frozen=True)
class Person:
    """Who borrows beside the borrower."""

    first_name: str
    last_name: str
    birth_date: date
    address: str


@transaction.atomic
def set_co_borrower(*, loan: Loan, person: Person, by: User, now: datetime) -> CoBorrower:
    """Somebody answers for the whole loan too, until it is signed: a paper issued before is then replaced."""
    locked = lock(loan)
    ensure("sign", locked)
    borrower = locked.borrower
    same = (person.first_name.casefold(), person.last_name.casefold(), person.birth_date)
    if same == (borrower.first_name.casefold(), borrower.last_name.casefold(), borrower.birth_date):
        raise Refusal("Le co-emprunteur est une autre personne que l’emprunteur.")
    with recorded(by=by, now=now):
        return CoBorrower.objects.update_or_create(loan=locked, defaults=vars(person))[0]


@transaction.atomic
def remove_co_borrower(*, loan: Loan, by: User, now: datetime) -> None:
    """The borrower is alone again."""
    locked = lock(loan)
    ensure("sign", locked)
    with recorded(by=by, now=now):
        count, _ = CoBorrower.objects.filter(loan=locked).delete()
    if not count:
        raise WrongState("Ce prêt n’a pas de co-emprunteur.")


@transaction.atomic
def set_account(
    *, loan: Loan, iban: str, bank: str, funds_not_before: date | None, by: User, now: datetime, why: str = ""
) -> None:
    """Which account is paid, and from which day on. `iban` was read by `iban.read()`, or is empty.

    Once the loan is signed only the account may change, before the money left, and `why` is written down.
    """
    locked = lock(loan)
    if locked.state == LoanState.SIGNED:
        if not why.strip():
            raise Refusal("Le contrat est signé\u00a0: écrivez pourquoi le compte change.")
        funds_not_before = locked.funds_not_before
    else:
        ensure("sign", locked)
    locked.payee_iban, locked.payee_bank, locked.funds_not_before = iban, bank, funds_not_before
    with recorded(by=by, now=now, why=why):
        locked.save(update_fields=["payee_iban", "payee_bank", "funds_not_before"])


@transaction.atomic
def keep_signed_copy(*, loan: Loan, copy: Brought, by: User, now: datetime, why: str = "") -> None:
    """Keeps the scan of the agreement that was signed. Another one in its place says why; the first one stays too."""
    locked = lock(loan)
    if locked.signed_on is None:
        raise WrongState("Enregistrez d’abord la signature du contrat.")
    if locked.signed_copy_id and not why.strip():
        raise Refusal("Une copie signée est déjà gardée\u00a0: écrivez pourquoi elle est remplacée.")
    locked.signed_copy = documents.store(brought=copy, by=by, now=now)
    with recorded(by=by, now=now, why=why):
        locked.save(update_fields=["signed_copy"])
