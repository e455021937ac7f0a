"""What is typed at the desk about the room. These forms parse and explain; the actions decide."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from harmonie.forms import HouseForm

from ..enums import Presence
from ..models import Meeting, Seat
from ..planning.forms import ClockField


class PostponeForm(HouseForm, forms.Form):
    why = forms.CharField(
        label="Pourquoi ce dossier est reporté",
        max_length=180,
        error_messages={"required": "Indiquez pourquoi le dossier est reporté."},
    )


class PostponeRemainingForm(HouseForm, forms.Form):
    prefix = "reste"
    why = forms.CharField(
        label="Pourquoi ces points sont reportés",
        max_length=180,
        error_messages={"required": "Indiquez pourquoi ces points sont reportés."},
    )


class PresenceForm(forms.Form):
    presence = forms.ChoiceField(choices=Presence.choices)


class AnnounceForm(forms.Form):
    """A member notes their own presence; nobody else's, and nothing but coming and going."""

    presence = forms.ChoiceField(choices=[(Presence.PRESENT, "présent"), (Presence.LEFT, "parti")])


class HourForm(HouseForm, forms.Form):
    """An arrival or a departure at its true hour, today; the same one at another hour corrects it."""

    prefix = "heure"
    seat = forms.ModelChoiceField(queryset=Seat.objects.none(), label="Membre")
    presence = forms.ChoiceField(
        label="Mouvement", choices=[(Presence.PRESENT, "Arrivée ou retour"), (Presence.LEFT, "Départ")]
    )
    at = ClockField(label="Heure", max_length=10)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = meeting.seats.select_related("user").order_by("precedence", "pk")
        self.speak()

    def moment(self, now: datetime) -> datetime:
        """The hour that was typed, today."""
        return timezone.make_aware(datetime.combine(timezone.localdate(now), self.cleaned_data["at"]))


class ProxyForm(HouseForm, forms.Form):
    """An absent member's written proxy."""

    giver = forms.ModelChoiceField(queryset=Seat.objects.none(), label="Membre absent")
    holder = forms.ModelChoiceField(queryset=Seat.objects.none(), label="Donne pouvoir à")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = meeting.seats.select_related("user").order_by("precedence", "pk")
        self.fields["giver"].queryset = seats.exclude(presence=Presence.PRESENT).exclude(
            pk__in=seats.filter(proxies_given__revoked_at=None, proxies_given__isnull=False).values("pk")
        )
        self.fields["holder"].queryset = seats
