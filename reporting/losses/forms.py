"""Other terms, as one imagines them."""

from decimal import Decimal

from django import forms

from harmonie.forms import CountField, EurosField, HouseForm

from .what_if import Asked

NAMES = ("plafond", "montant", "mois")


ABOVE_ZERO = {"min_value": "Indiquez un montant plus grand que zéro."}
SPAN = "Indiquez une durée de 1 à 600 mois."


class WhatIfForm(HouseForm, forms.Form):
    """Each may be left out: then every record keeps what was voted for it."""

    plafond = EurosField(
        label="Plafond de ressources, par mois", required=False, min_value=Decimal("0.01"), error_messages=ABOVE_ZERO
    )
    montant = EurosField(label="Montant maximal", required=False, min_value=Decimal("0.01"), error_messages=ABOVE_ZERO)
    mois = CountField(
        label="Durée maximale",
        unit="mois",
        required=False,
        min_value=1,
        max_value=600,
        error_messages={"min_value": SPAN, "max_value": SPAN},
    )

    def asked(self) -> Asked:
        """What is asked, once valid."""
        kept = self.cleaned_data
        return Asked(kept["plafond"], kept["montant"], kept["mois"])
