"""The day of the état des restes à recouvrer."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from harmonie.forms import DayField, HouseForm

from .queries import FIRST_DAY


class AsOfForm(HouseForm, forms.Form):
    au = DayField(label="Au")
    connu = forms.BooleanField(label="Sans ce qui a été enregistré plus tard", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_au(self) -> date:
        day: date = self.cleaned_data["au"]
        if not FIRST_DAY <= day <= self.today:
            raise ValidationError("Choisissez un jour entre le 1er janvier 2000 et aujourd’hui.")
        return day
