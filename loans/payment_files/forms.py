"""What is typed about payment files."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from harmonie.documents import scanner
from harmonie.documents.uploads import shown_name
from harmonie.forms import HouseForm
from harmonie.refusals import Refusal

from ..enums import FileFormat
from . import camt
from .columns import MEANINGS, why_not

MEGABYTES = 20
TOO_HEAVY = f"Ce fichier pèse plus de {MEGABYTES}\u00a0Mo\u00a0: demandez à la banque un relevé plus court."
NOT_TEXT = (
    "Ce fichier n’est ni un CSV ni un camt.053. Demandez à la banque l’un de ces formats, ou enregistrez votre "
    "classeur au format CSV."
)
# What spreadsheets, PDF, pictures and archives begin with.
OTHERS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf")


class UploadForm(HouseForm, forms.Form):
    file = forms.FileField(
        label="Relevé de la banque ou du Trésor",
        help_text=f"CSV ou camt.053 (XML), {MEGABYTES}\u00a0Mo et 50\u202f000 lignes au plus.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xml,text/csv,text/xml,application/xml"}),
        error_messages={"empty": "Ce fichier est vide\u00a0: choisissez-le de nouveau."},
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > MEGABYTES * 1024**2:
            raise ValidationError(TOO_HEAVY)
        self.content = file.read()
        if self.content.startswith(OTHERS):
            raise ValidationError(NOT_TEXT)
        try:
            scanner.scan(BytesIO(self.content))
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return file

    def facts(self) -> dict[str, Any]:
        """What `receive_file` takes."""
        is_xml = camt.looks_like_xml(self.content)
        return {
            "name": shown_name(self.cleaned_data["file"].name),
            "content": self.content,
            "kind": FileFormat.CAMT053 if is_xml else FileFormat.CSV,
        }


class ColumnsForm(HouseForm, forms.Form):
    """For each meaning, the column that has it. `headings` are those of the file."""

    def __init__(self, *args: Any, headings: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Aucune")]
        choices += [(str(at), f"{at + 1}. {heading[:60] or '(sans titre)'}") for at, heading in enumerate(headings)]
        for name, (label, _) in MEANINGS.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
        self.speak()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and (refusal := why_not(self.columns())):
            raise ValidationError(refusal)
        return cleaned

    def columns(self) -> dict[str, int]:
        return {name: int(at) for name, at in self.cleaned_data.items() if at}


class ChosenLoanForm(forms.Form):
    """Which loan a line is for: its number; `keeps_surplus` when it brings more than is owed."""

    loan = forms.CharField(max_length=12)
    keeps_surplus = forms.BooleanField(required=False)


class SetAsideForm(HouseForm, forms.Form):
    why = forms.CharField(
        label="Pourquoi cette ligne n’est pas un remboursement",
        help_text="Par exemple\u00a0: loyer d’une salle, don.",
        max_length=120,
    )
