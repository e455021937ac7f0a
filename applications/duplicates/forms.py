"""What is said of two requests: one person, two people, one dossier."""

from typing import Any

from django import forms
from django.db import models

from harmonie.forms import HouseForm


class Said(models.TextChoices):
    """The three buttons under a comparison."""

    SAME = "same", "C’est la même personne"
    APART = "apart", "Ce sont deux personnes"
    MERGE = "merge", "Réunir les deux demandes"


CHOOSE = "Choisissez l’une des réponses."


class FindingForm(HouseForm, forms.Form):
    """`other` is the reference of the request compared with; several of these stand on one page."""

    said = forms.ChoiceField(
        choices=Said.choices,
        widget=forms.HiddenInput,
        error_messages={
            "required": "Choisissez l’une des réponses.",
            "invalid_choice": "Choisissez l’une des réponses.",
        },
    )
    why = forms.CharField(
        label="Ce qui vous le fait dire",
        max_length=300,
        required=False,
        help_text="Vos collègues du CCAS le liront\u202f; la personne peut demander à le lire.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, other: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{other}_%s", **kwargs)
