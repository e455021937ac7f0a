"""What the finance desk types. The forms say early what the actions check again under the lock."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from harmonie.calendar import add_months
from harmonie.controls import Choices
from harmonie.dates import short_day
from harmonie.forms import DayField, EurosField, HouseForm
from harmonie.money import euros

from .enums import CancelReason, Channel
from .models import Loan
from .queries import Account

FUTURE = "Cette date est dans le futur\u00a0: indiquez le jour où c’est arrivé."
FIRST_DUE_DAY = 5


def capitalised(choices: type[TextChoices]) -> list[tuple[str, str]]:
    """Choices as they head a control: « Espèces », « La personne y renonce »."""
    return [(value, label.capitalize()) for value, label in choices.choices]


def usual_first_due(today: date) -> date:
    """The 5th of the month after next: after the papers, the signature and the mandat."""
    return add_months(today.replace(day=FIRST_DUE_DAY), 2)


def past_day(day: date, today: date, not_before: date | None, since: str) -> date:
    """A day between an earlier event and today, or the sentence that says why not."""
    if day > today:
        raise ValidationError(FUTURE)
    if not_before and day < not_before:
        raise ValidationError(f"Cette date précède {since}, le {short_day(not_before)}.")
    return day


class FirstDueForm(HouseForm, forms.Form):
    """When the first instalment falls; every other one follows the same day of the month."""

    premiere = DayField(label="Première échéance", help_text="Les suivantes tombent le même jour de chaque mois.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_premiere(self) -> date:
        day: date = self.cleaned_data["premiere"]
        if day <= self.today:
            raise ValidationError("La première échéance doit être à venir.")
        if day > add_months(self.today, 12):
            raise ValidationError("La première échéance est au plus tard dans un an.")
        return day


class SignatureForm(HouseForm, forms.Form):
    signed_on = DayField(label="Signé le")

    def __init__(self, *args: Any, loan: Loan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loan, self.today = loan, today
        self.fields["signed_on"].initial = today

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > self.loan.sign_before:
            limit = short_day(self.loan.sign_before)
            raise ValidationError(f"L’accord n’était valable que jusqu’au {limit}\u00a0: annulez ce prêt.")
        return past_day(day, self.today, self.loan.decided_on, "la décision")


class DisbursementForm(HouseForm, forms.Form):
    voucher = forms.CharField(label="N° du mandat", max_length=40)
    value_on = DayField(label="Versé le")

    def __init__(self, *args: Any, loan: Loan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loan, self.today = loan, today
        self.fields["value_on"].initial = today

    def clean_value_on(self) -> date:
        return past_day(self.cleaned_data["value_on"], self.today, self.loan.signed_on, "la signature")


class RepaymentForm(HouseForm, forms.Form):
    """One receipt. `expected_sequence` is the last entry on the page that was read."""

    amount = EurosField(label="Montant")
    channel = forms.ChoiceField(label="Moyen", choices=capitalised(Channel), widget=Choices, initial=Channel.CARD)
    value_on = DayField(label="Date de valeur")
    voucher = forms.CharField(label="N° de quittance", max_length=40, required=False)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.fields["amount"].initial = account.suggested
        self.fields["amount"].help_text = _bounds(account)
        self.fields["value_on"].initial = account.today

    def clean_amount(self) -> Decimal:
        amount: Decimal = self.cleaned_data["amount"]
        if amount <= 0:
            raise ValidationError("Le montant reçu est supérieur à zéro.")
        if amount > self.account.outstanding:
            owed = euros(self.account.outstanding)
            raise ValidationError(f"Il reste {owed} à rembourser\u00a0: le montant reçu ne peut pas être supérieur.")
        return amount

    def clean_value_on(self) -> date:
        return past_day(self.cleaned_data["value_on"], self.account.today, self.account.disbursed_on, "le versement")


def _bounds(account: Account) -> str:
    most = f"Au plus\u00a0: {euros(account.outstanding)}."
    return f"En retard\u00a0: {euros(account.overdue)}. {most}" if account.overdue else most


class CancelForm(HouseForm, forms.Form):
    reason = forms.ChoiceField(label="Pourquoi", choices=capitalised(CancelReason), widget=forms.RadioSelect)


class ReversalForm(HouseForm, forms.Form):
    why = forms.CharField(
        label="Pourquoi cette écriture est contre-passée",
        help_text="Par exemple\u00a0: chèque rejeté par la banque.",
        max_length=200,
    )
