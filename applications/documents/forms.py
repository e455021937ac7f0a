"""What is said of documents: which one this is, whether it is good, which are to be asked for, which the CCAS wants."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from harmonie.controls import Choices
from harmonie.forms import CountField, DayField, HouseForm
from harmonie.free_text import FreeTextField
from harmonie.schemes.models import Scheme

from ..enums import EXCLUDED_PURPOSES, Purpose
from ..models import DocumentRequirement, RequestedDocument, SupportingDocument
from ..referral.fields import first_blank
from .actions import REASON_LIMIT, Asked, Piece
from .enums import AskedOf, Situation, Status
from .fields import FilesField
from .rules import ANSWER_DAYS, Need

OTHER = "autre"
NOBODY = "personne"
LABEL_LIMIT = 120


class DepositForm(HouseForm, forms.Form):
    """Files, and which document they are. `pieces` gives the choices, in order, by their posted value."""

    piece = forms.ChoiceField(label="Quelle pièce\u202f?")
    label = FreeTextField(
        label="Son nom, si c’est une autre pièce",
        max_length=LABEL_LIMIT,
        required=False,
        reminder=False,
        help_text="Par exemple\u00a0: attestation d’assurance.",
    )
    files = FilesField(label="Fichiers")

    def __init__(self, *args: Any, pieces: dict[str, Piece], limit_mb: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pieces = pieces
        named = [(value, piece.label) for value, piece in pieces.items()]
        self.fields["piece"].choices = [*first_blank(named), (OTHER, "Une autre pièce")]
        self.fields["files"].help_text = (
            f"PDF ou photos (JPEG, PNG, HEIC), {limit_mb}\u00a0Mo au plus par fichier. "
            "Vous pouvez en choisir plusieurs, ou photographier la pièce avec le téléphone."
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("piece") == OTHER and not data.get("label") and "label" not in self.errors:
            self.add_error("label", "Donnez un nom à cette pièce, par exemple attestation d’assurance.")
        return data

    def brought(self) -> Piece:
        """Which document it is, once the form is valid."""
        chosen = self.cleaned_data["piece"]
        return Piece(self.cleaned_data["label"]) if chosen == OTHER else self.pieces[chosen]


class ExamineForm(HouseForm, forms.Form):
    verdict = forms.ChoiceField(label="Cette pièce est", widget=Choices)
    reason = FreeTextField(
        label="Pourquoi la refuser",
        max_length=REASON_LIMIT,
        required=False,
        rows=3,
        help_text="Seulement pour un refus. Qui a déposé la pièce lira cette phrase.",
    )

    def __init__(self, *args: Any, document: SupportingDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(Status.ACCEPTED, "Acceptée"), (Status.REFUSED, "Refusée")]
        if document.requirement and document.requirement.may_be_only_seen:
            choices.insert(1, (Status.SEEN, "Vue, à ne pas garder"))
        self.fields["verdict"].choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("verdict") == Status.REFUSED and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Écrivez pourquoi la pièce est refusée, par exemple\u00a0: photo illisible.")
        return data


class SideField(forms.ChoiceField):
    """Of whom a document is asked; nobody is an answer too, so the question is never « facultatif »."""

    def clean(self, value: Any) -> str:
        return super().clean(value) if value and value != NOBODY else ""


class AskForm(HouseForm, forms.Form):
    """One choice a missing document, then anything else in one's own words."""

    awaited = FreeTextField(
        label="Autres pièces, une par ligne",
        max_length=500,
        required=False,
        rows=3,
        help_text="Le partenaire et la personne liront ces mots.",
    )
    awaited_of = SideField(label="Ces autres pièces sont demandées")
    answer_by = DayField(
        label="Réponse attendue avant le", required=False, help_text=f"Sans date\u00a0: {ANSWER_DAYS} jours."
    )

    def __init__(
        self, *args: Any, listed: Sequence[Need], has_partner: bool, partner: str, answer_by: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        sides = [(AskedOf.PERSON.value, AskedOf.PERSON.label)]
        if has_partner:
            sides.insert(0, (AskedOf.PARTNER.value, f"à {partner}"))
        self.default_side, self.default_day = AskedOf(sides[0][0]), answer_by
        self.listed = {f"piece_{need.requirement.pk}": need for need in listed}
        for name, need in self.listed.items():
            self.fields[name] = SideField(
                label=need.requirement.label,
                help_text=_about(need),
                choices=[(NOBODY, "ne pas demander"), *sides],
                initial=sides[0][0] if need.requirement.is_required and need.is_missing else NOBODY,
            )
        self.fields["awaited_of"].choices = sides
        self.fields["awaited_of"].initial = sides[0][0]
        self.fields["answer_by"].initial = answer_by
        self.order_fields([*self.listed, "awaited", "awaited_of", "answer_by"])
        self.speak()

    def clean_awaited(self) -> str:
        lines = [" ".join(line.split()) for line in self.cleaned_data["awaited"].splitlines()]
        if any(len(line) > LABEL_LIMIT for line in lines):
            raise forms.ValidationError(f"Raccourcissez chaque ligne\u00a0: {LABEL_LIMIT} caractères au plus.")
        return "\n".join(line for line in lines if line)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.asked():
            self.add_error(None, "Choisissez au moins une pièce à demander, ou écrivez-en une.")
        return data

    def asked(self) -> list[Asked]:
        """What is to be asked for, in the order of the page."""
        data = self.cleaned_data
        listed = [
            Asked(need.requirement.label, AskedOf(data[name]), need.requirement)
            for name, need in self.listed.items()
            if data.get(name)
        ]
        side = AskedOf(data.get("awaited_of") or self.default_side)
        return listed + [Asked(line, side) for line in data.get("awaited", "").splitlines()]

    def day(self) -> date:
        return self.cleaned_data.get("answer_by") or self.default_day


def _about(need: Need) -> str:
    refused = next((document.reason for document in need.documents if document.reason), "")
    return f"Refusée\u00a0: {refused}" if refused else need.requirement.help_text


class RequirementForm(HouseForm, forms.ModelForm):
    position = CountField(label="Ordre dans la liste", min_value=0, max_value=9999)
    valid_from = DayField(
        label="Pour les demandes reçues à partir du", required=False, help_text="Sans date\u00a0: toutes."
    )
    valid_until = DayField(
        label="Pour les demandes reçues jusqu’au",
        required=False,
        help_text="Pour l’arrêter sans rien changer aux demandes déjà reçues.",
    )
    purposes = forms.MultipleChoiceField(
        label="Pour quels objets du prêt",
        choices=[(purpose.value, purpose.label) for purpose in Purpose if purpose not in EXCLUDED_PURPOSES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Aucun coché\u00a0: pour tous.",
    )

    class Meta:
        model = DocumentRequirement
        fields = (
            "label",
            "help_text",
            "partner_text",
            "scheme",
            "purposes",
            "situation",
            "is_required",
            "may_be_only_seen",
            "position",
            "valid_from",
            "valid_until",
            "is_active",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("valid_from"), data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "Indiquez une date de fin qui ne soit pas avant celle du début.")
        return data

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].queryset = Scheme.objects.order_by("name")
        self.fields["scheme"].label, self.fields["scheme"].empty_label = "Dispositif", "tous les dispositifs"
        self.fields["situation"].choices = Situation.choices
        self.fields["help_text"].help_text = "Ce qui doit y figurer, son ancienneté."
        self.fields["partner_text"].label = "Ce que lit le partenaire quand on la lui demande"
        self.fields["partner_text"].help_text = "Vide\u00a0: la précision ci-dessus."
        self.fields["is_active"].label = "Cette pièce est demandée"
        self.fields["is_active"].help_text = "Décochée, elle n’est plus demandée à personne, dossiers en cours compris."
        self.fields["is_required"].label = "Indispensable"
        self.fields["may_be_only_seen"].label = "Peut être vue sans être conservée"
        self.speak()


def item_value(item: RequestedDocument) -> str:
    return f"demande-{item.key}"


def need_value(requirement: DocumentRequirement) -> str:
    return f"piece-{requirement.pk}"
