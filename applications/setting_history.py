"""What was changed in a setting, by whom: read from the history that triggers wrote."""

from datetime import date
from itertools import pairwise
from typing import Any

from django.db import models

from harmonie.components import Event
from harmonie.dates import short_day

from .dossier.history import authored, happened

EMPTY = "rien"


def changes_of(setting: models.Model) -> list[Event]:
    """Newest first; two queries, however many changes. `setting` is tracked by `every_change`."""
    kind: Any = type(setting)
    past = list(kind.pgh_event_model.objects.filter(pgh_obj=setting).select_related("pgh_context").order_by("pgh_id"))
    told = [_event(after, _differences(kind, before, after)) for before, after in pairwise(past)]
    first = [_event(past[0], ["Ajoutée"])] if past else []
    return [event for event in reversed([*first, *told]) if event.what]


def _event(row: Any, said: list[str]) -> Event:
    return Event(happened(row), "\u202f; ".join(said), authored(row))


def _differences(kind: type[models.Model], before: Any, after: Any) -> list[str]:
    changed = [
        field
        for field in kind._meta.concrete_fields
        if getattr(before, field.attname) != getattr(after, field.attname)
    ]
    return [f"{_name(field)}\u00a0: {_said(field, before)} → {_said(field, after)}" for field in changed]


def _name(field: models.Field[Any, Any]) -> str:
    return str(field.verbose_name)


def _said(field: models.Field[Any, Any], row: Any) -> str:
    """The value as a person writes it."""
    value = getattr(row, field.attname)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return short_day(value)
    if isinstance(field, models.ForeignKey):
        return str(getattr(row, field.name) or "aucun")
    choices = dict(field.flatchoices)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) or EMPTY
    return str(choices.get(value, value)) or EMPTY
