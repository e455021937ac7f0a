"""Money engaged and given back; with the actions of the modules beside this one.

The envelope's row is locked first, so the figure told is the figure true.
"""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.money import euros
from harmonie.refusals import Refusal

from .enums import MovementKind
from .envelope_actions import carry_over, open_envelope, refill, vote_supplement
from .models import BudgetEnvelope, BudgetMovement, Scheme
from .scheme_actions import change_scheme, close_scheme, create_scheme, reopen_scheme
from .terms_actions import correct_terms, vote_terms, withdraw_terms

__all__ = [
    "EnvelopeExhausted",
    "carry_over",
    "change_scheme",
    "close_scheme",
    "correct_terms",
    "create_scheme",
    "engage",
    "open_envelope",
    "refill",
    "release",
    "reopen_scheme",
    "vote_supplement",
    "vote_terms",
    "withdraw_terms",
]


class EnvelopeExhausted(Refusal):
    """The envelope does not suffice; the message is a French sentence with the exact figure."""


@transaction.atomic
def engage(*, scheme: Scheme, amount: Decimal, reference: str, by: User, now: datetime) -> BudgetMovement:
    """Reserves `amount` euros for the case `reference`, in the envelope of the year of `now` (the town's time)."""
    year = timezone.localdate(now).year
    envelope = BudgetEnvelope.objects.select_for_update(of=("self",)).filter(scheme=scheme, year=year).first()
    if envelope is None:
        raise EnvelopeExhausted(f"Aucune enveloppe n’est ouverte pour {scheme.name} en {year}.")
    if amount > envelope.available:
        raise EnvelopeExhausted(
            f"L’enveloppe {year} ne suffit pas\u00a0: "
            f"il reste {euros(envelope.available)} pour {euros(amount)} demandés."
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
