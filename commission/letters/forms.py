"""How and when letters left."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from harmonie.controls import Choices
from harmonie.dates import short_day
from harmonie.forms import DayField, HouseForm

from ..enums import Channel
from ..models import DecisionLetter


class DispatchForm(HouseForm, forms.Form):
    """For one letter, or for several of a meeting: those that are ticked."""

    letters = forms.TypedMultipleChoiceField(
        label="Lettres parties", coerce=int, widget=forms.CheckboxSelectMultiple, choices=()
    )
    sent_on = DayField(label="Parties le")
    channel = forms.ChoiceField(
        label="Envoi", choices=[(value, word.capitalize()) for value, word in Channel.choices], widget=Choices
    )

    def __init__(self, *args: Any, letters: Sequence[DecisionLetter], is_one: bool, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"sent_on": today, "letters": [letter.pk for letter in letters], "channel": Channel.POST}
        super().__init__(*args, **kwargs)
        self.today, self.by_key = today, {letter.pk: letter for letter in letters}
        self.fields["letters"].choices = [(letter.pk, _named(letter)) for letter in letters]  # type: ignore[attr-defined]
        if is_one:
            self.fields["letters"].widget = forms.MultipleHiddenInput()
            self.fields["sent_on"].label = "Partie le"
            self.speak()

    def clean_sent_on(self) -> date:
        day = self.cleaned_data["sent_on"]
        if day > self.today:
            raise ValidationError("Cette date est à venir\u00a0: notez l’envoi le jour où il a lieu.")
        return day

    @property
    def chosen(self) -> list[DecisionLetter]:
        return [self.by_key[key] for key in self.cleaned_data["letters"]]


def _named(letter: DecisionLetter) -> str:
    """« Décision D2027-0004, Nadia Benali, émise le 4 janv. 2027 »."""
    decision = letter.decision
    day = short_day(letter.document.issued_at)
    return f"Décision {decision.number}, {decision.application.applicant}, émise le {day}"
