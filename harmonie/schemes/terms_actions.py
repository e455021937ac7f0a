"""Terms voted for a day to come; corrected or withdrawn while that day has not come. The past is never rewritten."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from .models import Scheme, SchemeTerms


@transaction.atomic
def vote_terms(*, scheme: Scheme, valid_from: date, values: dict[str, Any], by: User, now: datetime) -> SchemeTerms:
    """New terms from a day to come; the former ones end the day before. `values` holds the fields of `SchemeTerms`.

    What applied in the past is never rewritten: requests already received keep the terms of their day.
    A scheme without any may be given its first terms from today on.
    """
    locked = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    former = locked.terms.order_by("-valid_from").first()
    ensure_votable(former, valid_from, timezone.localdate(now))
    with recorded(by=by, now=now, why=str(values.get("source", ""))):
        if former and former.valid_to is None:
            _end(former, valid_from)
        return SchemeTerms.objects.create(scheme=locked, valid_from=valid_from, **values)


def ensure_votable(former: SchemeTerms | None, valid_from: date, today: date) -> None:
    """Raises `Refusal` when terms cannot begin on `valid_from`, after the `former` ones."""
    _ensure_to_come(valid_from, today, or_today=former is None)
    if former and valid_from <= former.valid_from:
        raise Refusal(
            f"Des conditions sont déjà votées à partir du {former.valid_from:%d/%m/%Y}\u00a0: "
            "choisissez une date plus tardive, ou corrigez celles-là."
        )
    if former and former.valid_to and valid_from < former.valid_to:
        raise Refusal(f"Les conditions votées valent jusqu’au {former.valid_to:%d/%m/%Y}\u00a0: partez de cette date.")


@transaction.atomic
def correct_terms(*, terms: SchemeTerms, valid_from: date, values: dict[str, Any], by: User, now: datetime) -> None:
    """Writes terms that nobody has lived under anew; their neighbours move with their first day."""
    locked, former = _lock(terms, now)
    ensure_correctable(locked, former, valid_from, timezone.localdate(now))
    follows = former is not None and former.valid_to == locked.valid_from
    earlier = valid_from < locked.valid_from
    for name, value in {**values, "valid_from": valid_from}.items():
        setattr(locked, name, value)
    with recorded(by=by, now=now, why=str(values.get("source", locked.source))):
        # The two never overlap, not even between two statements.
        if former and follows and earlier:
            _end(former, valid_from)
        locked.save(update_fields=[*values, "valid_from"])
        if former and follows and not earlier:
            _end(former, valid_from)


def ensure_correctable(terms: SchemeTerms, former: SchemeTerms | None, valid_from: date, today: date) -> None:
    """Raises `Refusal` when terms to come cannot begin on `valid_from` instead."""
    _ensure_to_come(valid_from, today)
    if former and valid_from <= former.valid_from:
        raise Refusal(
            f"Les conditions d’avant valent depuis le {former.valid_from:%d/%m/%Y}\u00a0: partez de plus tard."
        )
    if former and former.valid_to and former.valid_to < terms.valid_from and valid_from < former.valid_to:
        raise Refusal(f"Les conditions d’avant valent jusqu’au {former.valid_to:%d/%m/%Y}\u00a0: partez de cette date.")
    if terms.valid_to and valid_from >= terms.valid_to:
        raise Refusal(
            f"D’autres conditions commencent le {terms.valid_to:%d/%m/%Y}\u00a0: choisissez une date d’avant."
        )


@transaction.atomic
def withdraw_terms(*, terms: SchemeTerms, why: str, by: User, now: datetime) -> None:
    """Takes back terms that nobody has lived under: those before them go on in their stead."""
    locked, former = _lock(terms, now)
    starts, ends = locked.valid_from, locked.valid_to
    with recorded(by=by, now=now, why=why):
        try:
            locked.delete()
        except ProtectedError as error:
            raise Refusal("Ces conditions ont déjà servi à un contrôle\u00a0: corrigez-les plutôt.") from error
        if former and former.valid_to == starts:
            _end(former, ends)


def former_of(terms: SchemeTerms) -> SchemeTerms | None:
    """The terms just before these, of the same scheme."""
    before = SchemeTerms.objects.filter(scheme=terms.scheme_id, valid_from__lt=terms.valid_from)
    return before.order_by("-valid_from").first()


def _lock(terms: SchemeTerms, now: datetime) -> tuple[SchemeTerms, SchemeTerms | None]:
    Scheme.objects.select_for_update(of=("self",)).get(pk=terms.scheme_id)
    locked = SchemeTerms.objects.select_for_update(of=("self",)).filter(pk=terms.pk).first()
    if locked is None:
        raise WrongState("Ces conditions viennent d’être retirées.")
    if locked.valid_from <= timezone.localdate(now):
        raise WrongState(
            f"Ces conditions sont en vigueur depuis le {locked.valid_from:%d/%m/%Y}\u00a0: "
            "votez-en de nouvelles, le passé ne se réécrit pas."
        )
    return locked, former_of(locked)


def _end(terms: SchemeTerms, valid_to: date | None) -> None:
    terms.valid_to = valid_to
    terms.save(update_fields=["valid_to"])


def _ensure_to_come(day: date, today: date, *, or_today: bool = False) -> None:
    if day < today or (day == today and not or_today):
        raise Refusal(
            f"Le passé ne se réécrit pas\u00a0: choisissez une date d’entrée en vigueur après le {today:%d/%m/%Y}."
        )
