"""What is asked about envelopes, and what is voted for them."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from harmonie.forms import CountField, DayField, EurosField, HouseForm

from ..periods import EARLIEST, LATEST
from .ledger import NATURES


class AsOfForm(HouseForm, forms.Form):
    """The day as of which the envelopes are told; today when left out."""

    au = DayField(label="Situation au", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"du", "au"} & set(self.fields):
            self.fields[name].widget.attrs["class"] = ""

    def clean_au(self) -> date | None:
        return known(self.cleaned_data["au"])


class LedgerForm(AsOfForm):
    """What narrows the ledger of one envelope."""

    nature = forms.ChoiceField(
        label="Mouvements", required=False, choices=[("", "Tous"), *((key, said[0]) for key, said in NATURES.items())]
    )
    q = forms.CharField(label="Dossier ou délibération", required=False, max_length=40)
    du = DayField(label="À partir du", required=False)

    field_order = ("nature", "q", "du", "au")

    def clean_du(self) -> date | None:
        return known(self.cleaned_data["du"])


def known(day: date | None) -> date | None:
    if day and not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(f"Choisissez un jour entre {EARLIEST:%d/%m/%Y} et {LATEST:%d/%m/%Y}.")
    return day


class VotedForm(HouseForm, forms.Form):
    """Which deliberation, of which day."""

    deliberation = forms.CharField(
        label="Délibération", max_length=200, help_text="Son numéro, par exemple 2026-38.", required=False
    )
    voted_on = DayField(label="Votée le", required=False)

    def clean_voted_on(self) -> date:
        day = self.cleaned_data["voted_on"] or timezone.localdate()
        if not EARLIEST <= day <= timezone.localdate():
            raise forms.ValidationError(f"Indiquez le jour du vote, jusqu’au {timezone.localdate():%d/%m/%Y}.")
        return day


class EnvelopeForm(VotedForm):
    """The money of one fiscal year, in euros."""

    year = CountField(label="Exercice", min_value=2000, max_value=2100)
    allocated = EurosField(label="Montant voté", min_value=0)

    field_order = ("year", "allocated", "deliberation", "voted_on")


class SupplementForm(VotedForm):
    """A supplementary vote: euros more, or fewer with a minus."""

    amount = EurosField(
        label="Montant à ajouter",
        help_text="Par exemple 5\u202f000. Écrivez −2\u202f000 pour retirer 2\u202f000\u202f€.",
    )

    field_order = ("amount", "deliberation", "voted_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deliberation"].required = True
