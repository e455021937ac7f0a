"""What is asked about conservation: a day, durations, the answer of the archives."""

from datetime import date
from typing import Any

from django import forms

from harmonie.forms import CountField, DayField, HouseForm

from ...periods import EARLIEST, LATEST


def possible(day: date | None) -> date | None:
    """A day whose years one can count back from; a sentence for any other."""
    if day is not None and not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(f"Choisissez un jour de {EARLIEST.year} à {LATEST.year}.")
    return day


class DayForm(HouseForm, forms.Form):
    """The day as of which dossiers are due."""

    au = DayField(label="Situation au", required=False)

    def clean_au(self) -> date | None:
        return possible(self.cleaned_data["au"])


class RetentionForm(HouseForm, forms.Form):
    """Durations, dated and sourced."""

    units = {"contact_years": "ans", "granted_years": "ans", "refused_years": "ans"}

    valid_from = DayField(label="À partir du", help_text="Aujourd’hui ou un jour à venir.")
    contact_years = CountField(
        label="Base active, après le dernier contact",
        min_value=1,
        max_value=50,
        help_text="Ensuite le dossier passe en archives\u00a0: il n’est plus à traiter.",
    )
    granted_years = CountField(
        label="Dossier accordé, après la fin du prêt", min_value=1, max_value=100, help_text="Puis un tri est proposé."
    )
    refused_years = CountField(
        label="Dossier sans prêt, après sa fin",
        min_value=1,
        max_value=100,
        help_text="Refusé, sans suite, irrecevable, réorienté.",
    )
    source = forms.CharField(label="Source", max_length=200, help_text="La délibération, ou le texte qui le demande.")

    def clean_valid_from(self) -> date | None:
        return possible(self.cleaned_data["valid_from"])


class VisaForm(HouseForm, forms.Form):
    visa_on = DayField(label="Date du visa")
    source = forms.CharField(label="Référence du visa", max_length=120)


class AbandonForm(HouseForm, forms.Form):
    why = forms.CharField(
        label="Pourquoi l’abandonner", max_length=200, help_text="Ses dossiers pourront être proposés de nouveau."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="abandon", **kwargs)
