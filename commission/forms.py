"""What is typed in a meeting. These forms parse and explain; the actions decide."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from applications.enums import Payee
from applications.models import LoanApplication
from harmonie.controls import Choices
from harmonie.forms import CountField, DayField, EurosField, HouseForm
from harmonie.free_text import FreeTextField
from harmonie.money import euros, short_euros
from harmonie.schemes.models import Scheme, SchemeTerms

from .enums import Choice, Grounds, MotionKind, Presence
from .models import Meeting, Seat

CLOCK = re.compile(r"(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?")
# What still leaves the letter on one page.
EXPLANATION_LENGTH = 600
GRANT_FIELDS = ("amount", "months", "payee")


class ClockField(forms.CharField):
    """An hour of the day: « 14 h 30 », « 14:30 », « 14h »."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "placeholder": "14 h 30", "class": "field-short"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> time | None:
        text = super().clean(value)
        found = CLOCK.fullmatch(text.strip().lower())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour > 23 or minute > 59:
            raise ValidationError("Écrivez une heure, par exemple 14 h 30.")
        return time(hour, minute)


class MeetingForm(HouseForm, forms.Form):
    """When and where the commission meets."""

    day = DayField(label="Date")
    clock = ClockField(label="Heure")
    place = forms.CharField(label="Lieu", max_length=120)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if day < self.today:
            raise ValidationError("Cette date est passée\u00a0: choisissez un jour à venir.")
        if day.year > self.today.year + 2:
            raise ValidationError("Cette date est trop lointaine\u00a0: vérifiez l’année.")
        return day

    @property
    def starts_at(self) -> datetime:
        moment = datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"])
        return timezone.make_aware(moment)


class VoteForm(HouseForm, forms.Form):
    """One voice, for oneself or for the member one represents. Nothing is chosen in advance."""

    seat = forms.ModelChoiceField(queryset=Seat.objects.none(), label="Vous votez pour", empty_label=None)
    choice = forms.ChoiceField(
        label="Votre voix",
        choices=Choice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez Pour, Contre ou Abstention."},
    )

    def __init__(self, *args: Any, seats, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = seats


class RecusalForm(HouseForm, forms.Form):
    """Stepping aside from one case."""

    reason = forms.CharField(
        label="Raison du déport",
        max_length=200,
        help_text="En quelques mots\u00a0: parent, bailleur, fournisseur, employeur de la personne…",
        error_messages={"required": "Indiquez la raison du déport, en quelques mots."},
    )


class PostponeForm(HouseForm, forms.Form):
    why = forms.CharField(
        label="Pourquoi ce dossier est reporté",
        max_length=180,
        error_messages={"required": "Indiquez pourquoi le dossier est reporté."},
    )


class PresenceForm(forms.Form):
    presence = forms.ChoiceField(choices=Presence.choices)


class ProxyForm(HouseForm, forms.Form):
    """An absent member's written proxy."""

    giver = forms.ModelChoiceField(queryset=Seat.objects.none(), label="Membre absent")
    holder = forms.ModelChoiceField(queryset=Seat.objects.none(), label="Donne pouvoir à")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = meeting.seats.select_related("user")
        self.fields["giver"].queryset = seats.exclude(presence=Presence.PRESENT).exclude(
            pk__in=seats.filter(proxies_given__revoked_at=None, proxies_given__isnull=False).values("pk")
        )
        self.fields["holder"].queryset = seats


class AddCaseForm(forms.Form):
    application = forms.ModelChoiceField(queryset=LoanApplication.objects.none(), to_field_name="reference")

    def __init__(self, *args: Any, cases, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = cases


class MotionForm(HouseForm, forms.Form):
    """What the chair puts to the vote, prefilled from the request."""

    units = {"months": "mois"}

    kind = forms.ChoiceField(
        label="Proposition",
        choices=[(value, word.capitalize()) for value, word in MotionKind.choices],
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
        wrong = any(name in self.errors for name in ("target_scheme", "grounds", "explanation"))
        return self.is_bound and (wrong or self.data.get("kind") != MotionKind.GRANT or bool(self.data.get("grounds")))

    def as_motion(self) -> dict[str, Any]:
        """The arguments of `put_motion`."""
        data = self.cleaned_data
        is_grant = data["kind"] == MotionKind.GRANT
        terms = {name: data[name] for name in GRANT_FIELDS} if is_grant else {}
        partial = is_grant and data["amount"] < self.asked
        reasons = {} if is_grant and not partial else {"grounds": data["grounds"], "explanation": data["explanation"]}
        target = data["target_scheme"] if data["kind"] == MotionKind.REDIRECT else None
        return {
            "kind": data["kind"], "target_scheme": target, "expected_revision": data["revision"], **terms, **reasons
        }  # fmt: skip
