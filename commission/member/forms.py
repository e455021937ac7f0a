"""What a member types: a voice, a reason to step aside, a note for themselves."""

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


class NoteForm(HouseForm, forms.Form):
    """A note that its author alone reads; emptied, it is gone."""

    text = forms.CharField(
        label="Ce que je veux garder en tête",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Vous seul la lisez\u00a0: ni la présidence, ni l’administration, ni le procès-verbal. "
        "Videz-la pour l’effacer.",
    )
