"""What is typed about a partner."""

from typing import ClassVar

from django import forms

from harmonie.accounts.models import Partner
from harmonie.accounts.partners.actions import FACTS
from harmonie.forms import HouseForm


class PartnerFactsForm(HouseForm, forms.ModelForm):
    """Its name, as letters say it, and how to reach it. Whether the name is free is the action's to say."""

    class Meta:
        model = Partner
        fields: ClassVar = FACTS
        help_texts: ClassVar = {
            "name": "Tel que les courriers le portent.",
            "email": "Celle de la structure\u202f; chaque personne a la sienne pour se connecter.",
        }

    def _post_clean(self) -> None:
        """No row is made here."""


class CloseForm(HouseForm, forms.Form):
    """Why a partner refers nobody any more."""

    why = forms.CharField(
        label="Pourquoi", max_length=200, required=False, help_text="Par exemple\u00a0: fin de la convention."
    )
