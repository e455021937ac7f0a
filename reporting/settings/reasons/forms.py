"""The words of one reason."""

from typing import Any

from django import forms

from applications.reasons.wording import words_of
from harmonie.forms import CountField, HouseForm

from .catalogue import Reason, needed_for

LIMIT = 500
BACK = "Vide\u00a0: les mots livrés avec Harmonie."


class ReasonForm(HouseForm, forms.Form):
    """A text left as Harmonie came with it is kept empty, so that it follows Harmonie's own."""

    sentence = forms.CharField(
        label="Phrase de la lettre",
        required=False,
        max_length=LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Elle dit la règle à la personne. {BACK}",
    )
    opening = forms.CharField(
        label="Début d’explication proposé",
        required=False,
        max_length=LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"Qui décide le relit et le complète. {BACK}",
    )
    position = CountField(label="Place dans la liste", min_value=1, max_value=99)
    is_offered = forms.BooleanField(label="Proposer ce motif", required=False)

    def __init__(self, *args: Any, reason: Reason, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "sentence": reason.sentence,
            "opening": reason.opening,
            "position": reason.place,
            "is_offered": reason.is_offered,
        }
        super().__init__(*args, **kwargs)
        self.reason = reason
        for name in ("sentence", "opening"):
            if not getattr(reason, f"default_{name}"):
                self.fields.pop(name)

    def clean_is_offered(self) -> bool:
        is_offered = self.cleaned_data["is_offered"]
        needed = "" if is_offered else needed_for(self.reason.kind, self.reason.code, words_of(self.reason.kind))
        if needed:
            raise forms.ValidationError(
                f"Gardez ce motif\u00a0: sans lui, «\u202f{needed}\u202f» n’en aurait plus. "
                "Proposez-en d’abord un autre."
            )
        return is_offered

    def words(self) -> dict[str, Any]:
        """The arguments of `word_reason`, once the form is valid."""
        return {
            "sentence": self._own("sentence"),
            "opening": self._own("opening"),
            "position": self.cleaned_data["position"],
            "is_offered": self.cleaned_data["is_offered"],
        }

    def _own(self, name: str) -> str:
        typed = " ".join(self.cleaned_data.get(name, "").split())
        return "" if typed == " ".join(getattr(self.reason, f"default_{name}").split()) else typed
