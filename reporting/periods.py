"""The span of days a report is about."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from harmonie.schemes.models import Scheme

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class Period:
    """Both days count. Without a scheme, all of them."""

    start: date
    end: date
    scheme: Scheme | None = None

    def covers(self, moment: str) -> Q:
        """A condition on the moment stored in field `moment`, by days of the town's calendar."""
        return Q(**{f"{moment}__gte": midnight(self.start), f"{moment}__lt": midnight(self.end + timedelta(days=1))})

    def under(self, scheme: str) -> Q:
        """A condition on the field that holds the scheme."""
        return Q(**{scheme: self.scheme}) if self.scheme else Q()

    @property
    def years(self) -> range:
        return range(self.start.year, self.end.year + 1)

    @property
    def months(self) -> int:
        """How many calendar months the period touches."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1


def midnight(day: date) -> datetime:
    """The first moment of a day in the town's time."""
    return timezone.make_aware(datetime.combine(day, time.min))
