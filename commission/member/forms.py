"""What a member types: a voice, a reason to step aside."""

from typing import Any

from django import forms

from harmonie.forms import HouseForm

from ..enums import Choice
from ..models import Seat


class VoteForm(HouseForm, forms.Form):
    """One voice, for oneself or for the member one represents. Nothing is chosen in advance."""

    seat = forms.ModelChoiceField(queryset=Seat.objects.none(), label="Vous votez pour", empty_label=None)
    choice = forms.ChoiceField(
        label="Votre voix",
        choices=Choice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez Pour, Contre ou Abstention."},
    )

    def __init__(self, *args: Any, seats, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = seats


class RecusalForm(HouseForm, forms.Form):
    """Stepping aside from one case."""

    reason = forms.CharField(
        label="Raison du déport",
        max_length=200,
        help_text="En quelques mots\u00a0: parent, bailleur, fournisseur, employeur de la personne…",
        error_messages={"required": "Indiquez la raison du déport, en quelques mots."},
    )
