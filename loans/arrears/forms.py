"""What is typed about late payments. The forms say early what the actions check again under the lock."""

from datetime import date
from typing import Any

from django import forms

from harmonie.controls import Choices
from harmonie.forms import DayField, HouseForm

from ..enums import PauseReason
from ..models import Loan
from ..typed import capitalised, past_day


class PauseForm(HouseForm, forms.Form):
    reason = forms.ChoiceField(label="Raison", choices=capitalised(PauseReason), widget=Choices)
    starts_on = DayField(label="Depuis le")
    ends_on = DayField(
        label="Jusqu’au", required=False, help_text="Ce jour compris. Vide\u00a0: jusqu’à ce que quelqu’un la lève."
    )
    note = forms.CharField(label="Précision", max_length=200, required=False)

    def __init__(self, *args: Any, loan: Loan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loan, self.today = loan, today
        self.fields["starts_on"].initial = today

    def clean_starts_on(self) -> date:
        return past_day(self.cleaned_data["starts_on"], self.today, None, "")


class OutcomeForm(HouseForm, forms.Form):
    outcome = forms.CharField(
        label="Ce qui a été convenu",
        help_text="En une phrase, par exemple\u00a0: vue le 3 mai, reprend ses paiements en juin.",
        max_length=200,
    )
