"""What new terms would change, and for whom, before anything is saved."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.db.models import Count, Q

from applications.enums import OPEN_STATES, Purpose, State
from applications.models import LoanApplication
from harmonie.dates import plain_day
from harmonie.forms import CountField, EurosField, PercentField
from harmonie.money import percent, short_euros
from harmonie.registry.changes import NOTHING
from harmonie.schemes.models import Scheme, SchemeTerms
from loans.models import Loan

UNDER_WAY = (State.SUBMITTED, *OPEN_STATES, State.ON_AGENDA, State.SENT_TO_LENDER)


class Difference(NamedTuple):
    """One condition, in words: what it is until then, what it becomes."""

    label: str
    before: str
    after: str

    @property
    def is_change(self) -> bool:
        return self.before != self.after


class Judged(NamedTuple):
    """How many requests under way keep which terms."""

    terms: SchemeTerms
    count: int


class Effects(NamedTuple):
    """Whom new terms concern: drafts, how many of those ask for what the terms no longer lend, and who keeps theirs."""

    drafts: int
    drafts_outside: int
    kept: list[Judged]
    loans: int


def differences(form: forms.Form, former: SchemeTerms | None, values: Mapping[str, Any]) -> list[Difference]:
    """Every condition of the form beside that of the `former` terms."""
    return [
        Difference(
            str(field.label),
            in_words(field, getattr(former, name)) if former else NOTHING,
            in_words(field, values[name]),
        )
        for name, field in form.fields.items()
        if name in values
    ]


def in_words(field: forms.Field, value: Any) -> str:
    """A condition as a sentence would say it: « 1 000 € », « 18 mois », « oui »."""
    if value is None or value in ("", []):
        return "tous" if isinstance(field, forms.MultipleChoiceField) else NOTHING
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(Purpose(item).label.lower() for item in value)
    if isinstance(field, forms.ChoiceField):
        return dict(_flat(field)).get(str(value), str(value))
    if isinstance(value, bool):
        return "oui" if value else "non"
    return _figure(field, value)


def _flat(field: forms.ChoiceField) -> Iterator[tuple[str, str]]:
    yield from ((str(value), str(label)) for value, label in field.choices)  # type: ignore[misc]


def _figure(field: forms.Field, value: Any) -> str:
    if isinstance(field, PercentField):
        return percent(Decimal(value))
    if isinstance(field, EurosField):
        return short_euros(Decimal(value))
    if isinstance(field, CountField) and field.unit:
        return f"{value}\u00a0{field.unit}"
    return plain_day(value) if isinstance(value, date) else str(value)


def effects(scheme: Scheme, values: Mapping[str, Any]) -> Effects:
    """Counted as of now; a request handed in keeps the terms of its day, a loan its contract."""
    drafts = LoanApplication.objects.filter(scheme=scheme, state=State.DRAFT).aggregate(
        every=Count("pk"), outside=Count("pk", filter=_outside(values))
    )
    running = Loan.objects.live().filter(scheme=scheme).count()
    return Effects(drafts["every"], drafts["outside"], _kept(scheme), running)


def _outside(values: Mapping[str, Any]) -> Q:
    asks = Q(project__amount__gt=values["amount_max"]) | Q(project__amount__lt=values["amount_min"])
    asks |= Q(project__months__gt=values["months_max"]) | Q(project__months__lt=values["months_min"])
    return asks | ~Q(project__purpose__in=values["purposes"]) & Q(project__isnull=False) if values["purposes"] else asks


def _kept(scheme: Scheme) -> list[Judged]:
    """The requests under way, by the terms in force on the day of each."""
    days = LoanApplication.objects.filter(scheme=scheme, state__in=UNDER_WAY).order_by().values_list("requested_on")
    counts = list(days.annotate(count=Count("pk")))
    found = [
        Judged(terms, sum(count for day, count in counts if _applies(terms, day)))
        for terms in scheme.terms.order_by("-valid_from")
    ]
    return [judged for judged in found if judged.count]


def _applies(terms: SchemeTerms, day: date) -> bool:
    return terms.valid_from <= day and (terms.valid_to is None or day < terms.valid_to)
