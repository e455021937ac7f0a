"""At which meeting a withdrawal is voted."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from harmonie.dates import clock, long_day
from harmonie.forms import HouseForm

from ..models import Meeting


class MeetingChoice(forms.ModelChoiceField):
    def label_from_instance(self, meeting: Meeting) -> str:
        return f"{long_day(meeting.starts_at).capitalize()} à {clock(meeting.starts_at)}, {meeting.place}"


class WithdrawalForm(HouseForm, forms.Form):
    """The meeting that will vote on the withdrawal."""

    meeting = MeetingChoice(
        label="Séance qui votera le retrait",
        queryset=Meeting.objects.none(),
        empty_label="Choisissez une séance",
        error_messages={"invalid_choice": "Cette séance n’est plus à venir, ou son ordre du jour est clos."},
    )

    late_reason = forms.CharField(
        label="Raison d’une inscription tardive",
        required=False,
        max_length=200,
        help_text="Seulement si la séance est si proche que son ordre du jour est arrêté.",
    )

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
