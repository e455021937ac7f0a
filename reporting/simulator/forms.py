"""The few questions of the public simulator."""

from django import forms

from applications.enums import Purpose
from harmonie.forms import CountField, EurosField, HouseForm
from harmonie.money import CENT


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
