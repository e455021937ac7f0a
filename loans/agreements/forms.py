"""What is typed about an agreement: who else borrows, which account is paid, the signed copy, the text itself."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from applications.enums import Payee
from harmonie.calendar import add_months, age_on
from harmonie.forms import DayField, HouseForm
from harmonie.schemes.models import Scheme

from ..enums import LoanState
from ..models import AgreementText, Loan
from . import iban
from .actions import Person
from .fields import ALL_PAGES, OneFileField
from .rules import refusals

ADULT, OLDEST = 18, 120  # years
FURTHEST = 12  # months
TEXT_LIMIT = 20_000  # characters


class CoBorrowerForm(HouseForm, forms.Form):
    first_name = forms.CharField(label="Prénom", max_length=80)
    last_name = forms.CharField(label="Nom", max_length=80)
    birth_date = DayField(label="Date de naissance")
    address = forms.CharField(label="Adresse complète", max_length=200, help_text="Rue, code postal et commune.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_birth_date(self) -> date:
        day: date = self.cleaned_data["birth_date"]
        if day > self.today or age_on(day, self.today) > OLDEST:
            raise ValidationError("Relisez l’année de naissance.")
        if age_on(day, self.today) < ADULT:
            raise ValidationError("Un co-emprunteur est majeur\u00a0: une personne mineure ne peut pas s’engager.")
        return day

    def person(self) -> Person:
        """The answers, once valid."""
        return Person(**self.cleaned_data)


class AccountForm(HouseForm, forms.Form):
    """The account that is paid; without an IBAN, the comptable finds it on the invoice or the RIB."""

    iban = forms.CharField(label="IBAN", max_length=50, required=False)
    bank = forms.CharField(
        label="Banque", max_length=80, required=False, help_text="Vide\u00a0: trouvée d’après l’IBAN."
    )
    funds_not_before = DayField(
        label="Fonds versés au plus tôt le",
        required=False,
        help_text="Le contrat le dit, et un versement plus tôt est refusé.",
    )
    why = forms.CharField(label="Pourquoi le compte change", max_length=200)

    def __init__(self, *args: Any, loan: Loan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loan, self.today = loan, today
        whose = f"Celui de {loan.payee_name}"
        self.fields["iban"].help_text = (
            f"{whose}, fournisseur." if loan.payee == Payee.SUPPLIER else f"{whose}, emprunteur."
        )
        del self.fields["funds_not_before" if loan.state == LoanState.SIGNED else "why"]

    def clean_iban(self) -> str:
        typed = self.cleaned_data["iban"].strip()
        if not typed:
            return ""
        try:
            account = iban.read(typed)
        except iban.IbanError as error:
            raise ValidationError(str(error)) from error
        self.bank_found = account.bank
        return account.iban

    def clean_funds_not_before(self) -> date | None:
        day: date | None = self.cleaned_data["funds_not_before"]
        if day and not self.loan.decided_on <= day <= add_months(self.today, FURTHEST):
            raise ValidationError("Choisissez une date entre la décision et dans un an.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("iban"):
            if data.get("bank") and "iban" not in self.errors:
                self.add_error("iban", "Indiquez l’IBAN du compte dans cette banque.")
            return data
        data["bank"] = data.get("bank") or self.bank_found
        if not data["bank"] and "bank" not in self.errors:
            self.add_error("bank", "Cette banque n’est dans aucune liste\u00a0: écrivez son nom.")
        return data


class SignedCopyForm(HouseForm, forms.Form):
    copy = OneFileField(label="Contrat signé", help_text=ALL_PAGES)
    why = forms.CharField(label="Pourquoi la copie est remplacée", max_length=200)

    def __init__(self, *args: Any, loan: Loan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if loan.signed_copy_id is None:
            del self.fields["why"]


class TextForm(HouseForm, forms.ModelForm):
    """One version of a text. Its date makes it apply; without one it waits."""

    valid_from = DayField(
        label="En vigueur le",
        required=False,
        help_text="Vide\u00a0: un brouillon. Dès ce jour, les contrats émis prennent ce texte et il ne change plus.",
    )
    articles = forms.CharField(
        label="Articles",
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 26, "spellcheck": "true"}),
        help_text="Un titre par article, précédé de ##. Une ligne vide sépare deux paragraphes, un tiret ouvre une "
        "liste, **deux étoiles** mettent en gras.",
    )

    class Meta:
        model = AgreementText
        fields = ("scheme", "title", "valid_from", "articles")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["scheme"].queryset = Scheme.objects.order_by("name")
        self.fields["scheme"].empty_label = "tous les dispositifs"
        if self.instance.pk:
            del self.fields["scheme"]
        self.speak()

    def clean_valid_from(self) -> date | None:
        day: date | None = self.cleaned_data["valid_from"]
        if day and day < self.today:
            raise ValidationError("Un texte entre en vigueur aujourd’hui ou plus tard.")
        if day and day > add_months(self.today, 60):
            raise ValidationError("Cette date est à plus de cinq ans\u00a0: vérifiez l’année.")
        return day

    def clean_articles(self) -> str:
        text: str = self.cleaned_data["articles"].replace("\r\n", "\n")
        if faults := list(refusals(text)):
            raise ValidationError(faults)
        return text
