"""What a column said on a past day, read from the history that the triggers wrote.

Two clocks stand beside each change: the moment that its author gave (`recorded(now=…)`) and, where nobody gave one, the
moment at which the database wrote it. See docs/decisions/as-of.md.
"""

from datetime import datetime

from django.db.models import Case, DateTimeField, Exists, F, IntegerField, Model, OuterRef, QuerySet, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

RECORDED_AT = Coalesce(
    Cast(KeyTextTransform("at", "pgh_context__metadata"), DateTimeField()),
    F("pgh_created_at"),
    output_field=DateTimeField(),
)


def versions(model: type[Model], key: str) -> QuerySet:
    """The versions of the row whose key is in the outer column `key`, each with the moment of its recording, `at`."""
    events = model.pgh_event_model.objects.filter(pgh_obj=OuterRef(key))  # type: ignore[attr-defined]
    return events.order_by().annotate(at=RECORDED_AT)


def known(model: type[Model], field: str, *, key: str, now: str, before: datetime | None) -> Combinable:
    """Column `field` of the row `key` as it stood before a moment; column `now` as it is when `before` is None.

    A row that was first recorded later is read as it was first written: its own dates say whether it counts at all.
    """
    if before is None:
        return F(now)
    rows = versions(model, key).annotate(
        is_later=Case(When(at__lt=before, then=0), default=1, output_field=IntegerField()),
        place=Case(When(at__lt=before, then=-F("pgh_id")), default=F("pgh_id"), output_field=IntegerField()),
    )
    return Subquery(rows.order_by("is_later", "place").values(field)[:1])


def was_recorded(model: type[Model], *, key: str, before: datetime) -> Exists:
    """Whether the row `key` existed already before a moment."""
    return Exists(versions(model, key).filter(at__lt=before))
