"""Who asked: age, consumption units, earned income, family, housing. Counts only, never a name."""

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, FloatField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable, F, Func

from applications.enums import FamilyStatus, Housing
from applications.models import Applicant, EligibilityCheck, LoanApplication

from . import populations
from .history import known
from .question import Question
from .tables import Kind, Row, Section, shared, total_of

type Band = tuple[str, str]  # the code in addresses, and the words
NOTHING = "rien"

# Whole years on the day of the request; a band begins at its years and ends where the next one begins.
AGES = (
    (0, ("moins-25", "Moins de 25\u00a0ans")),
    (25, ("25-34", "De 25 à 34\u00a0ans")),
    (35, ("35-44", "De 35 à 44\u00a0ans")),
    (45, ("45-54", "De 45 à 54\u00a0ans")),
    (55, ("55-64", "De 55 à 64\u00a0ans")),
    (65, ("65", "65\u00a0ans et plus")),
)
UNITS = (
    (Decimal(0), ("1", "1\u00a0UC")),
    (Decimal("1.1"), ("1-2", "Plus de 1 et moins de 2\u00a0UC")),
    (Decimal(2), ("2-3", "De 2 à moins de 3\u00a0UC")),
    (Decimal(3), ("3", "3\u00a0UC et plus")),
)
EARNINGS = (
    (Decimal(0), ("sans", "Sans revenu d’activité")),
    (Decimal("0.01"), ("avec", "Avec un revenu d’activité")),
)
UNCHECKED = (NOTHING, "Pas encore contrôlé")
UNKNOWN = (NOTHING, "Non renseigné")
FAMILY, HOUSING = (
    [(value, label.capitalize()) for value, label in choices.choices] for choices in (FamilyStatus, Housing)
)


# What is measured, request by request -------------------------------------------------------------


class _Years(Func):
    """The whole years between two days, as birthdays count them."""

    template = "DATE_PART('year', AGE(%(expressions)s))"
    output_field = FloatField()


def years(question: Question) -> Combinable:
    """The person's age on the day of the request."""
    born = known(Applicant, "birth_date", key="applicant", now="applicant__birth_date", before=question.known_before)
    return _Years(F("requested_on"), born)


def checked(question: Question, field: str) -> Combinable:
    """A figure of the last eligibility check, as its record has it. A request's own check is written last."""
    checks = EligibilityCheck.objects.filter(
        populations.earlier("checked_at", question.known_before), application=OuterRef("pk")
    )
    return Subquery(checks.order_by("-pk").values(field)[:1])


MEASURES: dict[str, Callable[[Question], Combinable]] = {
    "age": years,
    "uc": lambda question: checked(question, "consumption_units"),
    "revenu": lambda question: checked(question, "earned_income"),
    "famille": lambda question: populations.of_request(question, "family_status"),
    "logement": lambda question: populations.of_request(question, "housing"),
}
SCALES: dict[str, Sequence[tuple[Any, Band]]] = {"age": AGES, "uc": UNITS, "revenu": EARNINGS}
WORDS = {"famille": FAMILY, "logement": HOUSING}
TITLES = {
    "age": ("Âge des personnes", "Âge au jour de la demande"),
    "uc": ("Taille des foyers", "Unités de consommation"),
    "revenu": ("Revenus d’activité", "Foyer"),
    "famille": ("Situation familiale", "Situation"),
    "logement": ("Logement", "Logement"),
}


# The tables --------------------------------------------------------------------------------------


def sections(question: Question) -> list[Section]:
    """One query each."""
    return [_section(question, key) for key in MEASURES]


def _section(question: Question, key: str) -> Section:
    rows = populations.received(question).order_by().annotate(measure=MEASURES[key](question))
    counts: Counter[Band] = Counter()
    for value, count in rows.values_list("measure").annotate(n=Count("pk")):
        counts[_band(key, value)] += count
    lines = [Row(band[1], counts[band], cases=f"{key}-{band[0]}") for band in bands(key) if _is_shown(band, counts)]
    title, head = TITLES[key]
    return Section(key, title, Kind.PARTS, shared(lines), total_of(lines), (head, "Demandes"))


def _is_shown(band: Band, counts: Counter[Band]) -> bool:
    """A band of the scale is shown though empty; « non renseigné » only where it happens."""
    return bool(counts) and (band[0] != NOTHING or counts[band] > 0)


def bands(key: str) -> list[Band]:
    """Every band of a table, in its order."""
    if key in SCALES:
        return [*(band for _, band in SCALES[key]), UNCHECKED]
    return [*WORDS[key], UNKNOWN]


def _band(key: str, value: Any) -> Band:
    if key in SCALES:
        return UNCHECKED if value is None else max(rung for rung in SCALES[key] if rung[0] <= value)[1]
    return next((band for band in WORDS[key] if band[0] == value), UNKNOWN)


def behind(question: Question, key: str, code: str) -> QuerySet[LoanApplication]:
    """The requests of one band."""
    rows = populations.received(question).alias(measure=MEASURES[key](question))
    if key not in SCALES:
        return rows.filter(measure="" if code == NOTHING else code)
    if code == NOTHING:
        return rows.filter(measure=None)
    rungs = SCALES[key]
    place = next(place for place, (_, band) in enumerate(rungs) if band[0] == code)
    rows = rows.filter(measure__gte=rungs[place][0])
    return rows.filter(measure__lt=rungs[place + 1][0]) if place + 1 < len(rungs) else rows
