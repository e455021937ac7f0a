"""The register for a spreadsheet, in either form."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from ..enums import RegisterForm
from .entries import Line

OPEN_HEADINGS = ("n°", "date", "dispositif", "objet", "décision", "montant", "mois", "voix", "retrait")
NAMED_HEADINGS = ("demandeur", "dossier", "motif", "décidée par ou sous la présidence de")


def headings(form: RegisterForm) -> tuple[str, ...]:
    return OPEN_HEADINGS + (NAMED_HEADINGS if form == RegisterForm.NOMINATIVE else ())


def row(line: Line, form: RegisterForm) -> tuple[Any, ...]:
    day = timezone.localdate(line.decided_at) if line.decided_at else None
    told = (line.number, day, line.scheme, line.purpose, line.outcome, line.amount, line.months, line.votes, line.bond)
    return told + ((line.who, line.reference, line.grounds, line.by) if form == RegisterForm.NOMINATIVE else ())


def rows(found: Iterator[Line], form: RegisterForm) -> Iterator[tuple[Any, ...]]:
    return (row(line, form) for line in found)
