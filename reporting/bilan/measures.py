"""Aggregates that PostgreSQL computes and Django does not name, and figures as Decimals."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Aggregate, DurationField, FloatField

ZERO = Decimal("0.00")
TENTH, CENT = Decimal("0.1"), Decimal("0.01")
DAY = timedelta(days=1)


class Median(Aggregate):
    """The middle one of several figures, or the mean of the two middle ones, as PostgreSQL reckons it."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


class MedianSpan(Median):
    """The middle one of several spans of time."""

    output_field = DurationField()


def decimal(figure: float | Decimal | None, to: Decimal = CENT) -> Decimal | None:
    """The figure rounded half up; None stays None."""
    return None if figure is None else Decimal(str(figure)).quantize(to, ROUND_HALF_UP)


def days(span: timedelta | None) -> Decimal | None:
    """A span as days, to the tenth."""
    return None if span is None else decimal(span / DAY, TENTH)
