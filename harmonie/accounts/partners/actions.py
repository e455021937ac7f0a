"""A partner's facts, and whether it refers people."""

from datetime import datetime
from typing import Any

from django.db import transaction

from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..models import Partner, User
from ..people.base import ensure_manages

FACTS = ("name", "address", "city", "email", "phone")


@transaction.atomic
def add_partner(*, facts: dict[str, Any], by: User, now: datetime) -> Partner:
    """A new partner, by the fields `FACTS`. Its first person is invited afterwards."""
    ensure_manages(by)
    _ensure_name_is_free(facts["name"])
    with recorded(by=by, now=now, why="Nouveau partenaire"):
        return Partner.objects.create(**{name: facts[name] for name in FACTS})


@transaction.atomic
def change_partner(*, partner: Partner, facts: dict[str, Any], by: User, now: datetime) -> None:
    """What is written about it from now on; papers already issued keep what they said."""
    row = _locked(partner, by)
    _ensure_name_is_free(facts["name"], but=row)
    for name in FACTS:
        setattr(row, name, facts[name])
    with recorded(by=by, now=now, why="Fiche du partenaire"):
        row.save(update_fields=FACTS)


@transaction.atomic
def close_partner(*, partner: Partner, by: User, now: datetime, why: str = "") -> None:
    """Its people are out at their next click. Its referrals stay with the CCAS."""
    row = _locked(partner, by)
    if not row.is_active:
        raise WrongState(f"{row} est déjà fermé\u00a0: rechargez la page.")
    _set(row, False, by, now, why or "Partenariat terminé")


@transaction.atomic
def reopen_partner(*, partner: Partner, by: User, now: datetime) -> None:
    """Its people come in again with their own passwords, those whose account was closed excepted."""
    row = _locked(partner, by)
    if row.is_active:
        raise WrongState(f"{row} est déjà ouvert\u00a0: rechargez la page.")
    _set(row, True, by, now, "Partenariat repris")


def _set(row: Partner, is_active: bool, by: User, now: datetime, why: str) -> None:
    row.is_active = is_active
    with recorded(by=by, now=now, why=why):
        row.save(update_fields=["is_active"])


def _locked(partner: Partner, by: User) -> Partner:
    ensure_manages(by)
    return Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)


def _ensure_name_is_free(name: str, but: Partner | None = None) -> None:
    same = Partner.objects.filter(name__iexact=name.strip())
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise Refusal("Un partenaire porte déjà ce nom\u00a0: cherchez-le dans la liste.")
