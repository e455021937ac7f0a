"""What was changed, by whom and why: the history that triggers write (`harmonie.history`), read for a page."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import models
from django.utils import timezone

from harmonie.dates import clock, plain_day
from harmonie.money import figures

KINDS = {"start": "Début de l’historique", "insert": "Création", "update": "Modification", "delete": "Suppression"}
NOTHING = "—"
LONGEST = 200  # characters of a text that a line shows

type Names = dict[tuple[type[models.Model], Any], str]


class Detail(NamedTuple):
    """One field, in words: what it was, what it is."""

    label: str
    before: str
    after: str


class Change(NamedTuple):
    """One change of one row. `by` and `why` are "" where nobody said: a change made behind the actions."""

    on: datetime
    by: str
    why: str
    kind: str
    what: str
    details: Sequence[Detail]
    about: str = ""


def changes_of(instance: models.Model, *, leave_out: Collection[str] = ()) -> list[Change]:
    """The changes of one row, newest first; `leave_out` names fields that are not shown.

    The row's model is tracked by `@every_change()`. Costs two queries, and one a table that its fields point to.
    """
    return changes_among(type(instance), leave_out=leave_out, pgh_obj_id=instance.pk)


def changes_among(
    model: type[models.Model],
    *,
    leave_out: Collection[str] = (),
    about: str = "",
    limit: int | None = None,
    **condition: Any,
) -> list[Change]:
    """The changes of the rows that meet `condition` (on the fields of the history), newest first.

    Each one names in `about` the value of the field of that name, so that changes of several rows can be told apart.
    """
    kept = [field for field in model._meta.concrete_fields if not field.primary_key and field.name not in leave_out]
    events = _events(model).filter(**condition).select_related("pgh_context").order_by("pgh_id")
    pairs = list(_with_former(events))
    names = _names(kept, (event for event, _ in pairs))
    told = [_change(event, former, kept, names, about) for event, former in pairs]
    seen = [change for change in told if change.details or change.kind != "update"]
    return seen[::-1][:limit]


def said(field: models.Field[Any, Any], value: Any) -> str:
    """The value of a field as a French sentence would say it: « oui », « 1er janvier 2027 », « 1 313,83 »."""
    if value in (None, "", []):
        return NOTHING
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _written(value)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Decimal):
        return figures(value)
    if isinstance(value, datetime):
        return f"{plain_day(value)} à {clock(value)}"
    text = plain_day(value) if isinstance(value, date) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _events(model: type[models.Model]) -> models.QuerySet[Any]:
    return model.pgh_event_model.objects.all()  # type: ignore[attr-defined]


def _with_former(events: Iterable[Any]) -> Iterator[tuple[Any, Any | None]]:
    """Each event with the one before it of the same row."""
    former: dict[Any, Any] = {}
    for event in events:
        yield event, former.get(event.pgh_obj_id)
        former[event.pgh_obj_id] = event


def _change(event: Any, former: Any | None, fields: Sequence[Any], names: Names, about: str) -> Change:
    told = event.pgh_context.metadata if event.pgh_context else {}
    kind = event.pgh_label
    details = [] if kind == "delete" else list(_details(event, former, fields, names))
    subject = _value(event, event._meta.get_field(about), names) if about else ""
    on = datetime.fromisoformat(told["at"]) if told.get("at") else event.pgh_created_at
    by, why = str(told.get("by", "")), str(told.get("why", ""))
    return Change(timezone.localtime(on), by, why, kind, KINDS[kind], details, subject)


def _details(event: Any, former: Any | None, fields: Sequence[Any], names: Names) -> Iterator[Detail]:
    for field in fields:
        now, then = getattr(event, field.attname), getattr(former, field.attname, None)
        if now != then and not (former is None and now in (None, "", [])):
            before = _value(former, field, names) if former else ""
            yield Detail(_label(field), before, _value(event, field, names))


def _label(field: Any) -> str:
    label = str(field.verbose_name)
    return label[:1].upper() + label[1:]


def _value(event: Any, field: Any, names: Names) -> str:
    value = getattr(event, field.attname)
    if field.is_relation:
        return names.get((field.related_model, value), NOTHING if value is None else f"n°\u00a0{value}")
    return said(field, value)


def _names(fields: Sequence[Any], events: Iterable[Any]) -> Names:
    """What the rows pointed to are called, fetched table by table."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    pointing = [field for field in fields if field.is_relation]
    for event in events:
        for field in pointing:
            wanted[field.related_model].add(getattr(event, field.attname))
    return {
        (model, key): str(row)
        for model, keys in wanted.items()
        for key, row in model._base_manager.in_bulk(keys - {None}).items()
    }
