"""Whom to invite, and who answers for a partner's accounts."""

from typing import Any, ClassVar, cast

from django import forms

from harmonie.forms import HouseForm

from ..models import Partner, User
from .queries import colleagues


class InvitationForm(HouseForm, forms.ModelForm):
    class Meta:
        model = User
        fields: ClassVar = ["first_name", "last_name"]

    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        help_text="Nous y envoyons un lien, valable trois jours, pour choisir un mot de passe.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def _post_clean(self) -> None:
        """No row is made here: whether an address is taken is not this form's to say."""


class LeadersForm(HouseForm, forms.Form):
    """`partner` is the one whose accounts are offered."""

    leaders = forms.ModelMultipleChoiceField(
        label="Responsables des comptes",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ils invitent leurs collègues, ferment un compte, et passent la main.",
    )

    def __init__(self, *args: Any, partner: Partner, **kwargs: Any) -> None:
        people = colleagues(partner).filter(is_active=True)
        kwargs.setdefault("initial", {"leaders": people.filter(leads_partner=True)})
        super().__init__(*args, **kwargs)
        cast(forms.ModelMultipleChoiceField, self.fields["leaders"]).queryset = people
