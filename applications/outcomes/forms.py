"""How a request ends: what a social worker chooses and writes."""

from typing import Any

from django import forms

from ..models import EligibilityCheck
from ..review.forms import ClosingForm
from .criteria import LABELS, failed, label, likely


class EndingForm(ClosingForm):
    """`check` is the last eligibility check: the conditions it failed come first, and fill the form to begin with."""

    criterion = forms.ChoiceField(
        label="Condition qui bloque",
        required=False,
        help_text="Le bilan montre à quelle condition les demandes s’arrêtent. La lettre ne la cite pas.",
    )
    letter = forms.BooleanField(
        label="Écrire à la personne",
        required=False,
        initial=True,
        help_text="Une demande irrecevable a toujours sa lettre, avec les voies de recours.",
    )
    field_order = ("outcome", "reason", "criterion", "note", "letter")

    def __init__(self, *args: Any, check: EligibilityCheck | None, **kwargs: Any) -> None:
        kwargs["initial"] = {**likely(check), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        found = {verdict["code"]: verdict["say"] for verdict in failed(check)}
        others = [(code, _capital(words)) for code, words in LABELS.items() if code not in found]
        self.fields["criterion"].choices = [  # type: ignore[attr-defined]
            ("", "Aucune en particulier"),
            *((code, f"{say} (dernier contrôle)") for code, say in found.items()),
            *others,
        ]

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was chosen, in words, for the page that asks again."""
        data = self.cleaned_data
        outcomes, reasons = dict(self.fields["outcome"].choices), dict(self.fields["reason"].choices)  # type: ignore[attr-defined]
        return [
            ("Issue", outcomes[data["outcome"]]),
            ("Motif", reasons[data["reason"]]),
            ("Condition qui bloque", _capital(label(data["criterion"])) if data["criterion"] else ""),
        ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
