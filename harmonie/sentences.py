"""What a field says when an answer is missing or does not fit: whole French sentences that name the question."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms

from .money import short_euros


def speak(field: forms.Field) -> None:
    """Replaces Django's own messages; those that the form's author wrote stay."""
    spoken = getattr(field, "spoken", {})
    defaults = _django_messages(field)
    ours = dict(_sentences(field, f"«\u202f{field.label}\u202f»" if field.label else "ce champ"))
    for code, sentence in ours.items():
        if field.error_messages.get(code) in (None, defaults.get(code), spoken.get(code)):
            field.error_messages[code] = sentence
    field.spoken = ours  # type: ignore[attr-defined]


def _django_messages(field: forms.Field) -> dict[str, Any]:
    messages: dict[str, Any] = {}
    for cls in reversed(type(field).__mro__):
        if cls.__module__.startswith("django."):
            messages.update(getattr(cls, "default_error_messages", {}))
    return messages


def _sentences(field: forms.Field, name: str) -> Iterator[tuple[str, str]]:
    yield "required", _required(field, name)
    safe = name.replace("%", "%%")
    yield "invalid_choice", f"Choisissez une des réponses proposées à {safe}."
    yield "max_length", f"Raccourcissez {safe}\u00a0: %(limit_value)d caractères au plus, il y en a %(show_value)d."
    yield "min_length", f"Complétez {safe}\u00a0: %(limit_value)d caractères au moins."
    for code, words in (("min_value", "au moins"), ("max_value", "au plus")):
        limit = getattr(field, code, None)
        if limit is not None:
            yield code, f"{safe}\u00a0: indiquez {words} {_limit(field, limit)}."
    if isinstance(field, forms.EmailField):
        yield "invalid", "Écrivez une adresse électronique complète, par exemple nom@exemple.fr."


def _required(field: forms.Field, name: str) -> str:
    if isinstance(field, forms.BooleanField):
        return f"Cochez la case {name}."
    if isinstance(field, forms.FileField):
        return f"Joignez un fichier à {name}."
    if isinstance(field, forms.ChoiceField):
        return f"Choisissez une réponse à {name}."
    return f"Répondez à {name}." if name.endswith("?\u202f»") else f"Complétez {name}."


def _limit(field: forms.Field, limit: Any) -> str:
    value = limit() if callable(limit) else limit
    if getattr(field, "unit", "") == "€":
        return short_euros(Decimal(value))
    unit = getattr(field, "unit", "").replace("%", "%%")  # Django fills its messages in with the percent sign
    return f"{value} {unit}".strip()
