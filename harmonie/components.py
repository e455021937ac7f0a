"""What pages hand to the shared components: small records, one a thing seen on screen.

`templates/components/README.md` shows each with the tag that draws it.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from .chips import Chip


class Step(NamedTuple):
    """One door of the corridor. `state` is "done", "current", "stopped", or "" for a door not reached yet."""

    name: str
    state: Literal["", "done", "current", "stopped"] = ""
    note: str = ""
    url: str = ""
    figure: int | None = None


class VerdictLine(NamedTuple):
    """One condition, said to a person: what it is, then the figures. `tone` is "pass", "fail" or "flag"."""

    tone: Literal["pass", "fail", "flag"]
    say: str
    why: str = ""


class Tile(NamedTuple):
    """A key figure, already written in French: « 600,00 € », « 12 »."""

    label: str
    value: str
    note: str = ""
    is_late: bool = False


class Tab(NamedTuple):
    """One of the lists that a page can show."""

    label: str
    url: str
    is_current: bool = False
    count: int | None = None  # type: ignore[assignment]


class Todo(NamedTuple):
    """Something that waits for somebody: the sentence to do, then what it is about and since when."""

    do: str
    url: str
    about: str = ""
    age: str = ""
    chip: Chip | None = None


class Event(NamedTuple):
    """Something that happened. `is_step` fills the small door: the case moved on. `kind` sorts them for a filter."""

    on: date | datetime
    what: str
    why: str = ""
    is_step: bool = False
    kind: str = ""


class Part(NamedTuple):
    """A stretch of a bar, in the bar's own unit. `tone` is "", "soft" or "late"."""

    amount: Decimal | int
    label: str = ""
    tone: Literal["", "soft", "late"] = ""
