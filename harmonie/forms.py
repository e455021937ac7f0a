"""Fields that understand what people type."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .money import figures, parse_euros


class EurosField(forms.DecimalField):
    """An amount in euros: « 1 313,83 », « 1313.83 » and « 1 313,83 € » are the same figure."""

    default_error_messages = {
        "invalid": "Écrivez un montant en euros, par exemple 620 ou 1 313,83.",
        "max_decimal_places": "Deux chiffres après la virgule suffisent, par exemple 51,67.",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 10)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"})
        )
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


class DayField(forms.DateField):
    """A date as people write it here: 31/01/2027, or 2027-01-31."""

    default_error_messages = {
        "invalid": "Écrivez une date qui existe, sous la forme jj/mm/aaaa, par exemple 31/01/2027."
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y"])
        kwargs.setdefault(
            "widget",
            forms.DateInput(
                format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "jj/mm/aaaa", "autocomplete": "off"}
            ),
        )
        super().__init__(**kwargs)
