"""What the forms of the steps share: their validators and their lists of choices."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

FIRST_BIRTH = date(1900, 1, 1)


def born(birth_date: date) -> None:
    if birth_date > timezone.localdate():
        raise ValidationError("Cette date de naissance est dans l’avenir\u00a0: vérifiez l’année.")
    if birth_date < FIRST_BIRTH:
        raise ValidationError("Cette date de naissance est trop ancienne\u00a0: vérifiez l’année.")


def more_than_nothing(amount: Decimal) -> None:
    if amount <= 0:
        raise ValidationError("Écrivez un montant au-dessus de zéro, ou retirez la ligne.")


def above_zero(amount: Decimal) -> None:
    if amount <= 0:
        raise ValidationError("Écrivez un montant au-dessus de zéro, ou laissez vide.")


def first_blank(choices: Any, blank: str = "Choisissez") -> list[tuple[str, str]]:
    return [("", blank), *((value, label[:1].upper() + label[1:]) for value, label in choices)]


def capital(choices: Any) -> list[tuple[str, str]]:
    return first_blank(choices)[1:]
