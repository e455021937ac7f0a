"""What a bilan is asked for: a period, perhaps one scheme, partner or purpose, and the day whose records answer."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self

from django.utils import timezone

from applications.enums import Purpose
from harmonie.accounts.models import Partner
from harmonie.calendar import add_months

from ..periods import Period, midnight

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Question(Period):
    """A period and what it is narrowed to. With `as_of`, what was recorded after that day is left out."""

    partner: Partner | None = None
    purpose: str = ""
    as_of: date | None = None

    @classmethod
    def of(cls, period: Period) -> "Question":
        """The same period as a question; a question is itself."""
        return period if isinstance(period, cls) else cls(period.start, period.end, period.scheme)

    @property
    def known_before(self) -> datetime | None:
        """The first moment whose records no longer count; None when all that is known counts."""
        return midnight(self.as_of + DAY) if self.as_of else None

    @property
    def day(self) -> date:
        """The day on which balances are struck: the period's last, or the day of the records if that came first."""
        return min(self.end, self.as_of or timezone.localdate())

    @property
    def purpose_label(self) -> str:
        return Purpose(self.purpose).label if self.purpose else ""

    # What it is compared with -----------------------------------------------------------------------

    def before(self) -> Self:
        """The period of the same length just before; of a period that is not over, as much of it as has passed."""
        if self._is_whole_months:
            return self._shifted(self.months)
        length = self.end - self.start + DAY
        return replace(self, start=self.start - length, end=self._elapsed - length)

    def year_before(self) -> Self:
        """The same days, one year earlier."""
        return self._shifted(12)

    def _shifted(self, months: int) -> Self:
        ends_a_month = (self._elapsed + DAY).day == 1
        end = add_months(self._elapsed + DAY, -months) - DAY if ends_a_month else add_months(self._elapsed, -months)
        return replace(self, start=add_months(self.start, -months), end=end)

    @property
    def _elapsed(self) -> date:
        """The last day that has passed; the whole period when none has."""
        return self.day if self.start <= self.day else self.end

    @property
    def _is_whole_months(self) -> bool:
        return self.start.day == 1 and (self.end + DAY).day == 1
