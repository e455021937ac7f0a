"""The free paragraphs of one letter, typed in."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from harmonie.calendar import add_months
from harmonie.forms import DayField, HouseForm

from .kinds import BLOCKS, LetterKind
from .rules import missing, refusals

LIMIT = 3000  # characters of one paragraph: a letter is read standing, on one sheet
FURTHEST = 60  # months


class LetterTextForm(HouseForm, forms.Form):
    """One version. Empty paragraphs print nothing."""

    valid_from = DayField(
        label="En vigueur le", help_text="Aujourd’hui ou plus tard. Les lettres déjà émises gardent leur texte."
    )
    opening = forms.CharField(
        label="Après la première phrase",
        max_length=LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true"}),
    )
    advice = forms.CharField(
        label="Ce que la personne peut faire ensuite",
        max_length=LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7, "spellcheck": "true"}),
        help_text="Une ligne vide sépare deux paragraphes, un tiret ouvre une liste, **deux étoiles** mettent en gras.",
    )
    closing = forms.CharField(
        label="Avant la signature",
        max_length=LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
    )

    def __init__(self, *args: Any, kind: LetterKind, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, today

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day < self.today:
            raise ValidationError("Un texte entre en vigueur aujourd’hui ou plus tard.")
        if day > add_months(self.today, FURTHEST):
            raise ValidationError("Cette date est à plus de cinq ans\u00a0: vérifiez l’année.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for block in BLOCKS:
            if block not in data:
                continue
            data[block] = data[block].replace("\r\n", "\n")
            if faults := list(refusals(self.kind, data[block])):
                self.add_error(block, faults)
        if not any(block in self.errors for block in BLOCKS):
            for why in missing(self.kind, list(self.paragraphs.values())):
                self.add_error("advice", why)
        return self.cleaned_data

    @property
    def paragraphs(self) -> dict[str, str]:
        """The three blocks, once cleaned."""
        return {block: self.cleaned_data[block] for block in BLOCKS}
