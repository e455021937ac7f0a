"""What the board voted."""

from datetime import date
from typing import Any

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils import timezone

from applications.enums import EXCLUDED_PURPOSES, Purpose
from harmonie.calendar import add_months
from harmonie.forms import CountField, DayField, EurosField, HouseForm, PercentField
from harmonie.money import CENT
from harmonie.schemes.enums import CeilingBasis, CeilingOperator, InterestTiming, Lending, Rounding

PARTS = (
    Fieldset("Ce qui est voté", "valid_from", "source"),
    Fieldset(
        "Le prêt",
        Row("amount_min", "amount_max"),
        Row("months_min", "months_max"),
        "rounding",
        Row("small_instalment", "signature_months"),
    ),
    Fieldset(
        "Les ressources",
        "income_ceiling",
        "ceiling_basis",
        "ceiling_operator",
        "remainder_min",
        "requires_earned_income",
        "refuses_over_indebted",
    ),
    Fieldset(
        "Qui peut demander",
        "residents_only",
        "one_live_loan",
        "reapplication_months",
        "purposes",
        "allows_derogation",
    ),
)
# Asked only where somebody else lends, or where it was said already.
LENDER = Fieldset("L’organisme prêteur", "annual_rate", "interest_timing")


class TermsForm(HouseForm, forms.Form):
    """What the board voted, from which day. Euros and months."""

    valid_from = DayField(label="En vigueur le")
    source = forms.CharField(
        label="Délibération", max_length=200, help_text="Numéro et date, par exemple 2026-38 du 12 novembre 2026."
    )
    amount_min = EurosField(label="Montant minimal", min_value=CENT)
    amount_max = EurosField(label="Montant maximal", min_value=CENT)
    months_min = CountField(label="Durée minimale", unit="mois", min_value=1, max_value=120)
    months_max = CountField(label="Durée maximale", unit="mois", min_value=1, max_value=120)
    income_ceiling = EurosField(label="Plafond de ressources, par mois", min_value=CENT)
    ceiling_basis = forms.ChoiceField(label="Ce que l’on compare au plafond", choices=CeilingBasis)
    ceiling_operator = forms.ChoiceField(label="Comparaison", choices=CeilingOperator)
    residents_only = forms.BooleanField(label="Réservé aux habitants de la commune", required=False)
    one_live_loan = forms.BooleanField(label="Un seul prêt en cours par personne", required=False)
    reapplication_months = CountField(label="Délai après un refus", unit="mois", min_value=0, max_value=60)
    small_instalment = EurosField(label="Signaler une échéance en dessous de", min_value=0)
    rounding = forms.ChoiceField(label="Arrondi des échéances", choices=Rounding)
    signature_months = CountField(label="Délai pour signer", unit="mois", min_value=1, max_value=24)
    remainder_min = EurosField(
        label="Reste à vivre minimal, par unité de consommation",
        min_value=0,
        required=False,
        help_text="Ce qui reste au foyer chaque mois, l’échéance payée. Laissez vide pour ne pas le demander.",
    )
    requires_earned_income = forms.BooleanField(
        label="Exige un revenu d’activité",
        required=False,
        help_text="Sinon, l’absence de salaire est signalée à la commission, et ne refuse pas.",
    )
    refuses_over_indebted = forms.BooleanField(
        label="Refuse pendant un dossier de surendettement",
        required=False,
        help_text="Sinon, le surendettement est signalé, et ne refuse pas.",
    )
    purposes = forms.MultipleChoiceField(
        label="Objets financés",
        required=False,
        choices=[(purpose.value, purpose.label) for purpose in Purpose if purpose not in EXCLUDED_PURPOSES],
        widget=forms.CheckboxSelectMultiple,
        help_text="Ne cochez rien pour les financer tous. Le rachat de dettes, le découvert, les amendes et la "
        "création d’entreprise ne sont jamais financés.",
    )
    allows_derogation = forms.BooleanField(
        label="La présidence peut accorder une dérogation",
        required=False,
        help_text="Sur demande motivée d’un travailleur social. Jamais pour le montant, la durée ou un prêt en cours.",
    )
    annual_rate = PercentField(
        label="Taux annuel de l’organisme prêteur",
        required=False,
        help_text="Pour calculer les intérêts que le département prend en charge. Laissez vide si le CCAS prête.",
    )
    interest_timing = forms.ChoiceField(
        label="Prise en charge des intérêts", choices=InterestTiming, required=False, initial=InterestTiming.NONE
    )

    def __init__(self, *args: Any, lends_itself: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = (self.initial.get("annual_rate"), self.data.get("annual_rate"), self.data.get("interest_timing"))
        is_asked = not lends_itself or any(said[:2]) or said[2] not in (None, "", InterestTiming.NONE)
        self.helper.layout = Layout(*PARTS, *((LENDER,) if is_asked else ()))

    def clean_interest_timing(self) -> str:
        return self.cleaned_data["interest_timing"] or InterestTiming.NONE

    def clean_valid_from(self) -> date:
        day = self.cleaned_data["valid_from"]
        if day > add_months(timezone.localdate(), 60):
            raise forms.ValidationError("Cette date est à plus de cinq ans\u00a0: vérifiez l’année.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        ordered = (
            ("amount_min", "amount_max", "Indiquez un montant maximal qui ne soit pas sous le montant minimal."),
            (
                "months_min",
                "months_max",
                "Indiquez une durée maximale qui ne soit pas plus courte que la durée minimale.",
            ),
        )
        if cleaned.get("interest_timing") not in (None, InterestTiming.NONE) and not cleaned.get("annual_rate"):
            self.add_error("annual_rate", "Indiquez le taux annuel\u00a0: les intérêts se calculent avec.")
        for low, high, sentence in ordered:
            if cleaned.get(low) and cleaned.get(high) and cleaned[low] > cleaned[high]:
                self.add_error(high, sentence)
        return cleaned


class ReasonForm(HouseForm, forms.Form):
    """Why something is done; the reason stays in its history."""

    why = forms.CharField(label="Pourquoi", max_length=200, help_text="Par exemple la délibération, ou la décision.")


class SchemeForm(HouseForm, forms.Form):
    """What a scheme is. Who lends stays, once terms or money depend on it."""

    name = forms.CharField(label="Nom", max_length=80)
    description = forms.CharField(
        label="En une phrase",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ce que lisent les partenaires et le public dans le simulateur.",
    )
    lending = forms.ChoiceField(label="Qui prête", choices=Lending)
    lender_name = forms.CharField(
        label="Organisme prêteur", max_length=80, required=False, help_text="Si ce n’est pas le CCAS."
    )
    is_anonymised = forms.BooleanField(label="La commission ne voit pas l’identité de la personne", required=False)
    carries_over = forms.BooleanField(
        label="Le disponible d’un exercice est reporté sur le suivant",
        required=False,
        help_text="Les engagements restent dans leur exercice.",
    )
    repayments_refill = forms.BooleanField(
        label="Les remboursements de l’année reviennent à l’enveloppe",
        required=False,
        help_text="Ce que les emprunteurs rendent peut être prêté de nouveau.",
    )

    def __init__(self, *args: Any, lender_stays: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if lender_stays:
            del self.fields["lending"]
        self.lends_itself = self.initial.get("lending") == Lending.OWN if lender_stays else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        own = cleaned.get("lending") == Lending.OWN if self.lends_itself is None else self.lends_itself
        if own:
            cleaned["lender_name"] = ""
        elif not cleaned.get("lender_name"):
            self.add_error("lender_name", "Indiquez le nom de l’organisme prêteur.")
        if not own and (cleaned.get("carries_over") or cleaned.get("repayments_refill")):
            cleaned["carries_over"] = cleaned["repayments_refill"] = False
        return cleaned

    def values(self) -> dict[str, Any]:
        """The fields of `Scheme`, once valid."""
        return dict(self.cleaned_data)
