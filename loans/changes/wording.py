"""Changes in words. Pure."""

from harmonie.money import short_euros

from ..enums import AmendmentKind
from ..models import Amendment


def in_short(amendment: Amendment) -> str:
    """« Rééchelonné : 400 € en 12 échéances », « 2 échéances reportées »."""
    if amendment.kind == AmendmentKind.DEFERRAL:
        several = "s" if amendment.months > 1 else ""
        return f"{amendment.months} échéance{several} reportée{several}"
    owed = f"{short_euros(amendment.schedule.amount)} " if amendment.schedule else ""
    return f"Rééchelonné\u00a0: {owed}en {amendment.months} échéance{'s' if amendment.months > 1 else ''}"
