"""What the actions of a loan share: the lock, the balance, one entry, one step."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Sum
from django.utils import timezone

from applications import actions as applications
from applications.enums import Step
from harmonie.accounts.models import User
from harmonie.dates import clock, month_and_year, short_day
from harmonie.money import euros
from harmonie.refusals import Refusal, Stale
from harmonie.registry.authorship import recorded

from ..enums import ENDED_STATES, LIVE_STATES, TRANSITIONS, EntryKind, LoanState
from ..models import ClosedMonth, LedgerEntry, Loan, MoneyRules
from ..models.ledger import DISBURSEMENTS
from ..queries import last_sequence
from ..rules import ended_by, state_after

ACTION_TO = {
    LoanState.SIGNED: "take_back",
    LoanState.ACTIVE: "disburse",
    LoanState.SETTLED: "settle",
    LoanState.WAIVED: "waive",
    LoanState.WRITTEN_OFF: "write_off",
}
# The settings that ask for a second person, by kind of entry.
CHECKED_BY = {
    EntryKind.DISBURSEMENT: "checks_disbursements",
    EntryKind.REVERSAL: "checks_reversals",
    EntryKind.REFUND: "checks_refunds",
    EntryKind.RELIEF: "checks_relief",
    EntryKind.WRITE_OFF: "checks_write_offs",
}
# What the path of steps says; the disbursement says it itself, with its amount.
TOLD = {
    "disburse": "",
    "take_back": "Versement repris\u00a0: le prêt est de nouveau à verser",
    "settle": "Prêt soldé",
    "waive": "Remise gracieuse du reste dû",
    "write_off": "Reste dû admis en non-valeur",
    "reopen": "Prêt rouvert\u00a0: une écriture est contre-passée",
}


def lock(loan: Loan) -> Loan:
    """The loan's row, held until the transaction ends. Call it inside one."""
    return (
        Loan.objects.select_for_update(of=("self",)).select_related("decision__application", "borrower").get(pk=loan.pk)
    )


def outstanding(loan: Loan) -> Decimal:
    """Euros still owed, from the ledger."""
    return balances(loan).owed


class Balances(NamedTuple):
    """What the ledger of a loan says, in euros: owed, paid out, to be given back, and written off but still due."""

    owed: Decimal
    paid_out: Decimal
    surplus: Decimal
    lost: Decimal


def balances(loan: Loan) -> Balances:
    """The four sums of a loan's ledger; a disbursement that was taken back does not count as paid out."""
    paid_out = Sum("effect", filter=DISBURSEMENTS)
    sums = loan.entries.aggregate(owed=Sum("effect"), paid_out=paid_out, surplus=Sum("surplus"), lost=Sum("lost"))
    return Balances(**{name: sum_ or Decimal("0.00") for name, sum_ in sums.items()})


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
    """One row more. `effect` is what it does to what is owed; `surplus` and `lost` are the two balances beside it."""
    check_month_open(value_on)
    if more.get("request") is None and needs_second_person(kind, timezone.localdate(now)):
        raise Refusal("Le règlement demande une seconde personne pour cette écriture\u00a0: faites-la contrôler.")
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


def follow(loan: Loan, entry: LedgerEntry, by: User, now: datetime) -> Balances:
    """Moves the loan to the state that its ledger asks for after `entry`, and tells intake. Call it under the lock."""
    left, lowering = balances(loan), list(_lowering(loan))
    target = state_after(left.owed, left.paid_out, ended_by([kind for kind, _ in lowering]))
    if target == loan.state:
        return left
    reopens = loan.state in ENDED_STATES and entry.kind != EntryKind.DISBURSEMENT
    action = "reopen" if reopens else ACTION_TO[target]
    loan.settled_on = max(day for _, day in lowering) if target == LoanState.SETTLED else None
    move(loan, action, by, now, "settled_on")
    live = loan.reference if target in LIVE_STATES else ""
    applications.record_live_loan(application=loan.decision.application, reference=live, by=by, now=now)
    if sentence := TOLD[action]:
        is_over = target in ENDED_STATES
        note = f"{LoanState(target).label.capitalize()} le {short_day(entry.value_on)}" if is_over else "Rouvert"
        tell(loan, Step.REPAYMENT, sentence, note, by, now, is_done=is_over)
    return left


def _lowering(loan: Loan) -> Iterable[tuple[str, date]]:
    """Kind and value date of the entries that lowered what is owed and still stand, as they were posted."""
    standing = loan.entries.filter(effect__lt=0, reverses=None, reversed_by=None).order_by("sequence")
    return standing.values_list("kind", "value_on")


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
    if newest is None:
        raise Stale("Cette page n’est plus à jour\u00a0: rechargez-la, puis enregistrez de nouveau.")
    raise Stale(
        f"Le compte a changé entre-temps\u00a0: {newest.get_kind_display()} de {euros(newest.amount)}, enregistré par "
        f"{newest.posted_by} à {clock(newest.posted_at)}. Votre saisie est conservée\u00a0: "
        "si c’est une autre opération, enregistrez de nouveau."
    )


def needs_second_person(kind: EntryKind, day: date) -> bool:
    """Whether the rules of that day ask for a maker and a checker."""
    return kind in CHECKED_BY and getattr(MoneyRules.objects.in_force(day), CHECKED_BY[kind])


def check_month_open(value_on: date) -> None:
    """Says `ledgerentry_month_open` in a sentence."""
    closed = ClosedMonth.objects.filter(first_day__gte=value_on.replace(day=1)).first()
    if closed:
        raise Refusal(
            f"La régie est close jusqu’à {month_and_year(closed.first_day)}\u00a0: choisissez une date de valeur après."
        )


def check_voucher(voucher: str) -> None:
    if not voucher.strip():
        raise Refusal("Indiquez le numéro du mandat.")


def check_value_date(value_on: date, not_before: date | None, now: datetime, what: str) -> None:
    if value_on > timezone.localdate(now):
        raise Refusal("La date de valeur ne peut pas être dans le futur.")
    if not_before and value_on < not_before:
        raise Refusal(f"La date de valeur ne peut pas précéder {what}, le {short_day(not_before)}.")
