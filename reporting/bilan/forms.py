"""The period that a report is asked for."""

from datetime import date
from typing import Any

from django import forms

from harmonie.forms import DayField, HouseForm
from harmonie.schemes.models import Scheme

from ..periods import EARLIEST, LATEST, Period


class PeriodForm(HouseForm, forms.Form):
    """From which day to which day; both may be left out for the current year."""

    du = DayField(label="Du", required=False)
    au = DayField(label="Au", required=False)
    dispositif = forms.ModelChoiceField(
        Scheme.objects.all(), label="Dispositif", required=False, to_field_name="code", empty_label="Tous"
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("du", "au"):
            self.fields[name].widget.attrs["class"] = ""
        self.today = today

    def clean_du(self) -> date | None:
        return self._known(self.cleaned_data["du"])

    def clean_au(self) -> date | None:
        return self._known(self.cleaned_data["au"])

    def _known(self, day: date | None) -> date | None:
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(f"Choisissez un jour entre {EARLIEST:%d/%m/%Y} et {LATEST:%d/%m/%Y}.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("du"), cleaned.get("au")
        if start and end and start > end:
            self.add_error(
                "au", f"La période finit avant de commencer\u00a0: indiquez un jour à partir du {start:%d/%m/%Y}."
            )
        return cleaned

    def period(self) -> Period:
        """The period asked for, once valid; what was left out is completed to the current year."""
        start, end = self.cleaned_data["du"], self.cleaned_data["au"]
        year = (start or end or self.today).year
        return Period(start or date(year, 1, 1), end or date(year, 12, 31), self.cleaned_data["dispositif"])
