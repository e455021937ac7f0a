"""Text that people write freely about somebody: what has no place in it, and who may read it again.

A social-security number has no field here (domain.md §1). In free text it is warned of, never refused: an energy
contract or a file number has 13 figures too. Use `FreeTextField` in a form, then `warn_of_numbers(request, form)` once
it is saved; the page warns at once by itself (static/app.js reads the two attributes of the control).
"""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from .controls import uncapitalised

# With or without its key, however it is spaced. Plain enough to mean the same in a browser, which gets it as it stands.
NUMBER = (
    r"(?<!\d)(?:\d{13}|\d{15}|"
    r"[1-478][\s.-]?\d\d[\s.-]?\d\d[\s.-]?\d[\dAB][\s.-]?\d{3}[\s.-]?\d{3}(?:[\s.-]?\d\d)?)(?!\d)"
)
PATTERN = re.compile(NUMBER, re.IGNORECASE)
WARNING = (
    "Ce texte contient ce qui ressemble à un numéro de sécurité sociale\u00a0: retirez-le, il n’a pas sa place ici."
)
# RGPD, article 15: whoever a text is about may ask for it.
REMINDER = "La personne peut demander à relire ce texte."


def has_number(text: str) -> bool:
    """Whether something in `text` looks like a social-security number."""
    return PATTERN.search(text) is not None


class FreeTextField(forms.CharField):
    """Free text about a person. `rows` makes it a text area; `reminder=False` leaves the reminder to the page."""

    def __init__(self, *, rows: int = 0, reminder: bool = True, **kwargs: Any) -> None:
        if rows:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        if reminder:
            kwargs["help_text"] = f"{kwargs.get('help_text', '')} {REMINDER}".strip()
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-warn-pattern": NUMBER, "data-warn-say": WARNING}


def warn_of_numbers(request: HttpRequest, form: forms.BaseForm | forms.BaseFormSet) -> None:
    """Says, once saved, which answers of a valid form hold what looks like a social-security number."""
    for name in _suspect(form):
        messages.warning(request, f"«\u202f{name}\u202f»\u00a0: {uncapitalised(WARNING)}")


def _suspect(form: forms.BaseForm | forms.BaseFormSet) -> Iterable[str]:
    if isinstance(form, forms.BaseFormSet):
        for number, row in enumerate(form.forms, 1):
            yield from (f"{getattr(form, 'row_name', 'Ligne')} {number}, {label}" for label in _suspect(row))
        return
    for name, field in form.fields.items():
        if isinstance(field, FreeTextField) and has_number(str(form.cleaned_data.get(name, ""))):
            yield str(field.label)
