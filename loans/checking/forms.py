"""The answer that sends an entry back."""

from django import forms

from harmonie.forms import HouseForm


class DeclineForm(HouseForm, forms.Form):
    why = forms.CharField(
        label="Ce qui est à revoir",
        help_text="La personne qui a saisi le lira. Par exemple\u00a0: le mandat porte un autre montant.",
        max_length=200,
    )
