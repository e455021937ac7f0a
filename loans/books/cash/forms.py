"""What is typed when a month is closed."""

from datetime import date

from django import forms

from harmonie.forms import EurosField, HouseForm

from .queries import FIRST_MONTH


class CloseForm(HouseForm, forms.Form):
    """The cash is counted, then typed: the form proposes nothing."""

    cash_total = EurosField(
        label="Espèces comptées",
        min_value=0,
        help_text="Ce que la caisse a reçu pendant le mois, compté à la main. Écrivez 0 s’il n’y en a pas.",
    )


def month_of(text: str | None) -> date | None:
    """« 2026-11 » as the first day of that month; None for what is no month."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if month >= FIRST_MONTH and month.year < 9000 else None
