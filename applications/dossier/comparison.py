"""Two versions side by side: what somebody typed on a page, and what a colleague saved meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any, NamedTuple

from django import forms
from django.db import models

from harmonie.dates import plain_day
from harmonie.money import euros

from ..models import HouseholdMember, LoanApplication
from ..queries import project_of
from .history import Change, changes_since

# The parts of a page that are lines of the dossier, by the name the model gives them.
LINES = ("members", "incomes", "expenses", "debts")
CO_APPLICANT = "other"
Part = forms.BaseForm | forms.BaseFormSet


class Difference(NamedTuple):
    """One field or line, both ways, in words; "" where one of the two has nothing."""

    label: str
    typed: str
    saved: str


class Comparison(NamedTuple):
    """What a stale page is shown. Posting again with `revision` says: I have read this."""

    revision: int
    changes: Sequence[Change]
    differences: Sequence[Difference]

    @property
    def last(self) -> Change | None:
        return self.changes[-1] if self.changes else None


def compared(application: LoanApplication, parts: Mapping[str, Part], seen: int) -> Comparison:
    """Holds the valid forms of a page rendered at revision `seen` against the dossier as it is now."""
    fresh = LoanApplication.objects.with_facts().get(pk=application.pk)
    found = [difference for name, part in parts.items() for difference in _of_part(fresh, name, part)]
    return Comparison(fresh.revision, changes_since(fresh, seen), found)


def _of_part(fresh: LoanApplication, name: str, part: Part) -> Iterator[Difference]:
    if isinstance(part, forms.BaseFormSet):
        yield from _of_lines(fresh, name, part) if name in LINES else ()
        return
    for field_name, field in part.fields.items():
        owner = _co_applicant(fresh) if name == CO_APPLICANT else _owner(fresh, field_name)
        if owner is None:
            continue
        typed = said(field, part.cleaned_data.get(field_name))
        saved = said(field, _value(owner, field_name))
        if typed != saved:
            yield Difference(str(field.label), typed, saved)


def _owner(fresh: LoanApplication, name: str) -> models.Model | None:
    """The row that keeps the field of that name."""
    rows = (fresh, fresh.applicant, project_of(fresh))
    return next((row for row in rows if row is not None and name in _names(row)), None)


def _co_applicant(fresh: LoanApplication) -> models.Model:
    """Whoever asks with the person; an empty row while nobody does."""
    return fresh.members.filter(is_co_applicant=True).first() or HouseholdMember()


def _names(row: models.Model | type[models.Model]) -> set[str]:
    return {field.name for field in row._meta.concrete_fields}


def _value(row: models.Model, name: str) -> Any:
    value = getattr(row, name)
    return value.pk if isinstance(value, models.Model) else value


def _of_lines(fresh: LoanApplication, name: str, part: forms.BaseFormSet) -> Iterator[Difference]:
    rows = getattr(fresh, name)
    fields = {key: field for key, field in part.empty_form.fields.items() if key in _names(rows.model)}
    typed = [_line(fields, form.cleaned_data) for form in part.forms if form.has_changed()]
    saved = [_line(fields, row) for row in rows.values(*fields)]
    for mine, theirs in _pairs(typed, saved):
        yield Difference(getattr(part, "row_name", ""), ", ".join(mine), ", ".join(theirs))


def _line(fields: Mapping[str, forms.Field], row: Mapping[str, Any]) -> tuple[str, ...]:
    words = (said(field, row.get(name), in_line=True) for name, field in fields.items())
    return tuple(word for word in words if word)


type Line = tuple[str, ...]


def _pairs(typed: list[Line], saved: list[Line]) -> list[tuple[Line, Line]]:
    """The lines that only one version has; two that begin with the same word stand beside each other."""
    left = list(saved)
    mine = []
    for line in typed:
        if line in left:
            left.remove(line)
        else:
            mine.append(line)
    paired = [(line, _taken(left, line[:1])) for line in mine]
    alone = [line for line, other in paired if not other]
    return [pair for pair in paired if pair[1]] + list(zip_longest(alone, left, fillvalue=()))


def _taken(lines: list[Line], head: Line) -> Line:
    found = next((line for line in lines if line[:1] == head), ())
    if found:
        lines.remove(found)
    return found


def said(field: forms.Field, value: Any, *, in_line: bool = False) -> str:
    """A value of a form's field as people read it."""
    if isinstance(value, bool):
        return (str(field.label) if value else "") if in_line else ("oui" if value else "non")
    if value in (None, ""):
        return ""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(field, forms.ChoiceField):
        return next((str(label) for key, label in field.choices if str(key) == str(value)), str(value))
    if isinstance(value, Decimal):
        return euros(value)
    if isinstance(value, date):
        return plain_day(value)
    unit = getattr(field, "unit", "")
    return f"{value}\u00a0{unit}" if unit else str(value).replace("\r\n", "\n").strip()
