"""The règlement intérieur, dated. What a meeting was convened under is never rewritten."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..enums import MeetingState
from ..models import Meeting, StandingRules
from .queries import dated_rules


@transaction.atomic
def add_rules(*, valid_from: date, values: dict[str, Any], by: User, now: datetime) -> StandingRules:
    """Rules from a day to come; `values` holds the other fields. The former ones apply until the day before."""
    _lock()
    _ensure_free(valid_from, now)
    with recorded(by=by, now=now, why=values["source"]):
        rules = StandingRules.objects.create(valid_from=valid_from, recorded_at=now, recorded_by=by, **values)
        _planned_follow()
    return rules


@transaction.atomic
def correct_rules(*, rules: StandingRules, valid_from: date, values: dict[str, Any], by: User, now: datetime) -> None:
    """Rules under which nothing happened yet; those in force already keep their day."""
    _lock()
    locked = _unused(rules)
    if valid_from != locked.valid_from:
        if locked.valid_from <= timezone.localdate(now):
            raise Refusal("Ces règles sont déjà en vigueur\u00a0: leur date ne change plus.")
        _ensure_free(valid_from, now)
    changed = {"valid_from": valid_from, "recorded_at": now, "recorded_by": by, **values}
    for name, value in changed.items():
        setattr(locked, name, value)
    with recorded(by=by, now=now, why=values["source"]):
        locked.save(update_fields=list(changed))
        _planned_follow()


@transaction.atomic
def remove_rules(*, rules: StandingRules, by: User, now: datetime) -> None:
    """Rules that are not in force yet; the meetings planned under them go back to the former ones."""
    _lock()
    locked = _unused(rules)
    if locked.valid_from <= timezone.localdate(now):
        raise Refusal("Ces règles sont déjà en vigueur\u00a0: ajoutez-en d’autres à partir d’un jour à venir.")
    with recorded(by=by, now=now, why="Retiré avant d’entrer en vigueur"):
        _planned_follow(but=locked)
        locked.delete()


def _lock() -> None:
    """One change of the rules at a time."""
    list(StandingRules.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _unused(rules: StandingRules) -> StandingRules:
    found = dated_rules().filter(pk=rules.pk).first()
    if found is None:
        raise WrongState("Ces règles viennent d’être retirées.")
    if found.is_used:
        raise WrongState(
            "Une séance est convoquée sous ces règles\u00a0: elles ne changent plus. Ajoutez-en d’autres à partir d’un "
            "jour à venir."
        )
    return found


def _ensure_free(valid_from: date, now: datetime) -> None:
    today = timezone.localdate(now)
    if valid_from <= today:
        raise Refusal(f"Le passé ne se réécrit pas\u00a0: choisissez une date après le {plain_day(today)}.")
    if StandingRules.objects.filter(valid_from=valid_from).exists():
        raise Refusal(f"Des règles commencent déjà le {plain_day(valid_from)}\u00a0: corrigez celles-là.")


def _planned_follow(but: StandingRules | None = None) -> None:
    """Planned meetings follow the rules of their day; a convened one keeps its own (`meeting_keeps_its_rules`)."""
    standing = StandingRules.objects.exclude(pk=but.pk if but else None)
    for meeting in Meeting.objects.select_for_update(of=("self",)).filter(state=MeetingState.PLANNED).order_by("pk"):
        rules = standing.in_force(timezone.localdate(meeting.starts_at))
        if meeting.rules_id != rules.pk:
            meeting.rules = rules
            meeting.save(update_fields=["rules"])
