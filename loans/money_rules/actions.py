"""The financial rules, dated. What applied is never rewritten."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..models import MoneyRules


@transaction.atomic
def add_rules(*, valid_from: date, values: dict[str, Any], by: User, now: datetime) -> MoneyRules:
    """Rules from a day to come; `values` holds the other fields. The former ones apply until the day before."""
    _lock()
    _ensure_free(valid_from, now)
    with recorded(by=by, now=now, why=values["source"]):
        return MoneyRules.objects.create(valid_from=valid_from, recorded_at=now, recorded_by=by, **values)


@transaction.atomic
def correct_rules(*, rules: MoneyRules, valid_from: date, values: dict[str, Any], by: User, now: datetime) -> None:
    """Rules that are still to come."""
    _lock()
    locked = _to_come(rules, now)
    if valid_from != locked.valid_from:
        _ensure_free(valid_from, now)
    changed = {"valid_from": valid_from, "recorded_at": now, "recorded_by": by, **values}
    for name, value in changed.items():
        setattr(locked, name, value)
    with recorded(by=by, now=now, why=values["source"]):
        locked.save(update_fields=list(changed))


@transaction.atomic
def remove_rules(*, rules: MoneyRules, by: User, now: datetime) -> None:
    """Rules that are still to come: the former ones go on."""
    _lock()
    locked = _to_come(rules, now)
    with recorded(by=by, now=now, why="Retiré avant d’entrer en vigueur"):
        locked.delete()


def _lock() -> None:
    """One change of the rules at a time."""
    list(MoneyRules.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def _to_come(rules: MoneyRules, now: datetime) -> MoneyRules:
    found = MoneyRules.objects.filter(pk=rules.pk).first()
    if found is None:
        raise WrongState("Ces règles viennent d’être retirées.")
    if found.valid_from <= timezone.localdate(now):
        raise WrongState("Ces règles s’appliquent déjà\u00a0: ajoutez-en d’autres à partir d’un jour à venir.")
    return found


def _ensure_free(valid_from: date, now: datetime) -> None:
    today = timezone.localdate(now)
    if valid_from <= today:
        raise Refusal(f"Le passé ne se réécrit pas\u00a0: choisissez une date après le {plain_day(today)}.")
    if MoneyRules.objects.filter(valid_from=valid_from).exists():
        raise Refusal(f"Des règles commencent déjà le {plain_day(valid_from)}\u00a0: corrigez celles-là.")
