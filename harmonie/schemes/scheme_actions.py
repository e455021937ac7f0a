"""Schemes created, described anew, closed to new requests and opened again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from .models import BudgetEnvelope, Scheme

CODE_LENGTH = 40
# Words that stand where a code would in an address.
RESERVED = ("nouveau", "dispositifs")


@transaction.atomic
def create_scheme(*, values: dict[str, Any], by: User, now: datetime) -> Scheme:
    """A scheme that nobody is offered yet: it opens for requests with its first terms. `values` hold its fields."""
    _ensure_named_alone(values["name"])
    with recorded(by=by, now=now):
        return Scheme.objects.create(code=_free_code(values["name"]), **values)


@transaction.atomic
def change_scheme(*, scheme: Scheme, values: dict[str, Any], why: str, by: User, now: datetime) -> Scheme:
    """Describes a scheme anew; `values` hold its fields. Who lends stays, once money or requests depend on it."""
    locked = _lock(scheme)
    _ensure_named_alone(values.get("name", locked.name), but=locked)
    lending = values.get("lending", locked.lending)
    if lending != locked.lending and is_in_use(locked):
        raise Refusal(
            "Ce dispositif a déjà des demandes ou une enveloppe\u00a0: créez-en un autre pour un autre prêteur."
        )
    changed = [name for name, value in values.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, values[name])
    if changed:
        with recorded(by=by, now=now, why=why):
            locked.save(update_fields=changed)
    return locked


@transaction.atomic
def close_scheme(*, scheme: Scheme, why: str, by: User, now: datetime) -> None:
    """Offers it to nobody new; requests handed in and loans go on under their terms."""
    _open_or_close(scheme, False, why, by, now)


@transaction.atomic
def reopen_scheme(*, scheme: Scheme, why: str, by: User, now: datetime) -> None:
    """Offers it again, under the terms of the day."""
    _open_or_close(scheme, True, why, by, now)


def is_in_use(scheme: Scheme) -> bool:
    """Whether money or terms say who lends: then it stays. Requests are watched by the database itself."""
    return BudgetEnvelope.objects.filter(scheme=scheme).exists() or scheme.terms.exists()


def _open_or_close(scheme: Scheme, is_active: bool, why: str, by: User, now: datetime) -> None:
    locked = _lock(scheme)
    if locked.is_active == is_active:
        raise WrongState(f"{locked.name} est déjà {'ouvert' if is_active else 'fermé'}.")
    locked.is_active = is_active
    with recorded(by=by, now=now, why=why):
        locked.save(update_fields=["is_active"])


def _lock(scheme: Scheme) -> Scheme:
    return Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)


def _ensure_named_alone(name: str, but: Scheme | None = None) -> None:
    others = Scheme.objects.exclude(pk=but.pk) if but else Scheme.objects.all()
    if others.filter(name__iexact=name).exists():
        raise Refusal(f"Un dispositif s’appelle déjà «\u202f{name}\u202f»\u00a0: choisissez un autre nom.")


def _free_code(name: str) -> str:
    """The name as an address writes it, with a number when another scheme has it."""
    wished = slugify(name)[:CODE_LENGTH].strip("-") or "dispositif"
    taken = {*Scheme.objects.filter(code__startswith=wished[:36]).values_list("code", flat=True), *RESERVED}
    numbered = (wished if number == 1 else f"{wished[:36]}-{number}" for number in range(1, len(taken) + 2))
    return next(code for code in numbered if code not in taken)
