"""What is typed about a slip."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from harmonie.forms import DayField, HouseForm

from ...models import Slip
from ...typed import past_day


class SentForm(HouseForm, forms.Form):
    sent_on = DayField(label="Transmis le")

    def __init__(self, *args: Any, slip: Slip, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slip, self.today = slip, today
        self.fields["sent_on"].initial = today

    def clean_sent_on(self) -> date:
        drawn_up = timezone.localdate(self.slip.drawn_up_at)
        return past_day(self.cleaned_data["sent_on"], self.today, drawn_up, "l’établissement du bordereau")
