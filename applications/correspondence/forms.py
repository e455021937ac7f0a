"""What people write to each other."""

from django import forms

from harmonie.forms import HouseForm

from ..referral.forms import without_nir

TEXT_LIMIT = 4000


class NoteForm(HouseForm, forms.Form):
    text = forms.CharField(
        label="Votre note",
        max_length=TEXT_LIMIT,
        validators=[without_nir],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Entre collègues. La personne peut demander à la lire\u00a0: restez aux faits utiles.",
    )


class MessageForm(HouseForm, forms.Form):
    text = forms.CharField(
        label="Votre message",
        max_length=TEXT_LIMIT,
        validators=[without_nir],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
