"""What people type about a request: who asks, for what. Forms parse and validate; the actions decide."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from harmonie.accounts.models import Partner
from harmonie.forms import CountField, DayField, EurosField, HouseForm
from harmonie.free_text import FreeTextField
from harmonie.schemes.models import SchemeTerms

from ..enums import Payee, Purpose
from ..models import Applicant
from ..rules import amount_refusal, amount_span, months_refusal
from .fields import above_zero, born, first_blank


class PersonForm(HouseForm, forms.Form):
    first_name = forms.CharField(label="Prénom", max_length=60)
    last_name = forms.CharField(label="Nom", max_length=60)
    birth_date = DayField(label="Date de naissance", validators=[born])
    address = forms.CharField(label="Adresse", max_length=200)
    postcode = forms.CharField(
        label="Code postal",
        max_length=5,
        validators=[RegexValidator(r"^[0-9]{5}\Z", "Le code postal a cinq chiffres, par exemple 60990.")],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "field-short"}),
        error_messages={"max_length": "Le code postal a cinq chiffres, par exemple 60990."},
    )
    city = forms.CharField(label="Commune", max_length=80)
    phone = forms.CharField(
        label="Téléphone",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    email = forms.EmailField(label="Adresse électronique", required=False)
    situation = FreeTextField(
        label="Situation professionnelle",
        max_length=120,
        required=False,
        help_text="Par exemple\u00a0: aide à domicile, CDI à temps partiel.",
    )

    def __init__(self, *args: Any, partners: QuerySet[Partner] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if partners is not None:
            self.fields["partner"] = forms.ModelChoiceField(
                partners,
                label="Pour le compte de",
                required=False,
                empty_label="Le CCAS lui-même",
                help_text="Le partenaire choisi suivra cette demande comme la sienne, dès qu’elle sera transmise.",
            )
            self.order_fields(["partner"])
            self.speak()

    @classmethod
    def facts_of(cls, applicant: Applicant) -> dict[str, Any]:
        return {name: getattr(applicant, name) for name in cls.base_fields}

    @property
    def person(self) -> dict[str, Any]:
        """The fields of `Applicant`."""
        return {name: self.cleaned_data[name] for name in self.base_fields}

    @property
    def chooses_partner(self) -> bool:
        """Whether the page asked on whose behalf the person is referred."""
        return "partner" in self.fields


class WithinTerms(HouseForm, forms.Form):
    """A scheme, an amount and a duration that go together, under the terms in force on one day."""

    scheme = forms.TypedChoiceField(label="Dispositif", coerce=int, widget=forms.RadioSelect)
    amount = EurosField(label="Montant demandé")
    months = CountField(label="Durée du remboursement", unit="mois")

    def __init__(self, *args: Any, terms: Sequence[SchemeTerms], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = {row.scheme_id: row for row in terms}
        self.fields["scheme"].choices = [(row.scheme_id, described(row)) for row in terms]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        terms = self.terms.get(data.get("scheme", 0))
        if terms is None:
            return data
        others = [row for row in self.terms.values() if row is not terms]
        self._refuse("amount", "amount" in data and amount_refusal(terms, data["amount"], others))
        self._refuse("months", "months" in data and months_refusal(terms, data["months"]))
        return data

    def _refuse(self, field: str, why: str | bool) -> None:
        if why:
            self.add_error(field, str(why))


def described(terms: SchemeTerms) -> str:
    return f"{terms.scheme.name}\u00a0: {amount_span(terms)}, sur {terms.months_min} à {terms.months_max}\u00a0mois"


class ProjectForm(WithinTerms):
    purpose = forms.ChoiceField(label="À quoi servira le prêt\u202f?", choices=first_blank(Purpose.choices))
    description = FreeTextField(
        label="En quelques mots",
        max_length=200,
        rows=3,
        help_text="Ce qu’il faut acheter ou réparer. N’écrivez ni diagnostic médical ni numéro de sécurité sociale.",
    )
    quote = EurosField(label="Montant du devis", required=False, validators=[above_zero], help_text="S’il y en a un.")
    payee = forms.ChoiceField(
        label="À qui verser l’argent\u202f?",
        choices=[
            (Payee.BORROWER, "À la personne"),
            (Payee.SUPPLIER, "Au fournisseur, sur facture"),
        ],
        widget=forms.RadioSelect,
    )
    supplier = forms.CharField(
        label="Fournisseur",
        max_length=120,
        required=False,
        help_text="Le commerçant ou le réparateur.",
    )
    other_funding = EurosField(
        label="Autres financements",
        required=False,
        min_value=0,
        help_text="Ce que paie déjà la personne ou un organisme.",
    )
    other_funding_from = forms.CharField(
        label="Venant de", max_length=120, required=False, help_text="Par exemple\u00a0: la CAF, une association."
    )
    is_urgent = forms.BooleanField(label="La demande est urgente", required=False)
    urgency_reason = FreeTextField(label="Pourquoi c’est urgent", max_length=300, required=False, rows=2)
    # As on the page, so that the error summary lists them in its order.
    field_order = (
        "scheme", "purpose", "description", "amount", "months", "payee", "supplier", "quote", "other_funding",
        "other_funding_from", "is_urgent", "urgency_reason",
    )  # fmt: skip
    OF_THE_REQUEST = ("scheme", "is_urgent", "urgency_reason")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("payee") == Payee.SUPPLIER and not data.get("supplier"):
            self._refuse("supplier", "Indiquez le fournisseur à payer.")
        if data.get("other_funding") and not data.get("other_funding_from"):
            self._refuse("other_funding_from", "Indiquez qui apporte cet autre financement.")
        if data.get("other_funding_from") and not data.get("other_funding") and "other_funding" not in self.errors:
            self._refuse("other_funding", "Indiquez le montant de cet autre financement, ou effacez d’où il vient.")
        if data.get("is_urgent") and not data.get("urgency_reason") and "urgency_reason" not in self.errors:
            self._refuse("urgency_reason", "Dites en une phrase pourquoi c’est urgent.")
        if data.get("urgency_reason") and not data.get("is_urgent"):
            self._refuse("is_urgent", "Cochez si la demande est urgente, ou effacez la raison écrite dessous.")
        return data

    @property
    def project(self) -> dict[str, Any]:
        """The fields of `Project`."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in self.OF_THE_REQUEST}
        return {**said, "other_funding": said["other_funding"] or Decimal(0)}


class ConsentForm(HouseForm, forms.Form):
    consented = forms.BooleanField(
        label="La personne est d’accord pour que sa demande soit transmise au CCAS",
        error_messages={
            "required": "La personne doit être d’accord pour que sa demande soit transmise\u00a0: cochez son accord."
        },
    )
