"""The figures of the bilan, as French says them."""

from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

from harmonie.dates import plain_day
from harmonie.money import short_euros

from ..periods import Period
from .measures import CENT, TENTH
from .question import Question
from .tables import Row, Unit

NARROW = "\u202f"
NOTHING = "–"


def said(row: Row) -> str:
    """The row's own figure with its unit: « 21 », « 13 211 € », « 84 % », « 16 jours »; a dash for none."""
    if row.count is not None:
        return whole(row.count)
    figure = next((figure for figure in (row.amount, row.share, row.value) if figure is not None), None)
    return NOTHING if figure is None else in_unit(figure, _unit_of(row))


def _unit_of(row: Row) -> Unit:
    if row.amount is not None:
        return Unit.EUROS
    return Unit.PERCENT if row.share is not None else row.unit


def in_unit(figure: Decimal, unit: Unit) -> str:
    """A figure in words. A share is a part of one."""
    if unit == Unit.EUROS:
        return short_euros(figure.quantize(CENT, ROUND_HALF_UP))
    if unit == Unit.PERCENT:
        return percent(figure)
    if unit == Unit.NONE:
        return whole(figure)
    return f"{plain(figure)}\u00a0{_agreed(figure, unit)}"


def percent(share: Decimal | None) -> str:
    """« 84 % », « 4,5 % »: one decimal where it tells something."""
    return NOTHING if share is None else f"{plain(100 * share)}{NARROW}%"


def plain(figure: Decimal) -> str:
    """To the tenth, without a useless zero."""
    return format_decimal(figure.quantize(TENTH, ROUND_HALF_UP), "#,##0.#", locale="fr").replace("-", "−")


def whole(figure: Decimal | int) -> str:
    return format_decimal(figure, "#,##0", locale="fr")


def difference(by: Decimal, unit: Unit) -> str:
    """« en hausse de 3 », « en baisse de 120 € », « stable »: the arrow in words."""
    size = abs(100 * by if unit == Unit.PERCENT else by).quantize(CENT if unit == Unit.EUROS else TENTH, ROUND_HALF_UP)
    if not size:
        return "stable"
    points = f"{plain(size)}\u00a0point{'s' if size >= 2 else ''}"
    text = points if unit == Unit.PERCENT else in_unit(size, unit)
    return f"en {'hausse' if by > 0 else 'baisse'} de {text}"


def _agreed(figure: Decimal, unit: Unit) -> str:
    return "jour" if unit == Unit.DAYS and abs(figure) < 2 else unit.value


def span(period: Period) -> str:
    """« Du 1er janvier au 4 juin 2007 », « Du 1er au 31 mars 2026 », « Le 4 juin 2007 »; both years if they differ."""
    if period.start == period.end:
        return f"Le {plain_day(period.start)}"
    start = plain_day(period.start)
    if period.start.year == period.end.year:
        words = start.split("\u00a0")
        start = words[0] if period.start.month == period.end.month else "\u00a0".join(words[:-1])
    return f"Du {start} au {plain_day(period.end)}"


def narrowed_to(question: Question) -> str:
    """« Crédit Harmonie, L’Escale, logement », or « tous dispositifs »."""
    words = [str(question.scheme or "tous dispositifs")]
    words += [str(question.partner)] if question.partner else []
    words += [question.purpose_label] if question.purpose else []
    return ", ".join(words)
