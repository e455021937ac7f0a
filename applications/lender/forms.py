"""What is written down about an external lender."""

from typing import Any, ClassVar

from django import forms
from django.utils.text import capfirst

from harmonie.controls import Choices
from harmonie.forms import CountField, DayField, EurosField, HouseForm, PercentField
from harmonie.free_text import FreeTextField

from ..eligibility.routes import BECAUSE
from ..enums import ClosingReason
from ..referral.fields import first_blank
from .enums import Channel

NOTE_LIMIT = 2000


class About(HouseForm):
    """A form that knows beside which field a refusal of the rules is said."""

    about: ClassVar[dict[str, str]] = {}


class SendForm(About, forms.Form):
    about: ClassVar = {"day": "sent_on", "missing": "missing_why"}

    sent_on = DayField(label="Envoyé le")
    channel = forms.ChoiceField(label="Par", choices=Channel.choices, widget=Choices)
    missing_why = FreeTextField(
        label="Pourquoi le dossier part sans toutes ses pièces",
        max_length=300,
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, missing: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if missing:
            self.fields["missing_why"].help_text = f"Il manque encore\u00a0: {', '.join(missing)}."
        else:
            del self.fields["missing_why"]


class AnswerForm(About, forms.Form):
    about: ClassVar = {"day": "answered_on", "amount": "amount", "months": "months", "rate": "annual_rate"}

    answer = forms.ChoiceField(
        label="Réponse du prêteur", choices=(("granted", "Accord"), ("refused", "Refus")), widget=Choices
    )
    answered_on = DayField(label="Réponse du")
    amount = EurosField(label="Montant accordé", required=False, help_text="En cas d’accord.")
    months = CountField(label="Durée accordée", unit="mois", required=False, help_text="En cas d’accord.")
    annual_rate = PercentField(label="Taux annuel", required=False, help_text="En cas d’accord.")
    reason = forms.ChoiceField(
        label="Motif du refus", choices=first_blank(ClosingReason.choices), required=False, help_text="En cas de refus."
    )
    blocking_criterion = forms.ChoiceField(
        label="Condition qui a bloqué",
        choices=first_blank([(code, capfirst(words)) for code, words in BECAUSE.items()]),
        required=False,
        help_text="En cas de refus, si une condition est en cause.",
    )
    note = FreeTextField(
        label="Explication du prêteur",
        max_length=NOTE_LIMIT,
        required=False,
        rows=4,
        help_text="Nécessaire pour un refus\u00a0: le bilan doit pouvoir montrer pourquoi.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        needed = {
            "granted": {
                "amount": "Écrivez le montant accordé.",
                "months": "Écrivez la durée accordée, en mois.",
                "annual_rate": "Écrivez le taux annuel du prêt.",
            },
            "refused": {
                "reason": "Choisissez le motif du refus.",
                "note": "Écrivez l’explication que le prêteur a donnée.",
            },
        }.get(data.get("answer", ""), {})
        for name, sentence in needed.items():
            if data.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, sentence)
        return data


class PaidForm(About, forms.Form):
    about: ClassVar = {"day": "disbursed_on"}

    disbursed_on = DayField(label="Versé le", help_text="Le jour où le prêteur a versé l’argent.")


class AbandonForm(About, forms.Form):
    reason = forms.ChoiceField(
        label="Motif", choices=first_blank(ClosingReason.choices), initial=ClosingReason.ABANDONED
    )
    note = FreeTextField(
        label="Explication",
        max_length=NOTE_LIMIT,
        rows=4,
        help_text="En mots simples\u00a0: la personne et le partenaire doivent pouvoir comprendre.",
    )


class SettledForm(About, forms.Form):
    about: ClassVar = {"day": "settled_on"}

    settled_on = DayField(label="Soldé le", help_text="Le jour où la personne a tout remboursé au prêteur.")


class LateForm(About, forms.Form):
    why = FreeTextField(
        label="Ce que le prêteur a signalé",
        max_length=160,
        help_text="Par exemple\u00a0: échéance de mars, 12 jours de retard.",
    )


class InterestPaidForm(About, forms.Form):
    about: ClassVar = {"day": "paid_on"}

    paid_on = DayField(label="Payée le", help_text="Le jour où le département a payé cette part.")


class InterestLostForm(About, forms.Form):
    why = FreeTextField(
        label="Pourquoi cette part n’est pas due",
        max_length=200,
        help_text="L’état annuel le dit au département\u00a0: n’écrivez pas de nom.",
    )
