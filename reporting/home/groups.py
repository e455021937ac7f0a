"""What the first page is made of: lines in groups, the most pressing first.

A group costs two queries at most, however long its list: the first lines, and a count that stops at `MOST`.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.chips import Chip
from harmonie.components import Todo
from harmonie.dates import short_day, waiting_since

from ..periods import midnight

FEW = 4  # lines of a group: enough to begin with, the list has the rest
MOST = 99  # beyond, nobody needs the exact figure
NEAR_DAYS = 15  # a deadline this close, or past, comes before what is merely old


class Waiting(NamedTuple):
    """Something to do, since which day and, where there is one, until which. `case` is the dossier's or loan's number:
    one thing seen from two roles is shown once."""

    since: date
    todo: Todo
    due: date | None = None
    case: str = ""


class Group(NamedTuple):
    """Things of one kind. `url` leads to the list that shows exactly these, `count` of them; where no list does,
    `count` is None."""

    label: str
    lines: list[Waiting]
    count: int | None = None
    url: str = ""

    @property
    def figure(self) -> str:
        """« 12 », « 99+ », "" where nothing is counted."""
        return "" if self.count is None else f"{MOST}+" if self.count > MOST else str(self.count)

    @property
    def is_longer(self) -> bool:
        """Whether the list holds more than the lines that are shown here."""
        return self.count is not None and self.count > FEW


type Desk = Callable[[User, date], Iterator[Group]]


def urgency(line: Waiting, today: date) -> tuple[bool, date]:
    """What has a deadline that is near or past comes first, the nearest first; then the rest, the oldest first."""
    is_near = line.due is not None and line.due <= today + timedelta(days=NEAR_DAYS)
    return not is_near, line.due if is_near and line.due else line.since


def in_order(groups: Iterable[Group], today: date) -> list[Group]:
    """Groups and their lines, the most pressing first; each case stands once, where it presses most."""
    full = [group._replace(lines=sorted(group.lines, key=lambda line: urgency(line, today))) for group in groups]
    seen: set[object] = set()
    shown = [group._replace(lines=list(_unseen(group.lines, seen))) for group in sorted(full, key=_first(today))]
    return sorted(shown, key=_first(today))


def _first(today: date) -> Callable[[Group], tuple[bool, date]]:
    """How pressing a group is: as its first line; last, when all it has is shown elsewhere."""
    return lambda group: urgency(group.lines[0], today) if group.lines else (True, date.max)


def _unseen(lines: Iterable[Waiting], seen: set[object]) -> Iterator[Waiting]:
    for line in lines:
        key = line.case or line.todo
        if key not in seen:
            seen.add(key)
            yield line


def first_of(rows: QuerySet[Any]) -> list[Any]:
    """The rows that a group shows."""
    return list(rows[:FEW])


def counted(rows: QuerySet[Any], shown: list[Any]) -> int:
    """How many rows, asked only when they may be more than what is shown; at most one beyond `MOST`."""
    return len(shown) if len(shown) < FEW else rows.order_by().values("pk")[: MOST + 1].count()


def listed(
    label: str, rows: QuerySet[Any], line: Callable[[Any], Waiting], url: str, *, count: bool = True
) -> Iterator[Group]:
    """The group of these rows, if there are any. `url` shows the same rows."""
    shown = first_of(rows)
    if shown:
        yield Group(label, [line(row) for row in shown], counted(rows, shown) if count else None, url)


def waiting(
    since: date,
    today: date,
    do: str,
    url: str,
    about: str,
    chip: Chip | None,
    *,
    due: date | None = None,
    case: str = "",
    is_event: bool = False,
) -> Waiting:
    """One line, with its age in words, or its deadline once that is near; `is_event` when `due` is a meeting's day."""
    age = waiting_since(since, today)
    if due is not None and due <= today + timedelta(days=NEAR_DAYS):
        word = "depuis le" if due < today else "le" if is_event else "avant le"
        age = "aujourd’hui" if due == today else f"{word} {short_day(due)}"
    return Waiting(since, Todo(do, url, about, age, chip), due, case)


def day_of(moment: datetime) -> date:
    return timezone.localdate(moment)


def days_before(today: date, days: int) -> datetime:
    return midnight(today - timedelta(days=days))
