"""What is typed about somebody."""

from typing import Any, cast

from django import forms

from harmonie.accounts.models import Partner, User
from harmonie.accounts.people.rules import against_roles
from harmonie.accounts.roles import Role
from harmonie.forms import HouseForm

# What each role opens, in the words of who gives it.
MAY = {
    Role.SOCIAL_WORKER: "reçoit les demandes, les instruit, suit les personnes",
    Role.COMMISSION_MEMBER: "lit les dossiers de ses séances et vote, quand un mandat le dit aussi",
    Role.CHAIR: "préside les séances, décide par délégation",
    Role.SECRETARY: "convoque, tient l’ordre du jour, écrit procès-verbaux et lettres",
    Role.FINANCE: "tient les contrats, les versements, les remboursements",
    Role.ADMINISTRATOR: "tient les réglages, les comptes et les rôles\u202f; ne lit aucun dossier",
    Role.AUDITOR: "lit le registre, le bilan et le journal des accès",
    Role.PARTNER: "oriente des personnes et suit ce qu’elles deviennent",
}


def _choices() -> list[tuple[str, str]]:
    return [(role.value, f"{role.label[:1].upper()}{role.label[1:]}\u00a0: {may}") for role, may in MAY.items()]


class NamesForm(HouseForm, forms.Form):
    """Who somebody is."""

    first_name = forms.CharField(label="Prénom", max_length=60)
    last_name = forms.CharField(label="Nom", max_length=60)
    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text="C’est avec elle que la personne se connecte.",
    )
    office = forms.CharField(
        label="Qualité", max_length=80, required=False, help_text="Telle que les courriers la portent."
    )


class RolesForm(HouseForm, forms.Form):
    """What somebody may do. `kept` is a closed partner that they work for already."""

    roles = forms.MultipleChoiceField(label="Rôles", choices=_choices, widget=forms.CheckboxSelectMultiple)
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label="Partenaire",
        required=False,
        empty_label="Aucun\u00a0: travaille au CCAS",
        help_text="Seulement pour qui oriente des personnes depuis une autre structure.",
    )

    def __init__(self, *args: Any, kept: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Partner.objects.filter(is_active=True) | Partner.objects.filter(pk=kept)
        cast(forms.ModelChoiceField, self.fields["partner"]).queryset = offered.order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and (refused := against_roles(cleaned["roles"], cleaned["partner"])):
            self.add_error("partner" if Role.PARTNER in cleaned["roles"] else "roles", refused)
        return cleaned

    @property
    def chosen(self) -> tuple[Role, ...]:
        return tuple(Role(role) for role in self.cleaned_data["roles"])


class InviteForm(NamesForm, RolesForm):
    """Somebody new."""

    field_order = ("first_name", "last_name", "email", "office", "roles", "partner")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = "Nous y envoyons un lien, valable trois jours, pour choisir un mot de passe."


class HandOverForm(HouseForm, forms.Form):
    """To whom the work goes. `colleagues` are those who may take it on."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label="Confier son travail à",
        empty_label="Choisissez",
        error_messages={"invalid_choice": "Cette personne ne peut pas le reprendre\u00a0: choisissez-en une autre."},
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["to"]).queryset = colleagues


class LeaveForm(HandOverForm):
    """Somebody leaves: why if it is worth a word, and who takes over what they have in hand, when somebody does."""

    why = forms.CharField(label="Pourquoi", max_length=200, required=False, help_text="Par exemple\u00a0: mutation.")

    def __init__(self, *args: Any, has_work: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["to"])
        field.required, field.empty_label = False, "Personne pour l’instant"
        if not has_work:
            del self.fields["to"]
