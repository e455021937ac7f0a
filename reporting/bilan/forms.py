"""What a bilan is asked for, as its address says it."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms

from applications.enums import EXCLUDED_PURPOSES, Purpose
from harmonie.accounts.models import Partner
from harmonie.forms import DayField, HouseForm
from harmonie.schemes.models import Scheme

from ..periods import EARLIEST, LATEST, Period
from .question import Question

PURPOSES = [(value, label.capitalize()) for value, label in Purpose.choices if value not in EXCLUDED_PURPOSES]
DAYS = ("du", "au", "jour")
NAMES = (*DAYS, "dispositif", "partenaire", "objet")


class PeriodForm(HouseForm, forms.Form):
    """From which day to which day, narrowed to what, as of which day; all may be left out: this year, as of now."""

    du = DayField(label="Du", required=False)
    au = DayField(label="Au", required=False)
    dispositif = forms.ModelChoiceField(
        Scheme.objects.all(), label="Dispositif", required=False, to_field_name="code", empty_label="Tous"
    )
    partenaire = forms.ModelChoiceField(Partner.objects.all(), label="Partenaire", required=False, empty_label="Tous")
    objet = forms.ChoiceField(label="Objet", required=False, choices=[("", "Tous"), *PURPOSES])
    jour = DayField(label="Tel que connu le", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in DAYS:
            self.fields[name].widget.attrs["class"] = ""
        self.today = today

    def find_partner_by_name(self) -> None:
        """Takes a partner's exact name where its number is expected: people at a command line know no numbers."""
        asked = str(self.data.get("partenaire", ""))
        found = Partner.objects.filter(name=asked).first() if asked and not asked.isdigit() else None
        if found:
            self.data = {**self.data, "partenaire": str(found.pk)}

    def clean_du(self) -> date | None:
        return self._known(self.cleaned_data["du"])

    def clean_au(self) -> date | None:
        return self._known(self.cleaned_data["au"])

    def clean_jour(self) -> date | None:
        day = self._known(self.cleaned_data["jour"])
        if day and day > self.today:
            raise forms.ValidationError(
                f"Ce jour n’est pas encore venu\u00a0: choisissez au plus tard le {self.today:%d/%m/%Y}."
            )
        return day

    def _known(self, day: date | None) -> date | None:
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(f"Choisissez un jour entre {EARLIEST:%d/%m/%Y} et {LATEST:%d/%m/%Y}.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end, known = (cleaned.get(name) for name in ("du", "au", "jour"))
        if start and end and start > end:
            self.add_error(
                "au", f"La période finit avant de commencer\u00a0: indiquez un jour à partir du {start:%d/%m/%Y}."
            )
        elif known and known < (first := self._span(start, end, known)[0]):
            self.add_error(
                "jour",
                f"La période n’avait pas commencé\u00a0: choisissez un jour à partir du {first:%d/%m/%Y}, "
                "ou une période plus ancienne.",
            )
        return cleaned

    def _span(self, start: date | None, end: date | None, known: date | None) -> tuple[date, date]:
        year = (start or end or known or self.today).year
        return start or date(year, 1, 1), end or date(year, 12, 31)

    def period(self) -> Question:
        """The question asked, once valid; what was left out is completed to the year, and to all that is known."""
        asked = self.cleaned_data
        start, end = self._span(asked["du"], asked["au"], asked["jour"])
        return Question(start, end, asked["dispositif"], asked["partenaire"], asked["objet"], asked["jour"])


def initial(question: Question) -> dict[str, Any]:
    """A question as the form shows it."""
    return {
        "du": question.start,
        "au": question.end,
        "dispositif": question.scheme.code if question.scheme else "",
        "partenaire": question.partner.pk if question.partner else "",
        "objet": question.purpose,
        "jour": question.as_of,
    }


def address(period: Period) -> str:
    """A question as the words of an address: what is not narrowed is left out."""
    words = initial(Question.of(period))
    return urlencode(
        {name: value.isoformat() if isinstance(value, date) else value for name, value in words.items() if value}
    )
