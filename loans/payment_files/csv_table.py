"""Bytes of a bank's CSV to rows of text: the encoding, the separator and where the headings stand. Pure."""

import csv
import io
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

from .figures import read_amount, read_day
from .payments import MOST_LINES, TOO_MANY, Unreadable

SEPARATORS = (";", "\t", ",", "|")
LOOKED_AT = 60  # lines in which the headings are searched
WIDEST = 200  # columns
KNOWN = re.compile(
    r"\b(date|montant|credit|debit|libelle|libelles|operation|valeur|payeur|debiteur|emetteur|tiers|nom|reference|ref"
    r"|sens|devise|motif|amount|description|wording|payer)\b"
)
EMPTY = "Ce fichier ne contient aucune ligne\u00a0: demandez-le de nouveau à la banque."
NO_TABLE = (
    "Aucun tableau n’a été reconnu dans ce fichier. Demandez à la banque un relevé au format CSV (texte séparé par des "
    "points-virgules) ou camt.053."
)


class Table(NamedTuple):
    """`first` is the line of the file, from 1, on which the first of `rows` stands."""

    headings: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]

    @property
    def key(self) -> str:
        """These headings, whatever their capitals and spaces: what the meaning of columns is remembered by."""
        return sha256("\x1f".join(folded(heading) for heading in self.headings).encode()).hexdigest()


def folded(text: str) -> str:
    """Without accents, capitals or repeated spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(mark for mark in plain if not unicodedata.combining(mark)).split())


def decoded(content: bytes) -> str:
    """The text, whichever of the encodings that banks use it is in; NUL and stray marks left out."""
    text = _decoded(content).replace("\0", "").removeprefix("\ufeff")
    return "".join(mark if mark.isprintable() or mark in "\r\n\t\u00a0\u202f\u2009" else " " for mark in text)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    beginning = content[:2000]
    if beginning.count(b"\0") > len(beginning) // 4:
        little = beginning[1::2].count(b"\0") > beginning[::2].count(b"\0")
        return content.decode("utf-16-le" if little else "utf-16-be", "replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def read_table(content: bytes) -> Table:
    """The rows under the headings; `Unreadable` says in a sentence why there are none."""
    text = decoded(content)
    if not text.strip():
        raise Unreadable(EMPTY)
    best = max(SEPARATORS, key=lambda separator: _merit(text, separator))
    beginning = list(islice(_rows(text, best), LOOKED_AT))
    at = _headings_at(beginning)
    if at is None:
        raise Unreadable(NO_TABLE)
    if at >= 0:
        headings = [cell.strip() for cell in beginning[at][1]]
    else:
        headings = [f"Colonne {number}" for number in range(1, len(_first_record(beginning)) + 1)]
    rows = list(islice(_rows(text, best), at + 1, MOST_LINES + LOOKED_AT + 100))
    if sum(1 for _, row in rows if any(cell.strip() for cell in row)) > MOST_LINES + 20:
        raise Unreadable(TOO_MANY)
    return Table(headings, rows)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it ends on. A quote that never ends is read as a mark like any other."""
    csv.field_size_limit(sys.maxsize)
    quoting = csv.QUOTE_MINIMAL if text.count('"') % 2 == 0 else csv.QUOTE_NONE
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting)
    try:
        for row in reader:
            yield reader.line_num, row[:WIDEST]
    except csv.Error as error:
        raise Unreadable(NO_TABLE) from error


def _merit(text: str, separator: str) -> tuple[int, int]:
    """How well a separator cuts: the known words that become headings, then how even the rows are."""
    rows = [row for _, row in islice(_rows(text, separator), LOOKED_AT)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
    return max((_known(row) for row in rows), default=0), count * min(width, 10)


def _known(row: Sequence[str]) -> int:
    """Cells that look like a heading; a row of records is none, whatever its words."""
    if any(_is_day(cell) for cell in row):
        return 0
    return sum(bool(len(cell) < 60 and KNOWN.search(folded(cell))) for cell in row)


def _headings_at(rows: Sequence[tuple[int, Sequence[str]]]) -> int | None:
    """The place of the headings among `rows`: -1 when records begin without any, None when there are no records."""
    known = [_known(row) if len(row) > 1 else 0 for _, row in rows]
    if max(known, default=0) >= 2:
        return known.index(max(known))
    first = next((at for at, (_, row) in enumerate(rows) if is_record(row)), None)
    return None if first is None else -1


def _first_record(rows: Sequence[tuple[int, Sequence[str]]]) -> Sequence[str]:
    return next(row for _, row in rows if is_record(row))


def is_record(row: Sequence[str]) -> bool:
    """A day and an amount stand in it."""
    return len(row) > 1 and any(_is_day(cell) for cell in row) and any(_is_amount(cell) for cell in row)


def _is_day(text: str) -> bool:
    try:
        read_day(text)
    except ValueError:
        return False
    return True


def _is_amount(text: str) -> bool:
    for mark in ",.":
        try:
            read_amount(text, mark)
        except ValueError:
            continue
        return True
    return False
