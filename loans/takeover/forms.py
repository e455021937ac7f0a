"""What is brought and typed to check a portfolio."""

from decimal import Decimal
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from harmonie.documents import scanner
from harmonie.documents.uploads import limit
from harmonie.forms import EurosField, HouseForm
from harmonie.refusals import Refusal


class PortfolioForm(HouseForm, forms.Form):
    """The spreadsheet, and what it should add up to."""

    file = forms.FileField(
        label="Tableau des prêts",
        help_text="Le modèle rempli, au format Excel (.xlsx) ou CSV.",
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv,text/csv"}),
        error_messages={
            "required": "Choisissez le fichier.",
            "empty": "Ce fichier est vide. Choisissez-le de nouveau.",
        },
    )
    control_total = EurosField(
        label="Reste dû de tous ces prêts, au total",
        help_text="Le chiffre de l’ancien suivi ou du comptable. Il doit être retrouvé au centime.",
        min_value=Decimal(0),
    )

    def clean_file(self) -> tuple[str, bytes]:
        upload: Any = self.cleaned_data["file"]
        if upload.size > limit():
            raise ValidationError(f"Ce fichier est trop lourd\u00a0: {limit() // 1024**2}\u00a0Mo au plus.")
        content = upload.read()
        try:
            scanner.scan(BytesIO(content))
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        name = "".join(sign for sign in str(upload.name) if sign.isprintable())
        return name[:120] or "portefeuille", content
