"""What comes into the household and what goes out, as people know it: by the week, the month, the quarter, the year."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from harmonie.forms import DayField, EurosField, HouseForm
from harmonie.free_text import FreeTextField

from ..enums import Earned, ExpenseKind, Frequency, IncomeKind, OverIndebtedness
from ..months import HOW, TIMES_A_YEAR, explained, is_countable, month_of, monthly
from .fields import capital, first_blank, more_than_nothing
from .rows import Rows

LAST_END = date(2100, 1, 1)


class FrequencySelect(forms.Select):
    """Each choice says how often it falls due in a year, so that the page says the month at once (static/month.js)."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return str(data.get(name) or Frequency.MONTHLY)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-times"] = TIMES_A_YEAR[Frequency(str(value))]
        option["attrs"]["data-how"] = HOW.get(Frequency(str(value)), "")
        return option


class LineForm(HouseForm, forms.Form):
    label = FreeTextField(label="Précision", max_length=80, required=False, reminder=False)
    amount = EurosField(label="Montant", validators=[more_than_nothing])
    frequency = forms.ChoiceField(
        label="Périodicité", choices=capital(Frequency.choices), initial=Frequency.MONTHLY, widget=FrequencySelect
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if {"amount", "frequency"} <= data.keys() and not is_countable(monthly(data["amount"], data["frequency"])):
            self.add_error("amount", "Ce montant est trop grand pour un mois\u00a0: relisez-le, avec sa périodicité.")
        return data

    @property
    def month(self) -> str:
        """What the line makes a month, and how; nothing while it cannot be read, or is monthly already."""
        try:
            amount = self.fields["amount"].to_python(self["amount"].value())
            frequency = Frequency(self["frequency"].value() or Frequency.MONTHLY)
            return explained(amount, frequency) if amount and is_countable(monthly(amount, frequency)) else ""
        except (ValidationError, ValueError):
            return ""


class IncomeForm(LineForm):
    kind = forms.ChoiceField(label="Ressource", choices=first_blank(IncomeKind.choices))
    earner = forms.ChoiceField(label="Perçue par", required=False)
    earned = forms.ChoiceField(label="Revenu d’activité", choices=capital(Earned.choices), required=False)
    field_order = ("kind", "label", "earner", "amount", "frequency", "earned")

    def __init__(self, *args: Any, people: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["earner"].choices = [("", "Non précisé"), *((name, name) for name in people)]


class ExpenseForm(LineForm):
    kind = forms.ChoiceField(label="Charge", choices=first_blank(ExpenseKind.choices))
    field_order = ("kind", "label", "amount", "frequency")


class DebtForm(HouseForm, forms.Form):
    creditor = FreeTextField(label="Créancier", max_length=120, reminder=False)
    balance = EurosField(label="Reste dû", validators=[more_than_nothing])
    instalment = EurosField(label="Mensualité", min_value=0)
    ends_on = DayField(label="Jusqu’au", required=False)
    in_plan = forms.BooleanField(label="Dans le plan de surendettement", required=False)

    def clean_ends_on(self) -> date | None:
        ends_on: date | None = self.cleaned_data["ends_on"]
        if ends_on and not date(2000, 1, 1) <= ends_on < LAST_END:
            raise ValidationError("Cette date est trop lointaine\u00a0: vérifiez l’année.")
        return ends_on


class MonthRows(Rows):
    """Lines that add up to a month."""

    def clean(self) -> None:
        if not is_countable(month_of(self.readable)):
            raise ValidationError(f"Le total est trop grand\u00a0: relisez les montants ({self.row_name.lower()}s).")


class IncomeRows(MonthRows):
    row_name = "Ressource"


class ExpenseRows(MonthRows):
    row_name = "Charge"


class DebtRows(Rows):
    row_name = "Dette"

    def clean(self) -> None:
        if not is_countable(sum(row["instalment"] for row in self.readable)):
            raise ValidationError("Le total des mensualités est trop grand\u00a0: relisez les montants.")


class BudgetForm(HouseForm, forms.Form):
    over_indebtedness = forms.ChoiceField(
        label="Dossier de surendettement",
        choices=capital(OverIndebtedness.choices),
        widget=forms.RadioSelect,
        help_text="Un dossier de surendettement n’empêche pas de demander.",
    )
