"""The free texts of the minutes: all that a person writes in them."""

from collections.abc import Sequence
from typing import Any

from django import forms

from harmonie.forms import HouseForm
from harmonie.free_text import FreeTextField

from ..models import Minutes
from .points import Point

LENGTH = 4000
REMARK_LENGTH = 2000


class MinutesForm(HouseForm, forms.Form):
    """One remark for each point that the writer may read."""

    opening = FreeTextField(
        label="En ouverture",
        required=False,
        max_length=LENGTH,
        rows=3,
        reminder=False,
        help_text="Communications, approbation ou correction du procès-verbal précédent.",
    )
    closing = FreeTextField(label="En clôture", required=False, max_length=LENGTH, rows=3, reminder=False)

    def __init__(self, *args: Any, points: Sequence[Point], minutes: Minutes | None, **kwargs: Any) -> None:
        known = {"opening": minutes.opening, "closing": minutes.closing} if minutes else {}
        kwargs["initial"] = {**known, **{f"remark_{point.pk}": point.remark for point in points if point.pk}}
        super().__init__(*args, **kwargs)
        for point in points:
            if point.pk:
                self.fields[f"remark_{point.pk}"] = _remark(point)
        self.speak()

    @property
    def remarks(self) -> dict[int, str]:
        """By item."""
        names = [name for name in self.fields if name.startswith("remark_")]
        return {int(name.removeprefix("remark_")): self.cleaned_data[name] for name in names}

    def show_what_was_saved(self) -> None:
        """After a colleague's change: beside each text that differs, theirs."""
        for name in self.fields:
            saved, typed = str(self.initial.get(name, "")), self.cleaned_data.get(name, "")
            if saved and saved != typed:
                self.add_error(name, f"Enregistré entre-temps par un collègue\u00a0: «\u202f{saved}\u202f»")


def _remark(point: Point) -> FreeTextField:
    field = FreeTextField(
        label=f"Remarque sur le point {point.position}", required=False, max_length=REMARK_LENGTH, rows=2
    )
    field.unit = ""  # type: ignore[attr-defined]
    return field
