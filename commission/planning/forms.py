"""What is typed to plan a meeting, to end one before it began, and to call a substitute."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from harmonie.controls import Choices
from harmonie.dates import clock
from harmonie.forms import DayField, HouseForm
from harmonie.free_text import FreeTextField

from ..enums import Mode
from ..models import Mandate, Meeting, Seat

CLOCK = re.compile(r"(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?", re.ASCII)
MODES = [
    (Mode.IN_ROOM, "Dans la salle"),
    (Mode.REMOTE, "À distance"),
    (Mode.WRITTEN, "Consultation écrite"),
]
ASKED = {"place": Mode.IN_ROOM, "link": Mode.REMOTE, "until_day": Mode.WRITTEN, "until_clock": Mode.WRITTEN}
PLACES = {Mode.REMOTE: "À distance", Mode.WRITTEN: "Par écrit"}


class ClockField(forms.CharField):
    """An hour of the day: « 14 h 30 », « 14:30 », « 14h »."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "placeholder": "14 h 30", "class": "field-short"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> time | None:
        text = super().clean(value)
        if not text and not self.required:
            return None
        found = CLOCK.fullmatch(text.strip().lower())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour > 23 or minute > 59:
            raise ValidationError("Écrivez une heure, par exemple 14 h 30.")
        return time(hour, minute)


class MeetingForm(HouseForm, forms.Form):
    """When, where and how the commission meets. What another way of meeting asks is not kept."""

    day = DayField(label="Date")
    clock = ClockField(label="Heure")
    mode = forms.ChoiceField(label="Comment se tient-elle\u202f?", choices=MODES, widget=Choices, initial=Mode.IN_ROOM)
    place = forms.CharField(
        label="Lieu", max_length=120, help_text="La salle et le bâtiment, comme sur la convocation."
    )
    link = forms.URLField(
        label="Adresse de la visioconférence",
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text="Les membres la reçoivent avec la convocation.",
        error_messages={
            "required": "Indiquez l’adresse à laquelle les membres se retrouveront.",
            "invalid": "Écrivez une adresse entière, par exemple https://visio.example/commission.",
        },
    )
    until_day = DayField(
        label="Voix attendues jusqu’au",
        error_messages={"required": "Indiquez le jour et l’heure jusqu’auxquels les voix sont attendues."},
    )
    until_clock = ClockField(label="À", error_messages={"required": "Indiquez l’heure de la fin."})

    def __init__(self, data: dict[str, Any] | QueryDict | None = None, *, today: date, **kwargs: Any) -> None:
        if data is not None and not data.get("mode"):
            data = data.copy()  # a QueryDict of the request does not change
            data["mode"] = Mode.IN_ROOM.value
        super().__init__(data, **kwargs)
        self.today = today
        # Before anything is sent all of them are drawn as asked: the page hides those of another way.
        for name, mode in ASKED.items():
            self.fields[name].required = not self.is_bound or self._mode == mode

    def clean_day(self) -> date:
        return self._to_come(self.cleaned_data["day"])

    def clean_until_day(self) -> date | None:
        day = self.cleaned_data["until_day"]
        return self._to_come(day) if day and self._mode == Mode.WRITTEN else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        known = all(cleaned.get(name) is not None for name in ("day", "clock", "until_day", "until_clock"))
        written = known and cleaned.get("mode") == Mode.WRITTEN
        if written and _moment(cleaned["until_day"], cleaned["until_clock"]) <= self.starts_at:
            self.add_error("until_day", "La consultation finit avant de commencer\u00a0: choisissez plus tard.")
        return cleaned

    @property
    def _mode(self) -> str:
        return self.data.get(self.add_prefix("mode")) or self.initial.get("mode") or Mode.IN_ROOM

    def _to_come(self, day: date) -> date:
        if day < self.today:
            raise ValidationError("Cette date est passée\u00a0: choisissez un jour à venir.")
        if day.year > self.today.year + 2:
            raise ValidationError("Cette date est trop lointaine\u00a0: vérifiez l’année.")
        return day

    @property
    def chosen_day(self) -> date | None:
        """The day that was typed or is proposed, when it makes sense; also before anything is sent."""
        if self.is_bound:
            self.full_clean()
            return self.cleaned_data.get("day")
        return self.initial.get("day")

    @property
    def starts_at(self) -> datetime:
        return _moment(self.cleaned_data["day"], self.cleaned_data["clock"])

    @property
    def facts(self) -> dict[str, Any]:
        """What `plan_meeting` and `change_meeting` take, once valid."""
        given = self.cleaned_data
        mode = Mode(given["mode"])
        return {
            "starts_at": self.starts_at,
            "mode": mode,
            "place": given["place"] or PLACES.get(mode, ""),
            "link": given["link"] if mode == Mode.REMOTE else "",
            "vote_until": _moment(given["until_day"], given["until_clock"]) if mode == Mode.WRITTEN else None,
        }


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def typed_from(meeting: Meeting) -> dict[str, Any]:
    """What a meeting says, as somebody would have typed it."""
    begins = timezone.localtime(meeting.starts_at)
    ends = meeting.vote_until and timezone.localtime(meeting.vote_until)
    return {
        "day": begins.date(),
        "clock": clock(begins),
        "mode": meeting.mode,
        "place": meeting.place,
        "link": meeting.link,
        "until_day": ends and ends.date(),
        "until_clock": ends and clock(ends),
    }


class SubstituteForm(forms.Form):
    """A member of this meeting, and the mandate by which somebody substitutes for them."""

    seat = forms.ModelChoiceField(Seat.objects.none())
    mandate = forms.ModelChoiceField(Mandate.objects.none())

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = meeting.seats.select_related("meeting", "user")
        substitutes = Mandate.objects.in_office(timezone.localdate(meeting.starts_at)).exclude(substitute_for=None)
        self.fields["mandate"].queryset = substitutes.select_related("user")


class CancelForm(HouseForm, forms.Form):
    """Why a meeting will not be held; its members read it."""

    why = FreeTextField(
        label="Pourquoi\u202f?",
        max_length=200,
        help_text="Les membres le liront. Ni nom, ni détail d’un dossier.",
        reminder=False,
    )


class ShortNoticeForm(HouseForm, forms.Form):
    """Why the members are told late; the convocation says it."""

    short_notice_reason = FreeTextField(
        label="Pourquoi le délai est-il abrégé\u202f?",
        max_length=200,
        help_text="La convocation et le procès-verbal le diront. Ni nom, ni détail d’un dossier.",
        reminder=False,
    )


class LateForm(HouseForm, forms.Form):
    """Why a case comes after the cut-off; the agenda says it."""

    late_reason = FreeTextField(
        label="Pourquoi ne peut-il pas attendre\u202f?",
        max_length=200,
        help_text="L’ordre du jour le dira aux membres. Ni nom, ni détail de santé.",
        reminder=False,
    )
