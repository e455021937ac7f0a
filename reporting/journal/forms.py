"""Whose visits are asked for."""

from django import forms

from harmonie.accounts.models import User
from harmonie.forms import HouseForm


class AccessFilter(HouseForm, forms.Form):
    """Whose visits, or the visits to which file."""

    reference = forms.CharField(label="Numéro", required=False, max_length=40)
    personne = forms.ModelChoiceField(User.objects.all(), label="Personne", required=False, empty_label="Tout le monde")
