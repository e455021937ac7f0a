"""What the règlement intérieur says, typed in. Every question tells what applies where the town says nothing else."""

from datetime import date
from typing import Any

from django import forms

from harmonie.calendar import add_months
from harmonie.forms import CountField, DayField, EurosField, HouseForm
from harmonie.money import CENT

from ..enums import QuorumShare
from ..models import StandingRules

FURTHEST = 60  # months


class StandingRulesForm(HouseForm, forms.Form):
    """The rules from a day on. Days are calendar days, amounts euros."""

    valid_from = DayField(
        label="En vigueur le",
        help_text="Un jour à venir. Une séance garde les règles sous lesquelles elle est convoquée.",
    )
    source = forms.CharField(
        label="Délibération", max_length=200, help_text="Numéro et date, par exemple 2026-38 du 12 novembre 2026."
    )
    notice_days = CountField(
        label="Convoquer au moins",
        unit="jours avant",
        min_value=1,
        max_value=30,
        help_text="Trois jours d’ordinaire (article R123-16 du code de l’action sociale et des familles).",
    )
    cutoff_days = CountField(
        label="Inscrire un dossier au moins",
        unit="jours avant",
        min_value=0,
        max_value=60,
        help_text="Sept jours d’ordinaire. Plus tard, il faut dire pourquoi le dossier ne peut pas attendre.",
    )
    quorum_share = forms.ChoiceField(
        label="Quorum",
        choices=[(share.value, share.label[:1].upper() + share.label[1:]) for share in QuorumShare],
        help_text="Plus de la moitié des membres en exercice d’ordinaire. Un pouvoir ne compte jamais.",
    )
    recused_count_for_quorum = forms.BooleanField(
        label="Un membre en déport compte pour le quorum",
        required=False,
        help_text="Sinon, le quorum d’un dossier se compte sans les membres qui s’en sont déportés. "
        "Le pupitre montre les deux comptes.",
    )
    second_without_quorum = forms.BooleanField(
        label="Une seconde convocation vaut sans quorum",
        required=False,
        help_text="C’est la règle d’ordinaire, avec le même ordre du jour.",
    )
    allows_proxies = forms.BooleanField(
        label="Un membre absent peut donner pouvoir",
        required=False,
        help_text="Par écrit, à un autre membre, qui n’en reçoit qu’un. On peut toujours le reprendre.",
    )
    has_casting_vote = forms.BooleanField(
        label="En cas de partage, la voix de qui préside l’emporte",
        required=False,
        help_text="C’est la règle d’ordinaire. Jamais au scrutin secret. Sans elle, un partage rejette la proposition.",
    )
    secret_ballot_share = CountField(
        label="Scrutin secret si un présent le demande sur",
        unit="présents",
        min_value=1,
        max_value=20,
        help_text="Un sur trois d’ordinaire\u00a0: le tiers des membres présents.",
    )
    urgent_cap = EurosField(
        label="Plafond de la délégation d’urgence",
        required=False,
        min_value=CENT,
        help_text="Jusqu’où la présidence peut décider seule, entre deux séances (articles R123-21 et R123-22). "
        "Laissez vide si le conseil n’a rien délégué.",
    )
    urgent_delegation = forms.CharField(
        label="Délibération qui délègue",
        max_length=200,
        required=False,
        help_text="Celle par laquelle le conseil d’administration a donné cette délégation.",
    )
    vice_president_decides_urgently = forms.BooleanField(
        label="La vice-présidence peut décider en urgence aussi",
        required=False,
        help_text="Seulement si la délibération le dit.",
    )
    withdrawal_months = CountField(
        label="Retirer une décision illégale jusqu’à",
        unit="mois après",
        min_value=1,
        max_value=24,
        help_text="Quatre mois d’ordinaire (article L242-1 du code des relations entre le public et l’administration).",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_valid_from(self) -> date:
        day = self.cleaned_data["valid_from"]
        if day > add_months(self.today, FURTHEST):
            raise forms.ValidationError("Cette date est à plus de cinq ans\u00a0: vérifiez l’année.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cap, delegation = cleaned.get("urgent_cap"), cleaned.get("urgent_delegation")
        if cap and not delegation and "urgent_delegation" not in self.errors:
            self.add_error("urgent_delegation", "Indiquez la délibération qui donne cette délégation.")
        if (
            not cap
            and "urgent_cap" not in self.errors
            and (delegation or cleaned.get("vice_president_decides_urgently"))
        ):
            self.add_error("urgent_cap", "Indiquez jusqu’à quel montant la présidence peut décider seule.")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """The fields of `StandingRules` but the day, once valid."""
        return {name: value for name, value in self.cleaned_data.items() if name != "valid_from"}


def typed_from(rules: StandingRules) -> dict[str, Any]:
    """The rules as a start: only what changes is to be typed."""
    return {name: getattr(rules, name) for name in StandingRulesForm.base_fields}
