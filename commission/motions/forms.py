"""What the chair proposes, and what the secretary notes of a show of hands."""

from collections.abc import Iterable
from typing import Any

from django import forms

from applications.enums import Payee
from applications.models import ReasonKind
from applications.reasons.wording import Words, offered, words_of
from harmonie.controls import Choices
from harmonie.forms import CountField, DayField, EurosField, HouseForm
from harmonie.free_text import FreeTextField
from harmonie.money import euros, short_euros
from harmonie.schemes.models import Scheme, SchemeTerms

from ..enums import Choice, Grounds, MotionKind
from ..models import AgendaItem, Motion, Seat
from .reasons import GROUNDS_OF, first_words, make_sense

# What still leaves the letter on one page.
EXPLANATION_LENGTH = 600
CONDITIONS_LENGTH = 300
DEFERRAL_FIELDS = ("awaited_document", "defer_until")
GRANT_FIELDS = ("amount", "months", "payee")
# What a proposal takes over from the one it amends.
KEPT = ("kind", *GRANT_FIELDS, *DEFERRAL_FIELDS, "target_scheme", "grounds", "explanation", "conditions", "is_secret")


class GroundsSelect(forms.Select):
    """Each ground says for which proposals it makes sense, and its first words (static/motion.js reads both)."""

    words: Words = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if value:
            kinds = [kind for kind, grounds in GROUNDS_OF.items() if value in grounds]
            option["attrs"] |= {"data-for": " ".join(kinds), "data-words": first_words(value, self.words)}
        return option


class MotionForm(HouseForm, forms.Form):
    """What is put to the vote, prefilled from the request or from the proposal that it amends."""

    units = {"months": "mois"}

    kind = forms.ChoiceField(label="Proposition", widget=Choices())
    amount = EurosField(label="Montant accordé")
    months = CountField(label="Durée")
    payee = forms.ChoiceField(
        label="Versement à", choices=[(value, word.capitalize()) for value, word in Payee.choices], widget=Choices()
    )
    target_scheme = forms.ModelChoiceField(
        label="Dispositif proposé",
        queryset=Scheme.objects.none(),
        required=False,
        empty_label="Aucun",
        help_text="Pour une réorientation.",
    )
    grounds = forms.ChoiceField(
        label="Motif",
        required=False,
        widget=GroundsSelect(),
        help_text="Obligatoire pour un refus, un ajournement, une réorientation ou un accord partiel.",
    )
    explanation = FreeTextField(
        label="Explication",
        required=False,
        max_length=EXPLANATION_LENGTH,
        rows=4,
        reminder=False,  # the person reads it in the letter
        help_text="Quelques phrases adressées à la personne\u00a0: la lettre les reprend telles quelles.",
    )
    awaited_document = forms.CharField(
        label="Pièce ou information attendue",
        required=False,
        max_length=200,
        help_text="Pour un ajournement.",
    )
    defer_until = DayField(
        label="Ajournée jusqu’au",
        required=False,
        help_text="Pour un ajournement\u00a0: le dossier revient devant la commission à cette date au plus tard.",
    )
    conditions = FreeTextField(
        label="Conditions de l’accord",
        required=False,
        max_length=CONDITIONS_LENGTH,
        rows=2,
        reminder=False,
        help_text="Par exemple «\u202fsur présentation du devis signé\u202f».",
    )
    is_secret = forms.BooleanField(
        label="Voter au scrutin secret",
        required=False,
        help_text="Une voix dans l’urne est définitive. À égalité, la proposition est rejetée\u00a0: "
        "la présidence ne départage pas.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        item: AgendaItem,
        terms: SchemeTerms,
        secret_is_due: bool = False,
        former: Motion | None = None,
        **kwargs: Any,
    ) -> None:
        application = item.application
        kwargs["initial"] = _first_answers(item, former) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.asked, self.terms = application.project.amount, terms
        self.takes_back = item.withdraws_id is not None
        kinds = [kind for kind in MotionKind if (kind == MotionKind.WITHDRAW) == self.takes_back]
        self.fields["kind"].choices = [(kind.value, kind.label.capitalize()) for kind in kinds]
        self.words = self.fields["grounds"].widget.words = words_of(ReasonKind.GROUNDS)
        listed = offered(self.words, [g for g in Grounds.values if g], chosen=former.grounds if former else "")
        known = [Grounds(g) for g in listed if any(g in GROUNDS_OF[kind] for kind in kinds)]
        nothing = [] if self.takes_back else [("", "Aucun, tout est accordé")]
        self.fields["grounds"].choices = [*nothing, *[(g.value, g.label.capitalize()) for g in known]]
        others = Scheme.objects.filter(is_active=True).exclude(pk=application.scheme_id)
        self.fields["target_scheme"].queryset = others
        if secret_is_due:
            self.fields["is_secret"].disabled = True
            self.initial["is_secret"] = True
            self.fields["is_secret"].help_text = "Assez de membres l’ont demandé\u00a0: ce vote est secret."

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == MotionKind.GRANT:
            self._clean_grant(data)
        elif data.get("kind"):
            for name in GRANT_FIELDS:
                self.errors.pop(name, None)
            self._need_reasons("La lettre à la personne reprend")
            if data["kind"] == MotionKind.DEFER and not data.get("defer_until") and "defer_until" not in self.errors:
                self.add_error("defer_until", "Indiquez jusqu’à quand ajourner\u00a0: une date à venir.")
            if data["kind"] == MotionKind.REDIRECT and not data.get("target_scheme"):
                self.add_error("target_scheme", "Indiquez le dispositif vers lequel réorienter.")
        return data

    def _clean_grant(self, data: dict[str, Any]) -> None:
        terms = self.terms
        if "amount" in data:
            amount = data["amount"]
            if not terms.amount_min <= amount <= terms.amount_max:
                span = f"{short_euros(terms.amount_min)} à {short_euros(terms.amount_max)}"
                self.add_error("amount", f"Indiquez un montant de {span}.")
            elif amount > self.asked:
                self.add_error(
                    "amount", f"La personne demande {euros(self.asked)}\u00a0: on ne peut pas accorder davantage."
                )
            elif amount < self.asked:
                self._need_reasons("Moins que demandé\u00a0: la lettre explique")
        if "months" in data:
            months = data["months"]
            if not terms.months_min <= months <= terms.months_max:
                self.add_error("months", f"Indiquez une durée de {terms.months_min} à {terms.months_max} mois.")

    def _need_reasons(self, why: str) -> None:
        grounds = self.cleaned_data.get("grounds")
        if not grounds and "grounds" in self.cleaned_data:
            self.add_error("grounds", f"{why} le motif\u00a0: choisissez-le.")
        elif grounds and not make_sense(self.cleaned_data["kind"], grounds):
            self.add_error("grounds", "Ce motif ne convient pas à cette proposition\u00a0: choisissez-en un autre.")
            grounds = None
        if not (self.cleaned_data.get("explanation") or "").strip() and "explanation" in self.cleaned_data:
            self.add_error(
                "explanation", self._offer(grounds) or f"{why} la raison\u00a0: écrivez-la en une ou deux phrases."
            )

    def _offer(self, grounds: str | None) -> str:
        """Writes the first words of a ground into the empty explanation; what to do with them."""
        if not grounds:
            return ""
        self.data = self.data.copy()
        self.data[self.add_prefix("explanation")] = first_words(grounds, self.words)
        return "Voici un début d’explication d’après le motif\u00a0: relisez-le, complétez-le, puis mettez aux voix."

    @property
    def needs_reasons(self) -> bool:
        """Whether to show the reasons at once: something is wrong there, or the proposal is not a plain grant."""
        wrong = any(name in self.errors for name in ("target_scheme", "grounds", "explanation", *DEFERRAL_FIELDS))
        kind, grounds = self["kind"].value(), self["grounds"].value()
        return wrong or kind != MotionKind.GRANT or bool(grounds)

    def as_motion(self) -> dict[str, Any]:
        """The arguments of `put_motion`."""
        data = self.cleaned_data
        is_grant = data["kind"] == MotionKind.GRANT
        terms = {name: data[name] for name in (*GRANT_FIELDS, "conditions")} if is_grant else {}
        if data["kind"] == MotionKind.DEFER:
            terms = {name: data[name] for name in DEFERRAL_FIELDS}
        partial = is_grant and data["amount"] < self.asked
        reasons = {} if is_grant and not partial else {"grounds": data["grounds"], "explanation": data["explanation"]}
        target = data["target_scheme"] if data["kind"] == MotionKind.REDIRECT else None
        given = {"kind": data["kind"], "target_scheme": target, "is_secret": data["is_secret"]}
        return given | {"expected_revision": data["revision"]} | terms | reasons


def _first_answers(item: AgendaItem, former: Motion | None) -> dict[str, Any]:
    application, project = item.application, item.application.project
    asked = {"kind": MotionKind.GRANT, "amount": project.amount, "months": project.months, "payee": project.payee}
    if item.withdraws_id is not None:
        asked["kind"] = MotionKind.WITHDRAW
    if former is not None:
        asked |= {name: value for name in KEPT if (value := getattr(former, name)) not in (None, "")}
    return asked | {"revision": application.revision}


class HandsForm(HouseForm, forms.Form):
    """The hands that were raised, one line a member; a line left without choice is not noted."""

    others = forms.ChoiceField(
        label="Toutes les lignes laissées vides",
        required=False,
        choices=[("", "Ne rien noter"), *[(choice.value, choice.label) for choice in Choice]],
        help_text="Pour un vote presque unanime\u00a0: notez d’abord les voix différentes, puis choisissez ici.",
    )

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {f"seat_{seat.pk}": seat for seat in seats}
        for name, seat in self.seats.items():
            self.fields[name] = forms.ChoiceField(
                label=str(seat), choices=Choice.choices, required=False, widget=Choices()
            )

    @property
    def lines(self) -> list[forms.BoundField]:
        return [self[name] for name in self.seats]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not self.voices():
            self.add_error(None, "Notez au moins une voix.")
        return data

    def voices(self) -> dict[Seat, Choice]:
        """The voices noted, by seat."""
        others = self.cleaned_data.get("others")
        said = {seat: self.cleaned_data.get(name) or others for name, seat in self.seats.items()}
        return {seat: Choice(choice) for seat, choice in said.items() if choice}
