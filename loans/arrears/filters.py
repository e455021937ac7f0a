"""What an address asks of the list of late loans, and the place in it where a page starts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict

from harmonie.accounts.models import User
from harmonie.forms import DayField
from harmonie.paging import key

from ..queries import search_loans
from .late import Late, late_loans, running_on
from .words import LETTERS, Age, Next

EVERY, SIZE = "tous", 25
FIRST_DAY = date(2000, 1, 1)
ODD_DAY = "Écrivez une date passée qui existe, sous la forme jj/mm/aaaa, par exemple 31/12/2026."


@dataclass(frozen=True)
class Filters:
    """`step` is a `Next`, or "tous"; `trouble` says what is wrong with the day that was typed."""

    today: date
    on: date
    step: str = ""
    age: str = ""
    q: str = ""
    trouble: str = ""
    typed_day: str = ""

    @classmethod
    def read(cls, asked: QueryDict, today: date) -> "Filters":
        on, typed, trouble = today, asked.get("au", "").strip()[:20], ""
        if typed:
            try:
                on = DayField().clean(typed) or today
            except (ValidationError, ValueError):
                trouble = ODD_DAY
            if not FIRST_DAY <= on <= today:
                on, trouble = today, ODD_DAY
        step, age = asked.get("etape", ""), asked.get("age", "")
        return cls(
            today,
            on,
            step if step in (*Next.values, EVERY) else "",
            age if age in Age.values else "",
            asked.get("q", "").strip().replace("\0", "")[:80],
            trouble,
            typed,
        )

    @property
    def is_past(self) -> bool:
        return self.on != self.today

    def address(self, **change: str) -> str:
        """The words of these filters, some of them changed."""
        asked = replace(self, **change)  # type: ignore[arg-type]
        day = f"{self.on:%Y-%m-%d}" if self.is_past else ""
        words = {"etape": asked.step, "age": asked.age, "q": asked.q, "au": day}
        return urlencode({word: value for word, value in words.items() if value})


def asked_for(filters: Filters, user: User) -> list[Late]:
    """Every late loan that answers the search, whatever its step and age."""
    loans = running_on(user, filters.on, filters.today)
    return late_loans(search_loans(loans, filters.q) if filters.q else loans, filters.on)


def step_shown(filters: Filters, late: Sequence[Late]) -> str:
    """The list one comes to: the first letter that somebody waits for, else all of them."""
    waiting = {one.next for one in late}
    return filters.step or next((step.value for step in LETTERS if step in waiting), EVERY)


def kept(late: Sequence[Late], step: str, age: str) -> list[Late]:
    return [one for one in late if step in (EVERY, one.next) and (not age or one.found.age == age)]


class Stretch(NamedTuple):
    """One page of the list, and the marks of its neighbours ("" at an end)."""

    rows: Sequence[Late]
    previous: str
    following: str


def stretch(late: Sequence[Late], asked: QueryDict) -> Stretch:
    """The page after `?apres=`, or before `?avant=`: a day and a key, so that nobody is skipped when somebody pays."""
    after, before = _mark(asked.get("apres")), _mark(asked.get("avant"))
    if after is None and before is not None:
        known = [one for one in late if _key(one) < before]
        rows, previous, following = known[-SIZE:], len(known) > SIZE, True
    else:
        known = [one for one in late if after is None or _key(one) > after]
        rows, previous, following = known[:SIZE], after is not None, len(known) > SIZE
    return Stretch(
        rows, _written(rows[0]) if rows and previous else "", _written(rows[-1]) if rows and following else ""
    )


def _key(late: Late) -> tuple[date, int]:
    return late.found.since or FIRST_DAY, late.loan_id


def _mark(text: str | None) -> tuple[date, int] | None:
    day, _, number = (text or "").partition("~")
    try:
        since, loan = date.fromisoformat(day), key(number)
    except ValueError:
        return None
    return None if loan is None else (since, loan)


def _written(late: Late) -> str:
    return f"{late.found.since}~{late.loan_id}"
