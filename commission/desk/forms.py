"""What is typed at the desk about the room. These forms parse and explain; the actions decide."""

from typing import Any

from django import forms

from harmonie.forms import HouseForm

from ..enums import Presence
from ..models import Meeting, Seat


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
