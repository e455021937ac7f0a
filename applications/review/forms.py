"""What a social worker writes while a request is under review."""

from typing import Any

from django import forms

from harmonie.forms import HouseForm

from ..enums import ClosingReason
from ..referral.forms import WithinTerms, first_blank, without_nir

NOTE_LIMIT = 2000


class AssessmentForm(HouseForm, forms.Form):
    assessment = forms.CharField(
        label="Évaluation sociale",
        max_length=8000,
        validators=[without_nir],
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="La commission la lit en premier. Ni diagnostic médical ni numéro de sécurité sociale.",
    )


class ClosingForm(HouseForm, forms.Form):
    OUTCOMES = (
        ("withdraw", "Sans suite\u00a0: la personne ne poursuit pas"),
        (
            "declare_inadmissible",
            "Irrecevable\u00a0: la demande ne peut pas être reçue ici",
        ),
        (
            "redirect",
            "Réorientation\u00a0: un autre dispositif ou une autre aide convient mieux",
        ),
    )
    outcome = forms.ChoiceField(
        label="Comment la demande se termine-t-elle\u202f?",
        choices=OUTCOMES,
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(label="Motif", choices=first_blank(ClosingReason.choices))
    note = forms.CharField(
        label="Explication",
        max_length=NOTE_LIMIT,
        validators=[without_nir],
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="En mots simples\u00a0: la personne et le partenaire doivent pouvoir comprendre.",
    )


class LenderAnswerForm(HouseForm, forms.Form):
    answer = forms.ChoiceField(
        label="Réponse du prêteur",
        choices=(("granted", "Accord"), ("refused", "Refus")),
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label="Motif du refus",
        choices=first_blank(ClosingReason.choices),
        required=False,
    )
    note = forms.CharField(
        label="Explication du prêteur",
        max_length=NOTE_LIMIT,
        required=False,
        validators=[without_nir],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nécessaire pour un refus\u00a0: le bilan doit pouvoir montrer pourquoi.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == "refused":
            if not data.get("reason"):
                self.add_error("reason", "Choisissez le motif du refus.")
            if not data.get("note"):
                self.add_error("note", "Écrivez l’explication que le prêteur a donnée.")
        return data


class OtherSchemeForm(WithinTerms):
    """The same person's request under another scheme."""
