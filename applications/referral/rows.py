"""Lines added and removed by plain buttons, so that they work without a script and lose nothing typed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from harmonie.forms import HouseFormSet
from harmonie.registry import kept

ADD, REMOVE = "ajouter-", "retirer-"
MAX_ROWS = 20


class Rows(HouseFormSet):
    """Lines that come and go without a script: a line left empty is simply not there."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What is to be saved; call it once the rows are valid."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]

    @property
    def readable(self) -> list[dict[str, Any]]:
        """The rows that were understood, for a rule that looks at all of them."""
        return [form.cleaned_data for form in self.forms if form.has_changed() and not form.errors]


def rows_of(form: type[forms.Form], kind: type[Rows], extra: int) -> type[Rows]:
    """A formset class of `form`, with `extra` empty rows at its end."""
    made: type[Rows] = forms.formset_factory(
        form, formset=kind, extra=extra, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 10, validate_max=True
    )
    return made


def pressed(request: HttpRequest) -> bool:
    """Whether a line's button was pressed, rather than the page saved."""
    return any(name.startswith((ADD, REMOVE)) for name in request.POST)


def rows_for(
    request: HttpRequest,
    form: type[forms.Form],
    kind: type[Rows],
    prefix: str,
    saved: list[dict[str, Any]],
    asks: Mapping[str, Any] | None = None,
) -> Rows:
    """The lines of `prefix`: as saved, as kept, as posted, or as typed with one line more or less.

    `asks` holds what every row's form takes besides its answers.
    """
    given = {"prefix": prefix, "form_kwargs": dict(asks or {})}
    begun = kept.typed(request)
    if request.method == "POST" and not pressed(request):
        return rows_of(form, kind, extra=0)(request.POST, **given)
    answers = request.POST if request.method == "POST" else begun
    if answers is None:
        return rows_of(form, kind, extra=0 if saved else 1)(initial=saved, **given)
    rows, extra = _one_more_or_less(answers, _typed(answers, form, prefix), prefix)
    return rows_of(form, kind, extra=extra)(initial=rows, **given)


def _one_more_or_less(
    answers: QueryDict, typed: list[dict[str, object]], prefix: str
) -> tuple[list[dict[str, object]], int]:
    left = [row for number, row in enumerate(typed) if f"{REMOVE}{prefix}-{number}" not in answers]
    return left, 1 if f"{ADD}{prefix}" in answers and len(left) < MAX_ROWS else 0


def _typed(answers: QueryDict, form: type[forms.Form], prefix: str) -> list[dict[str, object]]:
    """What stands in the lines, unread."""
    total = answers.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(total), MAX_ROWS) if total.isdecimal() and len(total) < 4 else 0
    widgets = {name: field.widget for name, field in form.base_fields.items()}
    return [
        {name: widget.value_from_datadict(answers, {}, f"{prefix}-{row}-{name}") for name, widget in widgets.items()}
        for row in range(count)
    ]
