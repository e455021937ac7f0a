"""What is chosen for an agenda."""

from typing import Any

from django import forms

from applications.models import LoanApplication


class AddCaseForm(forms.Form):
    application = forms.ModelChoiceField(queryset=LoanApplication.objects.none(), to_field_name="reference")

    def __init__(self, *args: Any, cases, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = cases
