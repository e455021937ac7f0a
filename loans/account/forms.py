"""What is typed about money. The forms say early what the actions check again under the lock."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from harmonie.controls import Choices
from harmonie.forms import DayField, EurosField, HouseForm
from harmonie.money import euros

from ..enums import Channel
from ..models import Loan
from ..queries import Account
from ..typed import capitalised, past_day


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


class ReversalForm(HouseForm, forms.Form):
    why = forms.CharField(
        label="Pourquoi cette écriture est contre-passée",
        help_text="Par exemple\u00a0: chèque rejeté par la banque.",
        max_length=200,
    )
