"""Who the CCAS is, its logo, who signs: typed in."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from harmonie.calendar import add_months
from harmonie.documents.models import DocumentKind
from harmonie.documents.uploads import Brought, read
from harmonie.forms import DayField, HouseForm
from harmonie.refusals import Refusal

from .logo import shrunk
from .models import SIGNED, TownIdentity

PHONE = re.compile(r"\+?[\d .()-]{6,30}")
FURTHEST = 60  # months


class IdentityForm(HouseForm, forms.ModelForm):
    """Every answer is printed as it is typed."""

    siret = forms.CharField(label="SIRET", max_length=20, required=False, help_text="Quatorze chiffres.")

    class Meta:
        model = TownIdentity
        fields = (
            "ccas",
            "name",
            "address",
            "postcode",
            "phone",
            "email",
            "hours",
            "website",
            "siret",
            "court",
            "privacy",
        )
        help_texts = {
            "ccas": "Comme il se lit en tête des lettres, par exemple CCAS de Rivemont.",
            "hours": "Une ligne, par exemple\u00a0: du lundi au vendredi, de 9\u00a0h à 12\u00a0h.",
            "court": "Son nom et son adresse entière\u00a0: les voies de recours le nomment.",
            "privacy": "Nom ou adresse électronique. Vide\u00a0: l’adresse du CCAS.",
        }
        error_messages = {
            "website": {"invalid": "Écrivez une adresse complète, par exemple https://www.rivemont.example."}
        }

    def clean_postcode(self) -> str:
        code = self.cleaned_data["postcode"].replace(" ", "")
        if not re.fullmatch(r"[0-9]{5}", code):
            raise ValidationError("Un code postal a cinq chiffres, par exemple 60990.")
        return code

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if not PHONE.fullmatch(phone):
            raise ValidationError("Écrivez un numéro de téléphone, par exemple 03 65 20 12 34.")
        return phone

    def clean_siret(self) -> str:
        siret = re.sub(r"\s", "", self.cleaned_data["siret"])
        if siret and not (re.fullmatch(r"[0-9]{14}", siret) and _is_luhn(siret)):
            raise ValidationError("Ce numéro SIRET n’est pas juste\u00a0: relisez ses quatorze chiffres.")
        return siret


def _is_luhn(digits: str) -> bool:
    """The check of a SIRET: doubled from the right, every second figure."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


class LogoField(forms.FileField):
    """Gives one `Brought`, read and made small."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": "image/png,image/jpeg,.png,.jpg,.jpeg"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Brought:
        if not isinstance(data, UploadedFile):
            raise ValidationError("Choisissez l’image du logo.", code="required")
        try:
            return shrunk(read(data))
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


class LogoForm(HouseForm, forms.Form):
    logo = LogoField(label="Logo", help_text="Un PNG ou un JPEG, sur fond blanc\u00a0: il est sur chaque page.")


class SignatoryForm(HouseForm, forms.Form):
    """Who signs one kind of paper, from which day on."""

    paper = forms.ChoiceField(label="Papier", choices=[(kind.value, kind.label.capitalize()) for kind in SIGNED])
    name = forms.CharField(
        label="Prénom et nom",
        max_length=120,
        required=False,
        help_text="Vide\u00a0: la personne qui fait le papier le signe de nouveau.",
    )
    office = forms.CharField(
        label="Qualité",
        max_length=120,
        required=False,
        help_text="Par exemple vice-présidente du CCAS. La loi la demande à côté du nom.",
    )
    delegation = forms.CharField(
        label="Délégation de signature",
        max_length=160,
        required=False,
        help_text="Imprimée telle quelle, par exemple\u00a0: Par délégation du président, arrêté n°\u00a02026-12.",
    )
    valid_from = DayField(
        label="À partir du", help_text="Aujourd’hui ou plus tard. Les papiers déjà émis gardent leur signature."
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_paper(self) -> DocumentKind:
        return DocumentKind(self.cleaned_data["paper"])

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day < self.today:
            raise ValidationError("Un signataire commence aujourd’hui ou plus tard.")
        if day > add_months(self.today, FURTHEST):
            raise ValidationError("Cette date est à plus de cinq ans\u00a0: vérifiez l’année.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("name") and not data.get("office") and "office" not in self.errors:
            self.add_error("office", "Indiquez la qualité de qui signe.")
        if "name" not in self.errors and not data.get("name"):
            for other in ("office", "delegation"):
                if data.get(other):
                    self.add_error("name", "Indiquez le nom de qui signe, ou laissez aussi les deux autres vides.")
                    break
        return data
