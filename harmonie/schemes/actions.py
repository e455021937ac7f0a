"""Money engaged and given back. The envelope's row is locked first, so the figure told is the figure true."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.money import euros
from harmonie.refusals import Refusal

from .enums import MovementKind
from .models import BudgetEnvelope, BudgetMovement, Scheme


class EnvelopeExhausted(Refusal):
    """The envelope does not suffice; the message is a French sentence with the exact figure."""


@transaction.atomic
def engage(*, scheme: Scheme, amount: Decimal, reference: str, by: User, now: datetime) -> BudgetMovement:
    """Reserves `amount` euros of the scheme's envelope for the year of `now`, for the case `reference`."""
    envelope = BudgetEnvelope.objects.select_for_update(of=("self",)).filter(scheme=scheme, year=now.year).first()
    if envelope is None:
        raise EnvelopeExhausted(f"Aucune enveloppe n’est ouverte pour {scheme.name} en {now.year}.")
    if amount > envelope.available:
        raise EnvelopeExhausted(
            f"L’enveloppe {now.year} ne suffit pas : il reste {euros(envelope.available)} pour {euros(amount)} demandés."
        )
    return BudgetMovement.objects.create(
        envelope=envelope, kind=MovementKind.COMMITMENT, amount=amount, reference=reference, moved_at=now, moved_by=by
    )


@transaction.atomic
def release(*, commitment: BudgetMovement, by: User, now: datetime) -> BudgetMovement:
    """Gives a commitment back to its envelope, whole and once."""
    return BudgetMovement.objects.create(
        envelope=commitment.envelope,
        kind=MovementKind.RELEASE,
        amount=commitment.amount,
        reference=commitment.reference,
        releases=commitment,
        moved_at=now,
        moved_by=by,
    )
