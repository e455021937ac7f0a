"""What is typed for several rows at once."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from harmonie.calendar import add_months
from harmonie.forms import DayField, HouseForm

from ..models import Loan
from ..printing.forms import PrintForm
from ..typed import past_day


class NothingToType(HouseForm, forms.Form):
    """A batch that asks nothing."""


class SidesForm(HouseForm, forms.Form):
    """How the printer will print."""

    sides = PrintForm.base_fields["sides"]


class FirstDueForm(HouseForm, forms.Form):
    """The first due date of several loans; the day of the month stays the same, the rounding is the scheme's."""

    premiere = DayField(label="Première échéance", help_text="Les suivantes tombent le même jour de chaque mois.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_premiere(self) -> date:
        day: date = self.cleaned_data["premiere"]
        if not self.today < day <= add_months(self.today, 12):
            raise ValidationError("La première échéance est à venir, au plus tard dans un an.")
        return day


class VouchersForm(HouseForm, forms.Form):
    """One value date, and the number of one mandat a loan; a loan without one is left."""

    value_on = DayField(label="Date de versement")

    def __init__(self, *args: Any, loans: Sequence[Loan], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loans, self.today = loans, today
        self.fields["value_on"].initial = today
        for loan in loans:
            attrs = {"autocomplete": "off", "aria-label": f"Numéro du mandat pour {loan.borrower}"}
            self.fields[self.name_of(loan)] = forms.CharField(
                label=f"Mandat pour {loan.borrower}", max_length=40, required=False, widget=forms.TextInput(attrs)
            )
        self.speak()

    @staticmethod
    def name_of(loan: Loan) -> str:
        return f"mandat-{loan.reference}"

    def rows(self) -> Iterator[tuple[Loan, forms.BoundField]]:
        return ((loan, self[self.name_of(loan)]) for loan in self.loans)

    def clean_value_on(self) -> date:
        return past_day(self.cleaned_data["value_on"], self.today, None, "")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.errors and not any(typed.get(self.name_of(loan)) for loan in self.loans):
            raise ValidationError("Écrivez le numéro d’au moins un mandat.")
        return typed

    def paid(self) -> dict[int, str]:
        """The number typed for each loan, by its key; only those that have one."""
        typed = {loan.pk: self.cleaned_data[self.name_of(loan)] for loan in self.loans}
        return {key: number for key, number in typed.items() if number}
