"""What a social worker writes while a request is under review."""

from django import forms

from harmonie.forms import HouseForm
from harmonie.free_text import FreeTextField

from ..enums import ClosingReason
from ..models import ReasonKind
from ..reasons.wording import offered, words_of
from ..referral.fields import first_blank
from ..referral.forms import WithinTerms

NOTE_LIMIT = 2000


class AssessmentForm(HouseForm, forms.Form):
    assessment = FreeTextField(
        label="Évaluation sociale",
        max_length=8000,
        rows=12,
        help_text="La commission la lit en premier. Ni diagnostic médical ni numéro de sécurité sociale.",
    )


def offered_reasons() -> list[tuple[str, str]]:
    """The reasons that the town offers, in its order; read anew for each form."""
    listed = offered(words_of(ReasonKind.CLOSING), ClosingReason.values)
    return first_blank([(code, ClosingReason(code).label) for code in listed])


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
    reason = forms.ChoiceField(label="Motif", choices=offered_reasons)
    note = FreeTextField(
        label="Explication",
        max_length=NOTE_LIMIT,
        rows=5,
        help_text="En mots simples\u00a0: la personne et le partenaire doivent pouvoir comprendre.",
    )


class OtherSchemeForm(WithinTerms):
    """The same person's request under another scheme."""
