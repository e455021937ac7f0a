"""What is chosen for an agenda."""

from typing import Any

from django import forms

from applications.models import LoanApplication
from harmonie.accounts.models import User

MOST = 9999


class AddCasesForm(forms.Form):
    """The ready cases that were ticked."""

    application = forms.ModelMultipleChoiceField(
        queryset=LoanApplication.objects.none(),
        to_field_name="reference",
        error_messages={"required": "Cochez au moins un dossier à inscrire."},
    )

    def __init__(self, *args: Any, cases, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = cases

    @property
    def trouble(self) -> str:
        """Why nothing was put on the agenda."""
        if self.has_error("application", "required"):
            return "Cochez au moins un dossier à inscrire."
        return "Un de ces dossiers n’est plus prêt à être inscrit\u00a0: il l’a peut-être été entre-temps."


class PlaceForm(forms.Form):
    """Which number an item is to have."""

    place = forms.IntegerField(min_value=1, max_value=MOST)


class RapporteurForm(forms.Form):
    """Who presents a case; nobody, when it is left empty."""

    rapporteur = forms.ModelChoiceField(queryset=User.objects.none(), required=False)

    def __init__(self, *args: Any, people, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rapporteur"].queryset = people
