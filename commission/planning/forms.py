"""What is typed to plan a meeting."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from harmonie.forms import DayField, HouseForm

CLOCK = re.compile(r"(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?")


class ClockField(forms.CharField):
    """An hour of the day: « 14 h 30 », « 14:30 », « 14h »."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "placeholder": "14 h 30", "class": "field-short"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> time | None:
        text = super().clean(value)
        found = CLOCK.fullmatch(text.strip().lower())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour > 23 or minute > 59:
            raise ValidationError("Écrivez une heure, par exemple 14 h 30.")
        return time(hour, minute)


class MeetingForm(HouseForm, forms.Form):
    """When and where the commission meets."""

    day = DayField(label="Date")
    clock = ClockField(label="Heure")
    place = forms.CharField(label="Lieu", max_length=120)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if day < self.today:
            raise ValidationError("Cette date est passée\u00a0: choisissez un jour à venir.")
        if day.year > self.today.year + 2:
            raise ValidationError("Cette date est trop lointaine\u00a0: vérifiez l’année.")
        return day

    @property
    def starts_at(self) -> datetime:
        moment = datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"])
        return timezone.make_aware(moment)
