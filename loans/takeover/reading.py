"""From the bytes of a spreadsheet to its rows, as they were typed. Knows the columns, judges nothing else."""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from openpyxl import load_workbook

from harmonie.refusals import Refusal

from .columns import COLUMNS

MOST_ROWS = 1000
MOST_CELLS = 60  # columns that are looked at
UNPACKED = 80 * 1024**2  # bytes; a spreadsheet of 1 000 loans is far below
LONGEST = 400  # characters of one cell
UNREADABLE = (
    "Ce fichier ne se lit pas\u00a0: enregistrez-le au format Excel (.xlsx) ou CSV, depuis le modèle à télécharger."
)


class RawRow(NamedTuple):
    """One row of the file: its line there, and its cells by the key of their column."""

    line: int
    cells: dict[str, Any]


def read_rows(content: bytes) -> list[RawRow]:
    """The rows below the headings; raises `Refusal` for a file that is no table, or lacks columns."""
    lines = _sheet(content) if content[:2] == b"PK" else _csv(content)
    table = [(number, cells) for number, cells in lines if any(cell not in (None, "") for cell in cells)]
    if len(table) > MOST_ROWS + 1:
        raise Refusal(f"Ce fichier a plus de {MOST_ROWS} lignes\u00a0: reprenez le portefeuille en plusieurs fichiers.")
    if len(table) < 2:
        raise Refusal(
            "Ce fichier n’a pas de ligne sous ses titres\u00a0: vérifiez que la première feuille est la bonne."
        )
    places = _places(table[0][1])
    return [
        RawRow(number, {key: cells[place] if place < len(cells) else None for key, place in places.items()})
        for number, cells in table[1:]
    ]


def folded(text: str) -> str:
    """Without accents, capitals or punctuation: « Déjà remboursé » and « deja rembourse » are one."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join("".join(kept).split())


def _places(headings: Iterable[Any]) -> dict[str, int]:
    found = {folded(str(heading or "")): place for place, heading in reversed(list(enumerate(headings)))}
    missing = [column.heading for column in COLUMNS if column.is_required and folded(column.heading) not in found]
    if missing:
        raise Refusal(f"Il manque la colonne «\u202f{'\u202f», «\u202f'.join(missing)}\u202f»\u00a0: partez du modèle.")
    return {column.key: found[folded(column.heading)] for column in COLUMNS if folded(column.heading) in found}


def _sheet(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise Refusal("Ce fichier est trop grand une fois ouvert\u00a0: gardez la feuille des prêts seule.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS * 2, max_col=MOST_CELLS, values_only=True)
        return iter([(number, [_bounded(cell) for cell in row]) for number, row in enumerate(rows, start=1)])
    except Refusal:
        raise
    except Exception as error:  # openpyxl lets through whatever a broken file makes its parts raise
        raise Refusal(UNREADABLE) from error


def _csv(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    text = _decoded(content)
    if "\0" in text:
        raise Refusal(UNREADABLE)
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return iter([(rows.line_num, [_bounded(cell) for cell in row[:MOST_CELLS]]) for row in rows])
    except csv.Error as error:
        raise Refusal(UNREADABLE) from error


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(UNREADABLE)


def _bounded(cell: Any) -> Any:
    return cell.replace("\0", "").strip()[:LONGEST] if isinstance(cell, str) else cell
