"""What is typed at the counter: an amount, how it is paid, and which button says so."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from harmonie.controls import Choices
from harmonie.forms import DayField, EurosField, HouseForm
from harmonie.money import euros, figures

from ..enums import Channel
from ..queries import Account
from ..typed import capitalised, past_day

AT_THE_COUNTER = (Channel.CASH, Channel.CARD, Channel.CHEQUE, Channel.TRANSFER, Channel.PAYMENT_ORDER)
CHANGED = "Le compte a changé entre-temps\u00a0: relisez la somme avant de valider."


class CounterForm(HouseForm, forms.Form):
    """One payment. `settle` and `surplus` carry the figure that the button showed: it must still be the right one."""

    amount = EurosField(label="Montant encaissé")
    channel = forms.ChoiceField(
        label="Moyen",
        choices=[choice for choice in capitalised(Channel) if choice[0] in AT_THE_COUNTER],
        widget=Choices,
    )
    given = EurosField(
        label="Somme donnée en espèces", required=False, help_text="Pour calculer la monnaie à rendre\u00a0; pas gardé."
    )
    value_on = DayField(label="Date de valeur")
    voucher = forms.CharField(label="N° de quittance", max_length=40, required=False)

    def __init__(self, data: Any = None, *, account: Account, channel: str) -> None:
        self.account = account
        self.settles, self.keeps = _shown(data, "settle"), _shown(data, "surplus")
        if self.settles is not None:
            data = data.copy()
            data["amount"] = figures(account.outstanding)
        super().__init__(data)
        self.surplus = Decimal("0.00")  # euros beyond what is owed, in what was typed
        self.fields["amount"].widget.attrs["autofocus"] = True
        self.fields["amount"].initial = account.suggested or None
        self.fields["channel"].initial = channel if channel in AT_THE_COUNTER else Channel.CASH
        self.fields["value_on"].initial = account.today

    @property
    def change(self) -> Decimal:
        """Euros to hand back at once."""
        data = self.cleaned_data
        given: Decimal = data.get("given") or Decimal(0)
        return max(given - data["amount"], Decimal(0)) if data["channel"] == Channel.CASH else Decimal(0)

    def clean_amount(self) -> Decimal:
        amount: Decimal = self.cleaned_data["amount"]
        if amount <= 0 and not self._is_stale():
            raise ValidationError("Le montant reçu est supérieur à zéro.")
        return amount

    def clean_value_on(self) -> Any:
        return past_day(self.cleaned_data["value_on"], self.account.today, self.account.disbursed_on, "le versement")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self._is_stale():  # the action says under the lock what has changed
            return data
        if self.settles is not None and self.settles != self.account.outstanding:
            raise ValidationError(CHANGED)
        self.surplus = max(data.get("amount", Decimal(0)) - self.account.outstanding, Decimal("0.00"))
        if self.surplus and self.surplus != self.keeps:
            self.add_error("amount", _too_much(self.account, self.surplus))
        given, amount = data.get("given"), data.get("amount")
        if given and amount and data.get("channel") == Channel.CASH and given < amount:
            self.add_error("given", f"C’est moins que le montant encaissé\u00a0: il manque {euros(amount - given)}.")
        return data

    def _is_stale(self) -> bool:
        return self.data.get("expected_sequence") != str(self.account.last_sequence)

    def payment(self) -> dict[str, Any]:
        """The arguments of `record_repayment`."""
        data = self.cleaned_data
        return {
            "amount": data["amount"],
            "channel": Channel(data["channel"]),
            "value_on": data["value_on"],
            "voucher": data["voucher"],
            "keeps_surplus": bool(self.surplus),
        }


def _too_much(account: Account, surplus: Decimal) -> str:
    owed = account.outstanding
    if not owed:
        return "Plus rien n’est dû\u00a0: rendez cette somme, ou gardez-la à rembourser."
    return f"Il reste {euros(owed)} à rembourser\u00a0: cela fait {euros(surplus)} de trop."


def _shown(data: Any, button: str) -> Decimal | None:
    """The figure on the button that was pressed, None for another button; below zero for a figure that is none."""
    if not data or button not in data:
        return None
    try:
        return EurosField().clean(data[button])
    except ValidationError:
        return Decimal(-1)
