"""What is typed around the work list."""

from typing import Any

from django import forms

from harmonie.forms import HouseForm

from .choices import social_workers


class AssignForm(HouseForm, forms.Form):
    """To whom, and why if it is worth a word."""

    worker = forms.ModelChoiceField(
        label="Confier à",
        queryset=None,
        empty_label="Choisir une personne",
        error_messages={
            "required": "Choisissez à qui confier ces dossiers.",
            "invalid_choice": "Cette personne ne suit plus de dossiers\u00a0: choisissez-en une autre.",
        },
    )
    why = forms.CharField(label="Pourquoi", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = social_workers().filter(is_active=True)


class KeepListForm(HouseForm, forms.Form):
    """The name of a list."""

    name = forms.CharField(label="Nom de la liste", max_length=60)
