"""What the one field was given: words, a number, a day. Pure."""

import re
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError

from harmonie.forms import DayField
from loans.counter.scanned import loan_reference, understood

LONGEST = 80  # characters, as every list of the house reads
SHORTEST = 2  # below, nearly everything answers
DOSSIER = re.compile(r"(?:(?:AR|LC|DP)-)?(\d{4}-\d{4,7})(?:-\d{1,4})?", re.IGNORECASE | re.ASCII)
DECISION = re.compile(r"(?:LD-)?(D\d{4}-\d{4,7})", re.IGNORECASE | re.ASCII)
MEETING_PAPER = re.compile(r"(?:CV|FE|PV)-(?:\d{4}-\d{2}-\d{2}-)?(\d{1,9})(?:-\w{1,9}){0,2}", re.IGNORECASE | re.ASCII)
WRITTEN_DAY = re.compile(r"(\d{1,2})(?:er)? ([a-zéû]+) (\d{4})", re.IGNORECASE)
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


class Asked(NamedTuple):
    """`text` as typed or scanned, and what it is the number of, "" where it is none."""

    text: str = ""
    dossier: str = ""
    loan: str = ""
    decision: str = ""
    meeting: int | None = None
    day: date | None = None

    @classmethod
    def read(cls, typed: str) -> "Asked":
        text = understood(typed)[:LONGEST].strip()
        number = text.removeprefix("n°").strip()
        paper = MEETING_PAPER.fullmatch(number)
        return cls(
            text,
            dossier=_first(DOSSIER, number),
            loan=loan_reference(number),
            decision=_first(DECISION, number),
            meeting=int(paper[1]) if paper else None,
            day=_day(text),
        )

    @property
    def is_enough(self) -> bool:
        return len(self.text) >= SHORTEST


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.fullmatch(text)
    return found[1].upper() if found else ""


def _day(text: str) -> date | None:
    """« 23/11/2026 », « 23 novembre 2026 »."""
    try:
        if (found := WRITTEN_DAY.fullmatch(text)) and found[2].lower() in MONTHS:
            return date(int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1]))
        return DayField().clean(text) if text else None
    except (ValidationError, ValueError):
        return None
