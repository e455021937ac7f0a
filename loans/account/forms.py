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
from ..typed import capitalised, value_day


class DisbursementForm(HouseForm, forms.Form):
    """Money that leaves: all that is still to be paid out, or a part of it."""

    amount = EurosField(label="Montant versé")
    voucher = forms.CharField(label="N° du mandat", max_length=40)
    value_on = DayField(label="Versé le")

    def __init__(self, *args: Any, loan: Loan, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loan, self.today, self.left = loan, account.today, loan.principal - account.disbursed
        self.fields["amount"].initial = self.left
        self.fields["amount"].help_text = f"Il reste {euros(self.left)} à verser, en une ou plusieurs fois."
        self.fields["value_on"].initial = self.today

    def clean_amount(self) -> Decimal:
        amount: Decimal = self.cleaned_data["amount"]
        if not 0 < amount <= self.left:
            raise ValidationError(f"Indiquez un montant jusqu’à {euros(self.left)}, ce qui reste à verser.")
        return amount

    def clean_value_on(self) -> date:
        return value_day(self.cleaned_data["value_on"], self.today, self.loan.signed_on, "la signature")


class RefundForm(HouseForm, forms.Form):
    """What was received beyond what was owed goes back to the borrower."""

    amount = EurosField(label="Montant rendu")
    voucher = forms.CharField(label="N° du mandat", max_length=40)
    value_on = DayField(label="Rendu le")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.fields["amount"].initial = account.surplus
        self.fields["value_on"].initial = account.today

    def clean_amount(self) -> Decimal:
        amount: Decimal = self.cleaned_data["amount"]
        if not 0 < amount <= self.account.surplus:
            raise ValidationError(f"Il y a {euros(self.account.surplus)} à rendre\u00a0: indiquez au plus cette somme.")
        return amount

    def clean_value_on(self) -> date:
        return value_day(self.cleaned_data["value_on"], self.account.today, self.account.disbursed_on, "le versement")


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
        return value_day(self.cleaned_data["value_on"], self.account.today, self.account.disbursed_on, "le versement")


def _bounds(account: Account) -> str:
    most = f"Au plus\u00a0: {euros(account.outstanding)}."
    return f"En retard\u00a0: {euros(account.overdue)}. {most}" if account.overdue else most


class ReversalForm(HouseForm, forms.Form):
    why = forms.CharField(
        label="Pourquoi cette écriture est contre-passée",
        help_text="Par exemple\u00a0: chèque rejeté par la banque.",
        max_length=200,
    )
