"""Who lives with the person, who asks with them, and where they live."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from harmonie.calendar import age_on
from harmonie.forms import DayField, HouseForm
from harmonie.free_text import FreeTextField

from ..enums import FamilyStatus, Housing, Kinship
from ..rules import ADULT
from .fields import born, first_blank
from .rows import Rows


class MemberForm(HouseForm, forms.Form):
    first_name = forms.CharField(label="Prénom", max_length=60)
    birth_date = DayField(label="Date de naissance", validators=[born])
    kinship = forms.ChoiceField(label="Lien", choices=first_blank(Kinship.choices))
    is_co_applicant = forms.BooleanField(label="Demande le prêt avec la personne", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        birth_date = data.get("birth_date")
        if data.get("is_co_applicant") and birth_date and age_on(birth_date, timezone.localdate()) < ADULT:
            self.add_error("is_co_applicant", "Seule une personne majeure peut demander le prêt avec le demandeur.")
        return data


class MemberRows(Rows):
    row_name = "Personne"

    def clean(self) -> None:
        if sum(row["is_co_applicant"] for row in self.readable) > 1:
            raise ValidationError("Une seule personne peut demander avec le demandeur\u00a0: ne cochez qu’une ligne.")


class CoApplicantForm(HouseForm, forms.Form):
    """How to name and reach whoever asks with the person; the row of the household says who that is."""

    last_name = forms.CharField(label="Nom", max_length=60, required=False)
    phone = forms.CharField(
        label="Téléphone", max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label="Adresse électronique", required=False)

    def agrees_with(self, members: Rows) -> bool:
        """Whether somebody is ticked exactly when somebody is named; says so beside the name."""
        ticked = any(form["is_co_applicant"].value() for form in members.forms if form.has_changed())
        named = any(self.cleaned_data.get(name) for name in self.fields)
        if ticked and not self.cleaned_data.get("last_name") and "last_name" not in self.errors:
            self.add_error("last_name", "Indiquez le nom de la personne qui demande avec le demandeur.")
        if named and not ticked:
            self.add_error("last_name", "Cochez plus haut qui demande avec le demandeur, ou effacez ces réponses.")
        return not self.errors

    def joined_to(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The household's rows, with these answers on the row of who asks."""
        return [{**row, **(self.cleaned_data if row["is_co_applicant"] else {})} for row in rows]


class SituationForm(HouseForm, forms.Form):
    family_status = forms.ChoiceField(
        label="Situation familiale", choices=first_blank(FamilyStatus.choices), required=False
    )
    housing = forms.ChoiceField(label="Logement", choices=first_blank(Housing.choices), required=False)
    landlord = forms.CharField(
        label="Bailleur",
        max_length=120,
        required=False,
        help_text="À qui le loyer est payé\u00a0: un membre de la commission qui y est lié ne décidera pas.",
    )
    housing_note = FreeTextField(
        label="Précision sur le logement",
        max_length=120,
        required=False,
        help_text="Par exemple\u00a0: préavis donné pour mars, logement trop petit.",
    )
