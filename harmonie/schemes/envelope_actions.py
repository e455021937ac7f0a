"""Envelopes opened, raised, lowered and carried over. The envelope's row is locked first: the figure told is true."""

from contextlib import nullcontext
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.money import euros
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from .enums import VoteKind
from .models import BudgetEnvelope, EnvelopeVote, Scheme

ZERO = Decimal(0)
AMOUNT_LIMIT = Decimal(99_999_999)


@transaction.atomic
def open_envelope(
    *,
    scheme: Scheme,
    year: int,
    allocated: Decimal,
    by: User,
    now: datetime,
    deliberation: str = "",
    voted_on: date | None = None,
) -> BudgetEnvelope:
    """Opens the money of one fiscal year, in euros, once; only for a scheme that the CCAS lends itself.

    Where the scheme carries over, what the year before has left comes along, once that year is over.
    """
    locked = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    today = timezone.localdate(now)
    if not locked.lends_itself:
        raise Refusal(f"{locked.lender_name} prête sur ses fonds\u00a0: ce dispositif n’a pas d’enveloppe.")
    if year < today.year:
        raise Refusal(f"L’exercice {year} est clos\u00a0: ouvrez l’enveloppe de cette année ou d’une année à venir.")
    existing = locked.envelopes.filter(year=year).first()
    if existing:
        raise Refusal(f"L’enveloppe {year} est déjà ouverte, pour {euros(existing.allocated)}.")
    _ensure_not_to_come(voted_on or today, today)
    with recorded(by=by, now=now, why=deliberation):
        envelope = BudgetEnvelope.objects.create(scheme=locked, year=year, allocated=ZERO)
        _write(envelope, VoteKind.INITIAL, allocated, by, now, deliberation=deliberation, voted_on=voted_on)
        if locked.carries_over:
            _carry(envelope, by, now)
    envelope.refresh_from_db()
    return envelope


@transaction.atomic
def vote_supplement(
    *, envelope: BudgetEnvelope, amount: Decimal, deliberation: str, voted_on: date, by: User, now: datetime
) -> EnvelopeVote:
    """Raises an envelope by `amount` euros, or lowers it when below zero: never under what is engaged."""
    locked = _lock(envelope)
    if amount == 0:
        raise Refusal("Indiquez un montant à ajouter ou à retirer\u00a0: zéro ne change rien.")
    _ensure_not_to_come(voted_on, timezone.localdate(now))
    if locked.allocated + amount < locked.engaged:
        raise Refusal(
            f"{euros(locked.engaged)} sont déjà engagés sur {euros(locked.allocated)}\u00a0: "
            f"vous pouvez retirer {euros(locked.available)} au plus."
        )
    if locked.allocated + amount >= AMOUNT_LIMIT:
        raise Refusal("Ce montant est trop grand\u00a0: relisez-le.")
    with recorded(by=by, now=now, why=deliberation):
        return _write(locked, VoteKind.SUPPLEMENTARY, amount, by, now, deliberation=deliberation, voted_on=voted_on)


@transaction.atomic
def carry_over(*, envelope: BudgetEnvelope, by: User, now: datetime) -> EnvelopeVote:
    """Brings what the year before has left into `envelope`; engagements of that year stay there.

    May be done again when more comes back to the former year. Raises `Refusal` when the scheme's rule, the calendar
    or the figures say no.
    """
    scheme = Scheme.objects.select_for_update(of=("self",)).get(pk=envelope.scheme_id)
    if not scheme.carries_over:
        raise Refusal(f"{scheme.name} ne reporte pas son disponible\u00a0: changez d’abord la règle du dispositif.")
    if timezone.localdate(now).year < envelope.year:
        raise Refusal(f"L’exercice {envelope.year - 1} court encore\u00a0: le report se fait à partir du 1er janvier.")
    with recorded(by=by, now=now, why="report"):
        carried = _carry(envelope, by, now)
    if carried is None:
        raise WrongState(f"Rien n’est disponible sur {envelope.year - 1}\u00a0: il n’y a rien à reporter.")
    return carried


@transaction.atomic
def refill(*, envelope: BudgetEnvelope, repaid: Decimal, by: User | None, now: datetime) -> EnvelopeVote | None:
    """Makes `repaid`, the euros that borrowers gave back during the year, available again; None when they are already.

    A repayment taken back lowers the envelope, down to what is engaged. Raises `Refusal` where the rule says no.
    """
    scheme = Scheme.objects.select_for_update(of=("self",)).get(pk=envelope.scheme_id)
    locked = _lock(envelope)
    if not scheme.repayments_refill:
        raise Refusal(f"Les remboursements ne reviennent pas à l’enveloppe de {scheme.name}\u00a0: c’est sa règle.")
    difference = repaid - sum(locked.votes.filter(kind=VoteKind.REFILL).values_list("amount", flat=True), ZERO)
    difference = max(difference, -locked.available)
    if difference == 0:
        return None
    with recorded(by=by, now=now, why="remboursements de l’année") if by else nullcontext():
        return _write(locked, VoteKind.REFILL, difference, by, now)


def left_over(envelope: BudgetEnvelope) -> Decimal:
    """Euros that the year before still has, and could be carried into `envelope`."""
    former = BudgetEnvelope.objects.filter(scheme=envelope.scheme_id, year=envelope.year - 1).first()
    return former.available if former else ZERO


def _carry(envelope: BudgetEnvelope, by: User, now: datetime) -> EnvelopeVote | None:
    """Out of the older envelope, then into the newer: always locked in this order."""
    if timezone.localdate(now).year < envelope.year:
        return None
    rows = BudgetEnvelope.objects.select_for_update(of=("self",)).filter(scheme=envelope.scheme_id)
    former = rows.filter(year=envelope.year - 1).first()
    if former is None or former.available == 0:
        return None
    left = former.available
    origin = _write(former, VoteKind.CARRIED_OUT, -left, by, now)
    return _write(_lock(envelope), VoteKind.CARRIED_IN, left, by, now, carries=origin)


def _lock(envelope: BudgetEnvelope) -> BudgetEnvelope:
    return BudgetEnvelope.objects.select_for_update(of=("self",)).get(pk=envelope.pk)


def _ensure_not_to_come(voted_on: date, today: date) -> None:
    if voted_on > today:
        raise Refusal(f"Un vote s’enregistre une fois voté\u00a0: indiquez une date jusqu’au {today:%d/%m/%Y}.")


def _write(
    envelope: BudgetEnvelope,
    kind: VoteKind,
    amount: Decimal,
    by: User | None,
    now: datetime,
    *,
    deliberation: str = "",
    voted_on: date | None = None,
    carries: EnvelopeVote | None = None,
) -> EnvelopeVote:
    return EnvelopeVote.objects.create(
        envelope=envelope,
        kind=kind,
        amount=amount,
        deliberation=deliberation,
        voted_on=voted_on or timezone.localdate(now),
        carries=carries,
        recorded_at=now,
        recorded_by=by,
    )
