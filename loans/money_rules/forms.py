"""The financial rules, typed in. Every question says what follows from it."""

from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from schwifty import BIC, IBAN
from schwifty.exceptions import SchwiftyException

from harmonie.calendar import add_months
from harmonie.forms import CountField, DayField, HouseForm

from ..models import MoneyRules

FURTHEST = 60  # months
TWO_PEOPLE = "La personne qui saisit n’est jamais celle qui contrôle."


def _check(label: str, help_text: str = TWO_PEOPLE) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=help_text)


def _code(label: str, help_text: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=10, required=required, help_text=help_text)


class MoneyRulesForm(HouseForm, forms.Form):
    """The rules from a day on. Days are calendar days."""

    valid_from = DayField(
        label="En vigueur le", help_text="Un jour à venir\u00a0: ce qui est enregistré ne change plus."
    )
    source = forms.CharField(
        label="Délibération", max_length=200, help_text="Numéro et date, par exemple 2026-38 du 12 novembre 2026."
    )
    checks_disbursements = _check("Un versement se contrôle à deux")
    checks_reversals = _check("Une contre-passation se contrôle à deux")
    checks_refunds = _check("La restitution d’un trop-perçu se contrôle à deux")
    checks_relief = _check("Une remise gracieuse se contrôle à deux")
    checks_write_offs = _check("Une admission en non-valeur se contrôle à deux")
    checks_amendments = _check("Un avenant se contrôle à deux")
    cap_binds_rescheduling = _check(
        "La durée maximale vaut aussi pour un rééchelonnement",
        "Comptée depuis la première échéance. Sinon, un avenant peut aller au-delà.",
    )
    deferrals_allowed = CountField(
        label="Échéances que l’on peut reporter",
        min_value=0,
        max_value=12,
        help_text="Sur toute la vie d’un prêt. Zéro\u00a0: aucun report.",
    )
    first_reminder_days = CountField(
        label="Relance courtoise après",
        unit="jours de retard",
        min_value=1,
        max_value=365,
        help_text="Huit d’ordinaire.",
    )
    second_reminder_days = CountField(
        label="Relance et rendez-vous après",
        unit="jours de retard",
        min_value=1,
        max_value=365,
        help_text="Trente d’ordinaire. Le travailleur social reçoit une tâche.",
    )
    formal_notice_days = CountField(
        label="Mise en demeure après",
        unit="jours de retard",
        min_value=1,
        max_value=365,
        help_text="Soixante d’ordinaire. Jamais de pénalités.",
    )
    withdrawal_days = CountField(
        label="Droit de rétractation",
        unit="jours",
        min_value=0,
        max_value=60,
        help_text="À compter de la signature. Zéro\u00a0: le contrat n’en parle pas.",
    )
    keeps_funds_until_withdrawal = _check(
        "Les fonds partent après ce délai", "Sinon, le versement peut suivre la signature."
    )
    chapter = _code("Chapitre", "Des mandats et des titres\u00a0: 27 d’ordinaire.")
    account = _code("Compte des prêts", "274 suivi du détail de votre plan de comptes.")
    function = _code("Fonction", "Si votre nomenclature en demande une.", required=False)
    collects_by_debit = _check(
        "La régie prélève les échéances",
        "Seulement si votre acte de régie le permet. Harmonie prépare alors le fichier SEPA.",
    )
    creditor_name = forms.CharField(
        label="Créancier", max_length=70, required=False, help_text="Le nom du compte crédité."
    )
    creditor_identifier = forms.CharField(
        label="Identifiant créancier SEPA",
        max_length=35,
        required=False,
        help_text="Attribué par la Banque de France, par exemple FR12ZZZ123456.",
    )
    creditor_iban = forms.CharField(label="IBAN du créancier", max_length=42, required=False)
    creditor_bic = forms.CharField(
        label="Identifiant de sa banque (BIC)", max_length=14, required=False, help_text="Huit ou onze signes."
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_valid_from(self) -> date:
        day = self.cleaned_data["valid_from"]
        if day <= self.today:
            raise ValidationError("Choisissez un jour à venir\u00a0: le passé ne se réécrit pas.")
        if day > add_months(self.today, FURTHEST):
            raise ValidationError("Cette date est à plus de cinq ans\u00a0: vérifiez l’année.")
        return day

    def clean_creditor_iban(self) -> str:
        typed = "".join(self.cleaned_data["creditor_iban"].split())
        try:
            return IBAN(typed).compact if typed else ""
        except (SchwiftyException, ValueError) as error:
            raise ValidationError("Cet IBAN ne se vérifie pas\u00a0: relisez-le, chiffre par chiffre.") from error

    def clean_creditor_bic(self) -> str:
        typed = "".join(self.cleaned_data["creditor_bic"].split())
        try:
            return BIC(typed).compact if typed else ""
        except (SchwiftyException, ValueError) as error:
            raise ValidationError("Ce BIC n’existe pas\u00a0: il figure à côté de l’IBAN.") from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_ladder(cleaned)
        if cleaned.get("collects_by_debit"):
            for name in ("creditor_name", "creditor_identifier", "creditor_iban"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Pour prélever, indiquez le créancier, son identifiant et son IBAN.")
        if cleaned.get("keeps_funds_until_withdrawal") and cleaned.get("withdrawal_days") == 0:
            self.add_error("withdrawal_days", "Indiquez le délai que les fonds attendent.")
        return cleaned

    def _check_ladder(self, cleaned: dict[str, Any]) -> None:
        steps = ("first_reminder_days", "second_reminder_days", "formal_notice_days")
        for before, after in pairwise(steps):
            first, second = cleaned.get(before), cleaned.get(after)
            if first is not None and second is not None and second <= first:
                self.add_error(after, f"Cette étape vient après la précédente\u00a0: plus de {first} jours.")

    @property
    def values(self) -> dict[str, Any]:
        """The fields of `MoneyRules` but the day, once valid."""
        return {name: value for name, value in self.cleaned_data.items() if name != "valid_from"}


def typed_from(rules: MoneyRules) -> dict[str, Any]:
    """The rules as a start: only what changes is to be typed."""
    return {name: getattr(rules, name) for name in MoneyRulesForm.base_fields}
