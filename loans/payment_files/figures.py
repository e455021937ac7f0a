"""Dates and amounts as banks write them. Pure."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from .payments import EARLIEST, LATEST

NOISE = re.compile(r"[\s\u00a0\u202f\u2009'’]|€|EUR", re.IGNORECASE)
FRENCH_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:[T ].*)?", re.DOTALL)
ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.DOTALL)
TIGHT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
FIGURE = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?")
TOO_MUCH = Decimal(100_000_000)


def read_day(text: str) -> date:
    """« 31/01/2027 », « 31/01/27 », « 2027-01-31 », « 20270131 », with an hour after it or not; else `ValueError`."""
    text = text.strip()
    if found := FRENCH_DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if len(found[3]) == 2 else 0
    elif found := ISO_DAY.fullmatch(text) or TIGHT_DAY.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        raise ValueError(text)
    read = date(year, month, day)
    if not EARLIEST <= read <= LATEST:
        raise ValueError(text)
    return read


def decimal_mark(texts: Iterable[str]) -> str:
    """« , » or « . »: the mark before the cents in most of these amounts; the French one when nothing tells."""
    marks = [found[1] for text in texts if (found := re.search(r"([.,])\d{1,2}\D*$", text.strip()))]
    return "." if marks.count(".") > marks.count(",") else ","


def read_amount(text: str, mark: str = ",") -> Decimal:
    """« 1 234,56 », « -50,00 € », « 50,00- », « (50,00) », « +50 » in euros, with its sign; else `ValueError`."""
    cleaned = NOISE.sub("", text).replace("−", "-").replace("–", "-")
    is_negative = cleaned.startswith(("-", "(")) or cleaned.endswith("-")
    cleaned = cleaned.strip("()").strip("+-")
    other = "." if mark == "," else ","
    if not cleaned.isascii() or not FIGURE.fullmatch(cleaned) or len(cleaned) > 20:
        raise ValueError(text)
    whole, _, cents = cleaned.partition(mark)
    if mark in cents or len(cents) > 2 or other in cents or not _groups(whole, other):
        raise ValueError(text)
    amount = Decimal(f"{whole.replace(other, '')}.{cents or 0}")
    if amount >= TOO_MUCH:
        raise ValueError(text)
    return -amount if is_negative else amount


def _groups(whole: str, separator: str) -> bool:
    """Thousands stand in groups of three, or nothing separates them."""
    first, *others = whole.split(separator)
    return not others or (1 <= len(first) <= 3 and all(len(group) == 3 for group in others))
