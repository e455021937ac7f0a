"""Several files in one answer, each read and cleaned before the form is valid."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from harmonie.documents.receiving import FILES
from harmonie.documents.uploads import ACCEPT, Brought, read
from harmonie.refusals import Refusal


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Gives a list of `Brought`. One file that cannot be kept holds back the others: its sentence says which."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", FilesInput(attrs={"accept": ACCEPT}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Brought]:  # type: ignore[override]
        files = [file for file in (data if isinstance(data, list) else [data]) if isinstance(file, UploadedFile)]
        if not files:
            raise ValidationError("Choisissez au moins un fichier.", code="required")
        if len(files) > FILES:
            raise ValidationError(f"Déposez {FILES} fichiers à la fois au plus\u202f; il y en a {len(files)}.")
        kept, refusals = [], []
        for file in files:
            try:
                kept.append(read(file))
            except Refusal as refusal:
                refusals.append(str(refusal))
        if refusals:
            raise ValidationError(_together(refusals, len(files)))
        return kept


def _together(refusals: list[str], count: int) -> list[str]:
    """The same sentence said of every file is said once; good files that were held back are to be chosen again."""
    said = list(dict.fromkeys(refusals))
    if len(refusals) < count:
        said.append("Les autres fichiers sont bons\u00a0: choisissez-les de nouveau, sans celui-là.")
    return said
