"""What is typed before the money leaves. The forms say early what the actions check again under the lock."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from harmonie.calendar import add_months
from harmonie.dates import short_day
from harmonie.forms import DayField, HouseForm

from ..enums import CancelReason
from ..models import Loan
from ..typed import capitalised, past_day

FIRST_DUE_DAY = 5


def usual_first_due(today: date) -> date:
    """The 5th of the month after next: after the papers, the signature and the mandat."""
    return add_months(today.replace(day=FIRST_DUE_DAY), 2)


class FirstDueForm(HouseForm, forms.Form):
    """When the first instalment falls; every other one follows the same day of the month."""

    premiere = DayField(label="Première échéance", help_text="Les suivantes tombent le même jour de chaque mois.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_premiere(self) -> date:
        day: date = self.cleaned_data["premiere"]
        if day <= self.today:
            raise ValidationError("La première échéance doit être à venir.")
        if day > add_months(self.today, 12):
            raise ValidationError("La première échéance est au plus tard dans un an.")
        return day


class SignatureForm(HouseForm, forms.Form):
    signed_on = DayField(label="Signé le")

    def __init__(self, *args: Any, loan: Loan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loan, self.today = loan, today
        self.fields["signed_on"].initial = today

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > self.loan.sign_before:
            limit = short_day(self.loan.sign_before)
            raise ValidationError(f"L’accord n’était valable que jusqu’au {limit}\u00a0: annulez ce prêt.")
        return past_day(day, self.today, self.loan.decided_on, "la décision")


class CancelForm(HouseForm, forms.Form):
    reason = forms.ChoiceField(label="Pourquoi", choices=capitalised(CancelReason), widget=forms.RadioSelect)
