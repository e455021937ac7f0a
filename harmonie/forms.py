"""Fields that understand what people type, and forms that answer in whole sentences."""

from decimal import Decimal
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from .money import figures, parse_euros
from .sentences import speak


class EurosField(forms.DecimalField):
    """An amount in euros: « 1 313,83 », « 1313.83 » and « 1 313,83 € » are the same figure."""

    unit = "€"
    default_error_messages: ClassVar = {
        "invalid": "Écrivez un montant en euros, par exemple 620 ou 1\u202f313,83.",
        "max_decimal_places": "Deux chiffres après la virgule suffisent, par exemple 51,67.",
        "max_digits": "Ce montant est trop grand\u00a0: relisez-le.",
        "max_whole_digits": "Ce montant est trop grand\u00a0: relisez-le.",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 10)
        kwargs.setdefault("decimal_places", 2)
        attrs = {"inputmode": "decimal", "class": "num", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        try:
            return parse_euros(str(value))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return figures(value) if isinstance(value, Decimal) else value


class PercentField(EurosField):
    """A percentage a year, with three decimals at most: « 4 », « 4,5 » and « 4,5 % » are read."""

    unit = "%"
    default_error_messages: ClassVar = {
        "invalid": "Écrivez un taux en pour cent, par exemple 4 ou 4,5.",
        "max_digits": "Ce taux est trop grand\u00a0: relisez-le.",
        "max_whole_digits": "Ce taux est trop grand\u00a0: relisez-le.",
        "max_decimal_places": "Trois chiffres après la virgule suffisent, par exemple 4,125.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 5, "decimal_places": 3, "min_value": 0, "max_value": 99} | kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(value.replace("%", "") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class CountField(forms.IntegerField):
    """A whole number of something; `unit` names it beside the control (« mois »)."""

    default_error_messages: ClassVar = {"invalid": "Écrivez un nombre entier, par exemple 12."}

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        css = "num" if unit else "num field-short"
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "numeric", "class": css, "autocomplete": "off"})
        )
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
            field.unit = self.units.get(name, getattr(field, "unit", ""))  # type: ignore[attr-defined]
        self.speak()

    def speak(self) -> None:
        """Gives each field its French sentences; said again by whoever changes labels afterwards."""
        for field in self.fields.values():
            speak(field)


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
