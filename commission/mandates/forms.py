"""What is typed of a mandate."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from harmonie.accounts.models import Partner, User
from harmonie.calendar import add_months
from harmonie.forms import CountField, DayField, HouseForm

from ..enums import Capacity
from ..models import Mandate
from .queries import may_sit, titulars

LONGEST = 120  # characters of one name
MOST = 50  # names
SCARCELY = 120  # months: the farthest start or end that makes sense


class NamesField(forms.CharField):
    """Names, one a line; blank lines and repetitions are dropped."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), required=False, **kwargs)

    def clean(self, value: Any) -> str:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        names = list(dict.fromkeys(filter(None, lines)))
        if len(names) > MOST:
            raise ValidationError(f"Écrivez {MOST} noms au plus\u00a0: il y en a {len(names)}.")
        if any(len(name) > LONGEST for name in names):
            raise ValidationError(f"Un nom par ligne, de {LONGEST} caractères au plus.")
        return "\n".join(names)


class TiesForm(HouseForm, forms.Form):
    """What makes a member step aside by itself, and their rank of age."""

    age_rank = CountField(
        label="Rang d’âge",
        required=False,
        min_value=1,
        max_value=100,
        help_text="1 pour la plus âgée. Il départage qui préside à ancienneté égale.",
    )
    linked_partners = forms.ModelMultipleChoiceField(
        Partner.objects.none(),
        label="Exerce une fonction chez",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="La personne est mise en déport des dossiers que ces partenaires orientent.",
        error_messages={"invalid_choice": "Choisissez parmi les partenaires proposés."},
    )
    linked_names = NamesField(
        label="Bailleurs, fournisseurs ou employeurs liés",
        max_length=8000,
        help_text="Un nom par ligne\u00a0: un magasin, un propriétaire. Le déport se fait quand un dossier le nomme.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["linked_partners"].queryset = Partner.objects.order_by("name", "pk")


class MandateForm(TiesForm):
    """A new mandate."""

    field_order = ("user", "capacity", "starts_on", "ends_on", "substitute_for")
    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Personne",
        empty_label="Choisissez",
        help_text="Les comptes qui ont le rôle de membre de la commission ou de présidence.",
    )
    capacity = forms.ChoiceField(
        label="Qualité",
        choices=[(c.value, c.label[:1].upper() + c.label[1:]) for c in Capacity],
        initial=Capacity.MEMBER,
    )
    starts_on = DayField(label="Depuis le")
    ends_on = DayField(
        label="Jusqu’au", required=False, help_text="Ce jour compte encore. Laissez vide si rien n’est fixé."
    )
    substitute_for = forms.ModelChoiceField(
        Mandate.objects.none(),
        label="Supplée",
        required=False,
        empty_label="Personne\u00a0: siège pour elle-même",
        help_text="Un suppléant ne siège que si on l’appelle, à la place de ce membre.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["user"].queryset = may_sit()
        self.fields["substitute_for"].queryset = titulars(today)
        self.fields["substitute_for"].label_from_instance = lambda mandate: str(mandate.user)

    def clean_starts_on(self) -> date:
        return sensible(self.cleaned_data["starts_on"], self.today)

    def clean_ends_on(self) -> date | None:
        day = self.cleaned_data["ends_on"]
        return sensible(day, self.today) if day else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "Le mandat finit avant de commencer\u00a0: choisissez un jour plus tard.")
        return cleaned


class EndForm(HouseForm, forms.Form):
    """The last day of a mandate."""

    ends_on = DayField(label="Dernier jour du mandat", help_text="Ce jour compte encore.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_ends_on(self) -> date:
        return sensible(self.cleaned_data["ends_on"], self.today)


def sensible(day: date, today: date) -> date:
    if not date(1950, 1, 1) <= day <= add_months(today, SCARCELY):
        raise ValidationError("Vérifiez l’année de cette date.")
    return day
