"""Fields that understand what people type, and forms that answer in whole sentences."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from .money import figures, parse_euros, short_euros


class EurosField(forms.DecimalField):
    """An amount in euros: « 1 313,83 », « 1313.83 » and « 1 313,83 € » are the same figure."""

    unit = "€"
    default_error_messages: ClassVar = {
        "invalid": "Écrivez un montant en euros, par exemple 620 ou 1 313,83.",
        "max_decimal_places": "Deux chiffres après la virgule suffisent, par exemple 51,67.",
        "max_digits": "Ce montant est trop grand : relisez-le.",
        "max_whole_digits": "Ce montant est trop grand : relisez-le.",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 10)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            return parse_euros(str(value))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return figures(value) if isinstance(value, Decimal) else value


class CountField(forms.IntegerField):
    """A whole number of something; `unit` names it beside the control (« mois »)."""

    default_error_messages: ClassVar = {"invalid": "Écrivez un nombre entier, par exemple 12."}

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        css = "num" if unit else "num field-short"
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "class": css, "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.unit = unit


class DayField(forms.DateField):
    """A date as people write it here: 31/01/2027, or 2027-01-31."""

    default_error_messages: ClassVar = {
        "invalid": "Écrivez une date qui existe, sous la forme jj/mm/aaaa, par exemple 31/01/2027."
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y"])
        attrs = {"inputmode": "numeric", "placeholder": "jj/mm/aaaa", "autocomplete": "off", "class": "field-short"}
        kwargs.setdefault("widget", forms.DateInput(format="%d/%m/%Y", attrs=attrs))
        super().__init__(**kwargs)


def house_helper() -> FormHelper:
    """How every form is drawn: its fields only; the page writes the form tag, its tokens and its button."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class HouseForm(forms.BaseForm):
    """Put first among a form's bases: French sentences for what is missing or wrong, our helper, units.

    `units` names what stands after a control: `units = {"months": "mois"}`. A field's own `error_messages` win.
    """

    units: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.helper = house_helper()
        for name, field in self.fields.items():
            if name in self.units:
                field.unit = self.units[name]
            _speak(field)


class HouseFormSet(forms.BaseFormSet):
    """Rows of the same questions; `row_name` heads each row (« Membre du foyer »)."""

    row_name = "Ligne"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = house_helper()

    def add_fields(self, form: forms.BaseForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Retirer cette ligne"


def _speak(field: forms.Field) -> None:
    """Replaces Django's own messages; those that the form's author wrote stay."""
    ours = dict(_sentences(field, f"«\u202f{field.label}\u202f»" if field.label else "ce champ"))
    defaults: dict[str, Any] = {}
    for cls in reversed(type(field).__mro__):
        if cls.__module__.startswith("django."):
            defaults.update(getattr(cls, "default_error_messages", {}))
    for code, sentence in ours.items():
        if field.error_messages.get(code) in (None, defaults.get(code)):
            field.error_messages[code] = sentence


def _sentences(field: forms.Field, name: str) -> Iterator[tuple[str, str]]:
    yield "required", _required(field, name)
    yield "invalid_choice", f"Choisissez une des réponses proposées à {name}."
    yield "max_length", f"Raccourcissez {name}\u00a0: %(limit_value)d caractères au plus, il y en a %(show_value)d."
    yield "min_length", f"Complétez {name}\u00a0: %(limit_value)d caractères au moins."
    for code, words in (("min_value", "au moins"), ("max_value", "au plus")):
        limit = getattr(field, code, None)
        if limit is not None:
            yield code, f"{name}\u00a0: indiquez {words} {_limit(field, limit)}."
    if isinstance(field, forms.EmailField):
        yield "invalid", "Écrivez une adresse électronique complète, par exemple nom@exemple.fr."


def _required(field: forms.Field, name: str) -> str:
    if isinstance(field, forms.BooleanField):
        return f"Cochez la case {name}."
    if isinstance(field, forms.FileField):
        return f"Joignez un fichier à {name}."
    if isinstance(field, forms.ChoiceField):
        return f"Choisissez une réponse à {name}."
    return f"Répondez à {name}." if name.endswith("?\u202f»") else f"Complétez {name}."


def _limit(field: forms.Field, limit: Any) -> str:
    value = limit() if callable(limit) else limit
    if isinstance(field, EurosField):
        return short_euros(Decimal(value))
    unit = getattr(field, "unit", "")
    return f"{value} {unit}" if unit else str(value)
