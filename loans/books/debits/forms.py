"""What is typed about direct debits."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from schwifty import BIC, IBAN
from schwifty.exceptions import SchwiftyException

from harmonie.forms import DayField, HouseForm

from ...models import Loan
from ...typed import FUTURE
from .queries import FARTHEST, NOT_MEANT

# What SEPA lets a mandate's reference be made of (EPC rulebook, AT-01).
RUM = re.compile(r"[A-Za-z0-9+?/:().,' -]{1,35}")


class MandateForm(HouseForm, forms.Form):
    """The borrower's mandate. The bank's identifier is read from the IBAN where it can be."""

    holder = forms.CharField(label="Titulaire du compte", max_length=70)
    iban = forms.CharField(label="IBAN", max_length=50)
    bic = forms.CharField(
        label="Identifiant de la banque (BIC)",
        max_length=11,
        required=False,
        help_text="À laisser vide pour un IBAN français\u00a0: il se lit dans l’IBAN.",
    )
    signed_on = DayField(label="Mandat signé le")
    reference = forms.CharField(
        label="Référence unique de mandat",
        max_length=35,
        required=False,
        help_text="Vide, elle suit le numéro du prêt.",
    )

    def __init__(self, *args: Any, loan: Loan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["holder"].initial = str(loan.borrower)[:70]
        self.fields["iban"].initial = loan.payee_iban if loan.payee == "borrower" else ""
        self.fields["signed_on"].initial = today

    def clean_iban(self) -> str:
        try:
            iban = IBAN(self.cleaned_data["iban"], validate_bban=True)
        except (SchwiftyException, ValueError) as error:
            raise ValidationError(
                "Cet IBAN n’est pas juste\u00a0: recopiez-le du relevé d’identité bancaire."
            ) from error
        if not iban.in_sepa_zone:
            raise ValidationError("Ce compte est hors de la zone SEPA\u00a0: il ne peut pas être prélevé.")
        return iban.compact

    def clean_bic(self) -> str:
        typed = self.cleaned_data["bic"].strip()
        try:
            return BIC(typed).compact if typed else ""
        except (SchwiftyException, ValueError) as error:
            raise ValidationError("Ce BIC n’est pas juste\u00a0: il a 8 ou 11 signes, par exemple AGRIFRPP.") from error

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > self.today:
            raise ValidationError(FUTURE)
        return day

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"].strip()
        if reference and not RUM.fullmatch(reference):
            raise ValidationError(
                "Écrivez cette référence avec des lettres sans accent, des chiffres, des tirets ou des points."
            )
        return reference


class CollectForm(HouseForm, forms.Form):
    le = DayField(label="Prélever le")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_le(self) -> date:
        day: date = self.cleaned_data["le"]
        if not self.today <= day <= self.today + FARTHEST:
            raise ValidationError(NOT_MEANT)
        return day
