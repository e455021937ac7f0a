"""What people type about a request. Forms parse and validate; the actions decide."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone

from harmonie.forms import CountField, DayField, EurosField, HouseForm, HouseFormSet
from harmonie.schemes.models import SchemeTerms

from ..enums import ExpenseKind, IncomeKind, Kinship, OverIndebtedness, Payee, Purpose
from ..models import Applicant
from ..rules import amount_refusal, amount_span, months_refusal

# domain.md §1: no social-security number anywhere, with or without its key, however it is spaced.
NIR = re.compile(
    r"(?<!\d)(?:\d{13}|\d{15}|[1-478][\s.-]?\d\d[\s.-]?\d\d[\s.-]?\d[\dAB][\s.-]?\d{3}[\s.-]?\d{3}([\s.-]?\d\d)?)(?!\d)",
    re.IGNORECASE,
)
FIRST_BIRTH = date(1900, 1, 1)
MAX_ROWS = 20


def without_nir(text: str) -> None:
    if NIR.search(text):
        raise ValidationError(
            "Retirez ce qui ressemble à un numéro de sécurité sociale\u00a0: il n’a pas sa place ici."
        )


def born(birth_date: date) -> None:
    if birth_date > timezone.localdate():
        raise ValidationError("Cette date de naissance est dans l’avenir\u00a0: vérifiez l’année.")
    if birth_date < FIRST_BIRTH:
        raise ValidationError("Cette date de naissance est trop ancienne\u00a0: vérifiez l’année.")


def more_than_nothing(amount: Decimal) -> None:
    if amount <= 0:
        raise ValidationError("Écrivez un montant au-dessus de zéro, ou retirez la ligne.")


def first_blank(choices: Any) -> list[tuple[str, str]]:
    return [
        ("", "Choisissez"),
        *((value, label[:1].upper() + label[1:]) for value, label in choices),
    ]


def capital(choices: Any) -> list[tuple[str, str]]:
    return first_blank(choices)[1:]


class PersonForm(HouseForm, forms.Form):
    first_name = forms.CharField(label="Prénom", max_length=60)
    last_name = forms.CharField(label="Nom", max_length=60)
    birth_date = DayField(label="Date de naissance", validators=[born])
    address = forms.CharField(label="Adresse", max_length=200)
    postcode = forms.CharField(
        label="Code postal",
        max_length=5,
        validators=[RegexValidator(r"^\d{5}\Z", "Le code postal a cinq chiffres, par exemple 60990.")],
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
    situation = forms.CharField(
        label="Situation professionnelle",
        max_length=120,
        required=False,
        validators=[without_nir],
        help_text="Par exemple\u00a0: aide à domicile, CDI à temps partiel.",
    )

    @classmethod
    def facts_of(cls, applicant: Applicant) -> dict[str, Any]:
        return {name: getattr(applicant, name) for name in cls.base_fields}


class MemberForm(HouseForm, forms.Form):
    first_name = forms.CharField(label="Prénom", max_length=60)
    birth_date = DayField(label="Date de naissance", validators=[born])
    kinship = forms.ChoiceField(label="Lien", choices=first_blank(Kinship.choices))


class LineForm(HouseForm, forms.Form):
    label = forms.CharField(label="Précision", max_length=80, required=False, validators=[without_nir])
    amount = EurosField(label="Par mois", validators=[more_than_nothing])


class IncomeForm(LineForm):
    kind = forms.ChoiceField(label="Ressource", choices=first_blank(IncomeKind.choices))
    field_order = ("kind", "label", "amount")


class ExpenseForm(LineForm):
    kind = forms.ChoiceField(label="Charge", choices=first_blank(ExpenseKind.choices))
    field_order = ("kind", "label", "amount")


class Rows(HouseFormSet):
    """Lines that come and go without a script: a line left empty is simply not there."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What is to be saved; call it once the rows are valid."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]


class MemberRows(Rows):
    row_name = "Personne"


class IncomeRows(Rows):
    row_name = "Ressource"


class ExpenseRows(Rows):
    row_name = "Charge"


def rows_of(form: type[forms.Form], kind: type[Rows], extra: int) -> type[Rows]:
    """A formset class of `form`, with `extra` empty rows at its end."""
    made: type[Rows] = forms.formset_factory(
        form,
        formset=kind,
        extra=extra,
        max_num=MAX_ROWS,
        absolute_max=MAX_ROWS + 10,
        validate_max=True,
    )
    return made


class BudgetForm(HouseForm, forms.Form):
    over_indebtedness = forms.ChoiceField(
        label="Dossier de surendettement",
        choices=capital(OverIndebtedness.choices),
        widget=forms.RadioSelect,
        help_text="Un dossier de surendettement n’empêche pas de demander.",
    )


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
    description = forms.CharField(
        label="En quelques mots",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[without_nir],
        help_text="Ce qu’il faut acheter ou réparer. N’écrivez ni diagnostic médical ni numéro de sécurité sociale.",
    )
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
        help_text="Le commerçant ou le réparateur, s’il est payé.",
    )
    is_urgent = forms.BooleanField(label="La demande est urgente", required=False)
    field_order = (
        "scheme",
        "purpose",
        "description",
        "amount",
        "months",
        "payee",
        "supplier",
        "is_urgent",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("payee") == Payee.SUPPLIER and not data.get("supplier"):
            self._refuse("supplier", "Indiquez le fournisseur à payer.")
        return data

    @property
    def project(self) -> dict[str, Any]:
        """The fields of `Project`."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("scheme", "is_urgent")}


class ConsentForm(HouseForm, forms.Form):
    consented = forms.BooleanField(
        label="La personne est d’accord pour que sa demande soit transmise au CCAS",
        error_messages={
            "required": "La personne doit être d’accord pour que sa demande soit transmise\u00a0: cochez son accord."
        },
    )
