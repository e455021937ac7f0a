"""Direct debits: the borrower's mandate, the file for the bank, and what came back."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.guards import TOO_MUCH
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry.authorship import recorded
from harmonie.registry.numbering import next_number

from ...actions import lock, record_repayment
from ...enums import LIVE_STATES, Channel
from ...models import DebitLine, DebitMandate, DebitOutcome, DebitRun, LedgerEntry, Loan, MoneyRules
from . import target
from .queries import FARTHEST, NOT_MEANT, live_mandate, proposal
from .sepa import pain008

OFF = "La régie ne prélève pas\u00a0: ce réglage est dans les règles financières."


def _ensure_collects(now: datetime) -> MoneyRules:
    rules = MoneyRules.objects.in_force(timezone.localdate(now))
    if not rules.collects_by_debit:
        raise Refusal(OFF)
    return rules


@transaction.atomic
def sign_mandate(
    *, loan: Loan, iban: str, bic: str, holder: str, signed_on: date, by: User, now: datetime, reference: str = ""
) -> DebitMandate:
    """The borrower lets the cash office collect the instalments; one mandate a loan stands at a time."""
    _ensure_collects(now)
    locked = lock(loan)
    if locked.state not in LIVE_STATES:
        raise WrongState("Ce prêt est terminé\u00a0: il n’y a plus rien à prélever.")
    if live_mandate(locked):
        raise WrongState("Ce prêt a déjà un mandat de prélèvement\u00a0: révoquez-le avant d’en noter un autre.")
    if signed_on > timezone.localdate(now):
        raise Refusal("La date de signature ne peut pas être dans le futur.")
    reference = reference or f"{locked.reference}-{locked.debit_mandates.count() + 1}"
    if DebitMandate.objects.filter(reference=reference).exists():
        raise Refusal("Cette référence de mandat sert déjà\u00a0: donnez-en une autre.")
    with recorded(by=by, now=now):
        return DebitMandate.objects.create(
            loan=locked, reference=reference, iban=iban, bic=bic, holder=holder, signed_on=signed_on
        )


@transaction.atomic
def end_mandate(*, loan: Loan, by: User, now: datetime) -> None:
    """The borrower takes it back: nothing more is collected."""
    mandate = live_mandate(lock(loan))
    if mandate is None:
        raise WrongState("Ce prêt n’a pas de mandat de prélèvement en cours.")
    mandate.ended_on = timezone.localdate(now)
    with recorded(by=by, now=now):
        mandate.save(update_fields=["ended_on"])


@transaction.atomic
def make_run(*, collect_on: date, expected_total: Decimal, by: User, now: datetime) -> DebitRun:
    """The file of a day, kept as it was made. `expected_total`, in euros, is what the preview showed.

    `Refusal` for a day that is too near or that TARGET rests on, `Stale` when the amounts changed since.
    """
    rules = _ensure_collects(now)
    _check_meant(collect_on, now)
    next_number("debit-run")  # two files at once: the second one waits here, then finds the amounts under way
    found = proposal(by, collect_on)
    check_day(collect_on, found.lead, now=now)
    if not found.lines:
        raise Refusal("Rien n’est à prélever ce jour-là.")
    if found.total != expected_total:
        raise Stale("Les montants à prélever ont changé entre-temps\u00a0: relisez la liste, puis recommencez.")
    if found.total >= TOO_MUCH:
        raise Refusal("Le total est trop grand pour un seul fichier.")
    if DebitRun.objects.filter(collect_on=collect_on).exists():
        raise WrongState(f"Un fichier existe déjà pour le {short_day(collect_on)}\u00a0: choisissez un autre jour.")
    run = DebitRun.objects.create(
        collect_on=collect_on,
        content=pain008(rules, found.lines, collect_on),
        total=found.total,
        made_at=now,
        made_by=by,
    )
    DebitLine.objects.bulk_create(
        DebitLine(run=run, mandate=line.mandate, amount=line.amount, is_first=line.is_first) for line in found.lines
    )
    return run


def _check_meant(collect_on: date, now: datetime) -> None:
    today = timezone.localdate(now)
    if not today <= collect_on <= today + FARTHEST:
        raise Refusal(NOT_MEANT)


def check_day(collect_on: date, lead: int, *, now: datetime) -> None:
    """The day is one on which TARGET settles, far enough for the bank."""
    earliest = target.after(timezone.localdate(now), lead)
    if collect_on < earliest:
        raise Refusal(
            f"La banque demande {lead} jours ouvrés\u00a0: choisissez un jour à partir du {short_day(earliest)}."
        )
    if not target.is_business_day(collect_on):
        following = short_day(target.on_or_after(collect_on))
        raise Refusal(f"Les banques ne règlent rien ce jour-là\u00a0: choisissez le {following}.")


@transaction.atomic
def record_outcomes(*, run: DebitRun, collected: Collection[int], by: User, now: datetime) -> int:
    """Posts the debits that were collected (keys of their lines), the others as given back. All or nothing, once."""
    locked = DebitRun.objects.select_for_update().defer("content").get(pk=run.pk)
    if timezone.localdate(now) < locked.collect_on:
        raise Refusal(f"Ces prélèvements sont pour le {short_day(locked.collect_on)}\u00a0: attendez ce jour.")
    if DebitOutcome.objects.filter(line__run=locked).exists():
        raise WrongState("Ces prélèvements sont déjà enregistrés.")
    # By loan, so that two runs lock the same loans in the same order.
    lines = list(locked.lines.select_related("mandate__loan").order_by("mandate__loan_id"))
    if not set(collected) <= {line.pk for line in lines}:
        raise Stale("Cette liste n’est pas celle du fichier\u00a0: rechargez la page.")
    for line in lines:
        entry = _collected(line, locked, by, now) if line.pk in collected else None
        DebitOutcome.objects.create(line=line, entry=entry, noted_at=now, noted_by=by)
    return len(collected)


def _collected(line: DebitLine, run: DebitRun, by: User, now: datetime) -> LedgerEntry:
    return record_repayment(
        loan=line.mandate.loan,
        amount=line.amount,
        channel=Channel.DIRECT_DEBIT,
        value_on=run.collect_on,
        voucher=f"PRLV {run.pk}-{line.pk}",
        keeps_surplus=True,  # the money came in: what was paid meanwhile is given back
        by=by,
        now=now,
    )
