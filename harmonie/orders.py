"""What a list is sorted by, and where in it a page starts: after a value and a key.

No row is lost or seen twice when another one moves, and one index answers however far the page is.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

PARTED = "~"  # between the value and the key, in an address; no value of ours ends with digits after it


class Mark(NamedTuple):
    """A place in a list: the value sorted by, None where a row has none, and the key of the row."""

    value: Any
    key: int


class Order(NamedTuple):
    """Sorted by the path `value`, then by `key`, which no two rows share.

    `key` is a path too: best in the table of the value, so that one index holds both. With `nullable`, the rows without
    value come last, whatever the direction. `parse` reads a value from an address, or raises `ValueError`.
    """

    value: str = "pk"
    ascending: bool = False
    key: str = "pk"
    nullable: bool = False
    parse: Callable[[str], Any] = int

    def read(self, text: str | None) -> Mark | None:
        """The mark that an address gives; None when it gives none that makes sense."""
        value, parted, key = (text or "").rpartition(PARTED)
        number = self.read_key(key)
        if number is None or bool(parted) == (self.value == "pk"):
            return None
        if self.value == "pk" or (self.nullable and not value):
            return Mark(None if parted else number, number)
        try:
            return Mark(self.parse(value), number)
        except ValueError:
            return None

    def write(self, mark: Mark) -> str:
        """The mark as an address gives it."""
        if self.value == "pk":
            return str(mark.key)
        text = "" if mark.value is None else getattr(mark.value, "isoformat", mark.value.__str__)()
        return f"{text}{PARTED}{mark.key}"

    def read_key(self, text: str | None) -> int | None:
        return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None


class Beyond(Func):
    """`(value, key) > (this value, this key)`: one comparison of rows, which one index answers."""

    output_field = BooleanField()

    def __init__(self, *expressions: Any, sign: str = ">", **extra: Any) -> None:
        super().__init__(*expressions, sign=sign, **extra)

    def as_sql(self, compiler: SQLCompiler, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        parts = [compiler.compile(part) for part in self.source_expressions]
        (value, key), (here, number) = ([sql for sql, _ in parts[:2]], [sql for sql, _ in parts[2:]])
        return f"({value}, {key}) {self.extra['sign']} ({here}, {number})", [one for _, bits in parts for one in bits]


def mark_of(row: Any, order: Order) -> Mark:
    """Where this row stands."""
    value = row
    for name in order.value.split("__"):
        value = getattr(value, name, None)
    return Mark(value, row.pk)


def stretches(
    rows: QuerySet[Any], order: Order, mark: Mark | None = None, *, backwards: bool = False
) -> list[QuerySet[Any]]:
    """The rows beyond `mark` (all of them without one) in their order: those with a value, then those without.

    Backwards, from the mark to the beginning.
    """
    if not order.nullable:
        return [_ordered(rows, order, mark, backwards)]
    with_value, without = Q((f"{order.value}__isnull", False)), Q((f"{order.value}__isnull", True))
    by_key = Order(ascending=order.ascending)
    is_last = mark is not None and mark.value is None
    first = _ordered(rows.filter(with_value), order, None if is_last else mark, backwards)
    last = _ordered(rows.filter(without), by_key, mark if is_last else None, backwards)
    if is_last:
        return [last, first] if backwards else [last]
    return [first] if backwards and mark is not None else [last, first] if backwards else [first, last]


def _ordered(rows: QuerySet[Any], order: Order, mark: Mark | None, backwards: bool) -> QuerySet[Any]:
    upwards = order.ascending != backwards
    paths = ["pk"] if order.value == "pk" else [order.value, order.key]
    if mark is not None and order.value == "pk":
        rows = rows.filter(**{"pk__gt" if upwards else "pk__lt": mark.key})
    elif mark is not None:
        here = (F(order.value), F(order.key), Value(mark.value), Value(mark.key))
        rows = rows.filter(Beyond(*here, sign=">" if upwards else "<"))
        if "__" in order.value:  # the comparison spans two tables, or may: their index needs the value's bound alone
            rows = rows.filter(**{f"{order.value}__{'gte' if upwards else 'lte'}": mark.value})
    return rows.order_by(*(path if upwards else f"-{path}" for path in paths))


def as_moment(text: str) -> datetime:
    """A moment of an address, with its zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def as_day(text: str) -> date:
    """A day of an address."""
    return date.fromisoformat(text)


def as_amount(text: str) -> Decimal:
    """An amount of an address, in euros."""
    if not re.fullmatch(r"\d{1,10}(\.\d{1,2})?", text, re.ASCII):
        raise ValueError(text)
    return Decimal(text)


def as_number(text: str) -> int:
    """A whole number of an address, below zero too."""
    if not re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def as_words(text: str) -> str:
    """Words of an address."""
    return text.replace("\0", "")[:200]
