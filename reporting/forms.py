"""What people ask of a report."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from applications.enums import EXCLUDED_PURPOSES, Purpose
from harmonie.accounts.models import User
from harmonie.calendar import add_months
from harmonie.forms import CountField, DayField, EurosField, HouseForm, PercentField
from harmonie.money import CENT
from harmonie.schemes.enums import CeilingBasis, CeilingOperator, InterestTiming, Rounding
from harmonie.schemes.models import Scheme

from .periods import EARLIEST, LATEST, Period


class PeriodForm(HouseForm, forms.Form):
    """From which day to which day; both may be left out for the current year."""

    du = DayField(label="Du", required=False)
    au = DayField(label="Au", required=False)
    dispositif = forms.ModelChoiceField(
        Scheme.objects.all(), label="Dispositif", required=False, to_field_name="code", empty_label="Tous"
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("du", "au"):
            self.fields[name].widget.attrs["class"] = ""
        self.today = today

    def clean_du(self) -> date | None:
        return self._known(self.cleaned_data["du"])

    def clean_au(self) -> date | None:
        return self._known(self.cleaned_data["au"])

    def _known(self, day: date | None) -> date | None:
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(f"Choisissez un jour entre {EARLIEST:%d/%m/%Y} et {LATEST:%d/%m/%Y}.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("du"), cleaned.get("au")
        if start and end and start > end:
            self.add_error(
                "au", f"La période finit avant de commencer\u00a0: indiquez un jour à partir du {start:%d/%m/%Y}."
            )
        return cleaned

    def period(self) -> Period:
        """The period asked for, once valid; what was left out is completed to the current year."""
        start, end = self.cleaned_data["du"], self.cleaned_data["au"]
        year = (start or end or self.today).year
        return Period(start or date(year, 1, 1), end or date(year, 12, 31), self.cleaned_data["dispositif"])


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


class EnvelopeForm(HouseForm, forms.Form):
    """The money of one fiscal year, in euros."""

    year = CountField(label="Exercice", min_value=2000, max_value=2100)
    allocated = EurosField(label="Montant voté", min_value=0)


class AccessFilter(HouseForm, forms.Form):
    """Whose visits, or the visits to which file."""

    reference = forms.CharField(label="Numéro", required=False, max_length=40)
    personne = forms.ModelChoiceField(User.objects.all(), label="Personne", required=False, empty_label="Tout le monde")


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


class SimulatorForm(HouseForm, forms.Form):
    """A few questions to somebody who wonders. Nothing of it is kept; what is left out does not count."""

    montant = EurosField(label="De combien avez-vous besoin\u202f?", min_value=CENT)
    mois = CountField(label="Rembourser en combien de mois\u202f?", unit="mois", min_value=1, max_value=120)
    objet = forms.ChoiceField(
        label="Pour quoi faire\u202f?",
        required=False,
        choices=[
            ("", "À préciser ensemble"),
            *((code, label[:1].upper() + label[1:]) for code, label in Purpose.choices),
        ],
    )
    grands = CountField(label="Adultes, vous compris", min_value=1, max_value=30)
    ados = CountField(label="Enfants de 14 ans et plus", min_value=0, max_value=30, required=False)
    petits = CountField(label="Enfants de moins de 14 ans", min_value=0, max_value=30)
    revenus = EurosField(
        label="Revenus du travail, par mois, pour tout le foyer",
        min_value=0,
        help_text=(
            "Salaires et activité indépendante, nets. "
            "Ne comptez pas les aides, les allocations, le chômage ni les retraites."
        ),
    )
    commune = forms.CharField(label="Votre commune", required=False, max_length=80)
