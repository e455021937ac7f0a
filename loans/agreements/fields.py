"""The scan of a signed agreement: one file, read and cleaned before the form is valid."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from harmonie.documents.uploads import ACCEPT, Brought, read
from harmonie.refusals import Refusal

ALL_PAGES = "Toutes les pages en un PDF, ou une photo (JPEG, PNG, HEIC)."


class OneFileField(forms.FileField):
    """Gives one `Brought`, None when no file was chosen and none is required."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Brought | None:  # type: ignore[override]
        if not isinstance(data, UploadedFile):
            if self.required:
                raise ValidationError("Choisissez le fichier du contrat signé.", code="required")
            return None
        try:
            return read(data)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
