"""What is typed to change a loan. The forms say early what the actions check again under the lock."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from harmonie.calendar import add_months
from harmonie.controls import Choices
from harmonie.dates import short_day
from harmonie.forms import CountField, DayField, EurosField, HouseForm
from harmonie.money import euros
from harmonie.schemes.enums import Rounding

from ..enums import AmendmentKind, Channel
from ..models import Amendment, Loan
from ..queries import Account
from ..typed import capitalised, past_day

MOST_MONTHS = 120
WHY = forms.CharField(label="Raison", help_text="Elle est écrite sur l’avenant.", max_length=200)


class AmendmentForm(HouseForm, forms.Form):
    """What both kinds of amendment ask. To preview, nobody has to say why yet."""

    kind: AmendmentKind
    reason = WHY
    deliberation = forms.CharField(
        label="N° de délibération, si la commission s’est prononcée", max_length=60, required=False
    )

    def __init__(self, *args: Any, account: Account, previews: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account, self.previews = account, previews

    def clean(self) -> dict[str, Any]:
        if self.previews:
            self.errors.pop("reason", None)
        return self.cleaned_data

    def terms(self) -> dict[str, Any]:
        """What `draft_of` takes, from a form that is valid."""
        return {"kind": self.kind, **{name: self.cleaned_data[name] for name in self.counted}}

    counted: tuple[str, ...] = ("months",)


class ReschedulingForm(AmendmentForm):
    kind = AmendmentKind.RESCHEDULING
    counted = ("months", "first_due_on", "rounding")
    months = CountField(label="Nombre d’échéances", unit="mois", min_value=1, max_value=MOST_MONTHS)
    first_due_on = DayField(label="Première échéance", help_text="Les suivantes tombent le même jour de chaque mois.")
    rounding = forms.ChoiceField(label="Arrondi", choices=capitalised(Rounding), widget=Choices, initial=Rounding.CENT)
    field_order = ("months", "first_due_on", "rounding", "reason", "deliberation")

    def clean_rounding(self) -> Decimal:
        return Decimal(self.cleaned_data["rounding"])


class DeferralForm(AmendmentForm):
    kind = AmendmentKind.DEFERRAL
    months = CountField(label="Échéances à reporter", min_value=1, max_value=MOST_MONTHS)
    field_order = ("months", "reason", "deliberation")


class MoveForm(HouseForm, forms.Form):
    due_on = DayField(label="Nouvelle date", help_text="Les autres échéances ne bougent pas.")
    why = forms.CharField(label="Raison", max_length=200)


class AmendmentSignatureForm(HouseForm, forms.Form):
    signed_on = DayField(label="Signé le")

    def __init__(self, *args: Any, amendment: Amendment, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.amendment, self.today = amendment, today
        self.fields["signed_on"].initial = today

    def clean_signed_on(self) -> date:
        approved_on = self.amendment.approved_at.date() if self.amendment.approved_at else None
        return past_day(self.cleaned_data["signed_on"], self.today, approved_on, "l’approbation")


# What the board gives up ------------------------------------------------------------------------


class GivenUpForm(HouseForm, forms.Form):
    """A deliberation with its day; the value date stands in a month that is still open."""

    deliberation = forms.CharField(label="N° de délibération", max_length=40)
    decided_on = DayField(label="Date de la délibération")
    value_on = DayField(label="Date de valeur")
    note = forms.CharField(label="Motif", max_length=200)

    def __init__(self, *args: Any, loan: Loan, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loan, self.account = loan, account
        self.fields["value_on"].initial = account.today

    def clean_decided_on(self) -> date:
        return past_day(self.cleaned_data["decided_on"], self.account.today, self.loan.signed_on, "la signature")

    def clean_value_on(self) -> date:
        return past_day(self.cleaned_data["value_on"], self.account.today, self.loan.signed_on, "la signature")

    def facts(self) -> dict[str, Any]:
        """What `enter` takes: the deliberation with its day, « 2026-31 du 12 nov. 2026 »."""
        data = self.cleaned_data
        return {
            "value_on": data["value_on"],
            "deliberation": f"{data['deliberation'].strip()} du {short_day(data['decided_on'])}",
            "note": data["note"],
        }


class ReliefForm(GivenUpForm):
    amount = EurosField(label="Remise")
    field_order = ("amount", "deliberation", "decided_on", "value_on", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].initial = self.account.outstanding
        self.fields["amount"].help_text = f"Au plus\u00a0: {euros(self.account.outstanding)}, le reste dû."

    def clean_amount(self) -> Decimal:
        return _within(self.cleaned_data["amount"], self.account.outstanding, "à rembourser")


class RecoveryForm(HouseForm, forms.Form):
    amount = EurosField(label="Montant reçu")
    channel = forms.ChoiceField(label="Moyen", choices=capitalised(Channel), widget=Choices, initial=Channel.TRANSFER)
    value_on = DayField(label="Date de valeur")
    voucher = forms.CharField(label="N° de titre ou de quittance", max_length=40, required=False)

    def __init__(self, *args: Any, loan: Loan, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loan, self.account = loan, account
        self.fields["amount"].initial = account.lost
        self.fields["value_on"].initial = account.today

    def clean_amount(self) -> Decimal:
        return _within(self.cleaned_data["amount"], self.account.lost, "admis en non-valeur")

    def clean_value_on(self) -> date:
        return past_day(self.cleaned_data["value_on"], self.account.today, self.loan.signed_on, "la signature")


def _within(amount: Decimal, most: Decimal, what: str) -> Decimal:
    if amount <= 0:
        raise ValidationError("Indiquez un montant supérieur à zéro.")
    if amount > most:
        raise ValidationError(f"Il y a {euros(most)} {what}\u00a0: indiquez un montant jusqu’à cette somme.")
    return amount


def usual_start(account: Account) -> date:
    """The day of the month on which the person is used to pay, the next time it comes."""
    anchor = account.schedule.instalments.all()[0].due_on
    months = (account.today.year - anchor.year) * 12 + account.today.month - anchor.month
    day = add_months(anchor, months)
    return day if day > account.today else add_months(anchor, months + 1)
