"""What is typed before the money leaves. The forms say early what the actions check again under the lock."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from harmonie.calendar import add_months
from harmonie.controls import Choices
from harmonie.dates import short_day
from harmonie.forms import CountField, DayField, HouseForm
from harmonie.schemes.enums import Rounding

from ..agreements.fields import ALL_PAGES, OneFileField
from ..enums import CancelReason
from ..models import Loan
from ..typed import capitalised, past_day

FIRST_DUE_DAY = 5


def usual_first_due(today: date) -> date:
    """The 5th of the month after next: after the papers, the signature and the mandat."""
    return add_months(today.replace(day=FIRST_DUE_DAY), 2)


class RoundingField(forms.ChoiceField):
    """One of `Rounding`; without an answer, what the scheme's terms say."""

    def clean(self, value: Any) -> str:
        return super().clean(value or self.initial)


class OpeningForm(HouseForm, forms.Form):
    """When the instalments fall, and to what they are rounded."""

    premiere = DayField(label="Première échéance")
    jour = CountField(
        label="Jour des suivantes",
        required=False,
        min_value=1,
        max_value=31,
        help_text="De 1 à 31. Vide\u00a0: le même jour que la première. Un mois plus court prend son dernier jour, "
        "et le suivant retrouve le sien\u00a0: 31/01, 28/02, 31/03.",
    )
    arrondi = RoundingField(
        label="Arrondi des échéances",
        choices=capitalised(Rounding),
        widget=Choices,
        help_text="La dernière échéance s’ajuste\u00a0: le total reste exact.",
    )

    def __init__(self, *args: Any, today: date, rounding: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["arrondi"].initial = rounding

    def chosen(self) -> dict[str, Any]:
        """What the form asks of a schedule, once valid."""
        data = self.cleaned_data
        return {"first_due_on": data["premiere"], "due_day": data["jour"], "rounding": data["arrondi"]}

    def clean_premiere(self) -> date:
        day: date = self.cleaned_data["premiere"]
        if day <= self.today:
            raise ValidationError("La première échéance doit être à venir.")
        if day > add_months(self.today, 12):
            raise ValidationError("La première échéance est au plus tard dans un an.")
        return day


class SignatureForm(HouseForm, forms.Form):
    signed_on = DayField(label="Signé le")
    copy = OneFileField(label="Copie signée", required=False, help_text=f"{ALL_PAGES} Elle peut venir plus tard.")

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
