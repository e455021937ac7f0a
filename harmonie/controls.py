"""How forms become controls: which class a widget wears, and which sentences go to the error summary."""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.forms import BaseForm, BaseFormSet, BoundField
from django.utils.safestring import SafeString


class Choices(forms.RadioSelect):
    """A few equal choices as large buttons (`.choices`), instead of a list of radio buttons."""


class ErrorLine(NamedTuple):
    """One sentence of the error summary, and the id of the control it leads to ("" for the form as a whole)."""

    sentence: str
    anchor: str


def kind(field: BoundField) -> str:
    """ "check" for a single box, "choices" or "options" for several, "plain" for all the rest."""
    widget = field.field.widget
    if isinstance(widget, Choices):
        return "choices"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "options"
    return "check" if isinstance(widget, forms.CheckboxInput) else "plain"


def dressed(field: BoundField) -> SafeString:
    """The control's HTML, with the classes of the theme."""
    widget = field.field.widget
    classes = [widget.attrs.get("class", ""), _base_class(widget), "is-invalid" if field.errors else ""]
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})


def _base_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def error_lines(form: BaseForm | BaseFormSet) -> Iterator[ErrorLine]:
    """All the sentences of a form or formset, in the order of the page; those of a row begin with its name."""
    if isinstance(form, BaseFormSet):
        yield from (ErrorLine(str(error), "") for error in (form.non_form_errors() if form.is_bound else ()))
        for number, row in enumerate(form, 1):
            name = f"{getattr(form, 'row_name', 'Ligne')} {number}\u00a0: "
            yield from (line._replace(sentence=name + uncapitalised(line.sentence)) for line in error_lines(row))
        return
    yield from (ErrorLine(str(error), "") for error in form.non_field_errors())
    for field in form:
        yield from (ErrorLine(str(error), "" if field.is_hidden else anchor(field)) for error in field.errors)


def uncapitalised(sentence: str) -> str:
    """The sentence as it goes on after a colon."""
    return sentence[:1].lower() + sentence[1:]


def anchor(field: BoundField) -> str:
    """The id of the first control of a field."""
    return f"{field.auto_id}_0" if kind(field) in ("options", "choices") else field.id_for_label
