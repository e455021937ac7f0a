"""Terms voted, envelopes opened, money engaged and given back.

The envelope's row is locked first, so the figure told is the figure true.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.money import euros
from harmonie.refusals import Refusal
from harmonie.registry.authorship import recorded

from .enums import MovementKind
from .models import BudgetEnvelope, BudgetMovement, Scheme, SchemeTerms


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


@transaction.atomic
def vote_terms(*, scheme: Scheme, valid_from: date, values: dict[str, Any], by: User, now: datetime) -> SchemeTerms:
    """New terms from a day to come; the former ones end the day before. `values` holds the fields of `SchemeTerms`.

    What applied in the past is never rewritten: requests already received keep the terms of their day.
    """
    locked = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    today = timezone.localdate(now)
    if valid_from <= today:
        raise Refusal(
            f"Le passé ne se réécrit pas\u00a0: choisissez une date d’entrée en vigueur après le {today:%d/%m/%Y}."
        )
    former = locked.terms.order_by("-valid_from").first()
    if former and valid_from <= former.valid_from:
        raise Refusal(
            f"Des conditions sont déjà votées à partir du {former.valid_from:%d/%m/%Y}\u00a0: "
            "choisissez une date plus tardive."
        )
    if former and former.valid_to and valid_from < former.valid_to:
        raise Refusal(f"Les conditions votées valent jusqu’au {former.valid_to:%d/%m/%Y}\u00a0: partez de cette date.")
    with recorded(by=by, now=now, why=str(values.get("source", ""))):
        if former and former.valid_to is None:
            former.valid_to = valid_from
            former.save(update_fields=["valid_to"])
        return SchemeTerms.objects.create(scheme=locked, valid_from=valid_from, **values)


@transaction.atomic
def open_envelope(*, scheme: Scheme, year: int, allocated: Decimal, by: User, now: datetime) -> BudgetEnvelope:
    """Opens the money of one fiscal year, in euros, once; only for a scheme that the CCAS lends itself."""
    locked = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    if not locked.lends_itself:
        raise Refusal(f"{locked.lender_name} prête sur ses fonds\u00a0: ce dispositif n’a pas d’enveloppe.")
    if year < timezone.localdate(now).year:
        raise Refusal(f"L’exercice {year} est clos\u00a0: ouvrez l’enveloppe de cette année ou d’une année à venir.")
    existing = locked.envelopes.filter(year=year).first()
    if existing:
        raise Refusal(f"L’enveloppe {year} est déjà ouverte, pour {euros(existing.allocated)}.")
    with recorded(by=by, now=now):
        return BudgetEnvelope.objects.create(scheme=locked, year=year, allocated=allocated)
