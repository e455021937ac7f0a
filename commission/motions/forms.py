"""What the chair proposes."""

from typing import Any

from django import forms

from applications.enums import Payee
from applications.models import LoanApplication
from harmonie.controls import Choices
from harmonie.forms import CountField, DayField, EurosField, HouseForm
from harmonie.free_text import FreeTextField
from harmonie.money import euros, short_euros
from harmonie.schemes.models import Scheme, SchemeTerms

from ..enums import Grounds, MotionKind

# What still leaves the letter on one page.
EXPLANATION_LENGTH = 600
CONDITIONS_LENGTH = 300
DEFERRAL_FIELDS = ("awaited_document", "defer_until")
GRANT_FIELDS = ("amount", "months", "payee")


class MotionForm(HouseForm, forms.Form):
    """What the chair puts to the vote, prefilled from the request."""

    units = {"months": "mois"}

    kind = forms.ChoiceField(
        label="Proposition",
        choices=[(value, word.capitalize()) for value, word in MotionKind.choices if value != MotionKind.WITHDRAW],
        widget=Choices(),
    )
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
        choices=[("", "Aucun, tout est accordé"), *[c for c in Grounds.choices if c[0]]],
        required=False,
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
        help_text="Facultatif\u00a0: par exemple «\u202fsur présentation du devis signé\u202f».",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: LoanApplication, terms: SchemeTerms, **kwargs: Any) -> None:
        project = application.project
        kwargs["initial"] = {
            "kind": MotionKind.GRANT,
            "amount": project.amount,
            "months": project.months,
            "payee": project.payee,
            "revision": application.revision,
        }
        super().__init__(*args, **kwargs)
        self.asked, self.terms = project.amount, terms
        others = Scheme.objects.filter(is_active=True).exclude(pk=application.scheme_id)
        self.fields["target_scheme"].queryset = others

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
        if not self.cleaned_data.get("grounds") and "grounds" in self.cleaned_data:
            self.add_error("grounds", f"{why} le motif\u00a0: choisissez-le.")
        if not (self.cleaned_data.get("explanation") or "").strip() and "explanation" in self.cleaned_data:
            self.add_error("explanation", f"{why} la raison\u00a0: écrivez-la en une ou deux phrases.")

    @property
    def needs_reasons(self) -> bool:
        """Whether to show the reasons at once: something is wrong there, or the proposal is not a plain grant."""
        wrong = any(name in self.errors for name in ("target_scheme", "grounds", "explanation", *DEFERRAL_FIELDS))
        return self.is_bound and (wrong or self.data.get("kind") != MotionKind.GRANT or bool(self.data.get("grounds")))

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
        return {
            "kind": data["kind"], "target_scheme": target, "expected_revision": data["revision"], **terms, **reasons
        }  # fmt: skip
