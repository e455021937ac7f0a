"""What the actions of a loan share: the lock, the balance, one entry, one step."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from applications import actions as applications
from applications.enums import Step
from harmonie.accounts.models import User
from harmonie.dates import clock, short_day
from harmonie.money import euros
from harmonie.refusals import Refusal, Stale
from harmonie.registry.authorship import recorded

from ..enums import TRANSITIONS, EntryKind
from ..models import LedgerEntry, Loan
from ..queries import last_sequence


def lock(loan: Loan) -> Loan:
    """The loan's row, held until the transaction ends. Call it inside one."""
    return (
        Loan.objects.select_for_update(of=("self",)).select_related("decision__application", "borrower").get(pk=loan.pk)
    )


def outstanding(loan: Loan) -> Decimal:
    """Euros still owed, from the ledger."""
    return loan.entries.aggregate(sum=Sum("effect"))["sum"] or Decimal("0.00")


def post(
    loan: Loan,
    kind: EntryKind,
    amount: Decimal,
    effect: Decimal,
    value_on: date,
    by: User,
    now: datetime,
    **more: object,
) -> LedgerEntry:
    return LedgerEntry.objects.create(
        loan=loan,
        sequence=last_sequence(loan) + 1,
        kind=kind,
        amount=amount,
        effect=effect,
        value_on=value_on,
        posted_at=now,
        posted_by=by,
        **more,
    )


def move(loan: Loan, action: str, by: User, now: datetime, *fields: str) -> None:
    loan.state = TRANSITIONS[action].target
    with recorded(by=by, now=now):
        loan.save(update_fields=["state", *fields])


def tell(
    loan: Loan,
    step: Step,
    sentence: str,
    note: str,
    by: User,
    now: datetime,
    *,
    is_done: bool = False,
    is_stop: bool = False,
) -> None:
    applications.record_milestone(
        application=loan.decision.application,
        step=step,
        sentence=sentence,
        note=note,
        by=by,
        now=now,
        is_done=is_done,
        is_stop=is_stop,
        is_shared=step == Step.CONTRACT,  # how a person repays is between them and the CCAS
    )


def check_seen(loan: Loan, expected: int | None) -> None:
    if expected is None or expected == last_sequence(loan):
        return
    newest = loan.entries.select_related("posted_by").order_by("sequence").last()
    raise Stale(
        f"Le compte a changé entre-temps\u00a0: {newest.get_kind_display()} de {euros(newest.amount)}, enregistré par "
        f"{newest.posted_by} à {clock(newest.posted_at)}. Votre saisie est conservée\u00a0: "
        "si c’est un autre encaissement, enregistrez de nouveau."
    )


def check_value_date(value_on: date, not_before: date | None, now: datetime, what: str) -> None:
    if value_on > timezone.localdate(now):
        raise Refusal("La date de valeur ne peut pas être dans le futur.")
    if not_before and value_on < not_before:
        raise Refusal(f"La date de valeur ne peut pas précéder {what}, le {short_day(not_before)}.")
