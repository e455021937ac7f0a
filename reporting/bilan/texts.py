"""The bilan without a page, with the same sections: lines to read, a spreadsheet, facts for a machine."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from harmonie.dates import plain_day
from harmonie.spreadsheets import csv_lines

from .figures import Bilan
from .measures import CENT
from .sections import sections
from .tables import Change, Row, Section
from .tableviews import Line, TableView, comparison, view
from .words import span

HEADINGS = (
    "section",
    "titre",
    "ligne",
    "nombre",
    "montant",
    "part",
    "valeur",
    "unité",
    "période précédente",
    "un an plus tôt",
)
GAP = "  "


def read_aloud(bilan: Bilan, narrowed: str) -> Iterator[str]:
    """Lines of text: a heading, then each section with its figures aligned."""
    yield f"Bilan, {narrowed}"
    question = bilan.question
    yield span(question) + (f", tel que connu le {plain_day(question.as_of)}" if question.as_of else "")
    compared = comparison(bilan.before, bilan.year_before)
    for section in sections(bilan):
        yield ""
        table = view(section, lambda _: "", compared if section.key == "essentiel" else ())
        yield from _table(table)


def _table(table: TableView) -> Iterator[str]:
    lines = [*table.lines, *([table.total] if table.total else [])]
    rows = [_words(line) for line in lines]
    heads = [table.title, *table.heads[1:]]
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    yield _aligned(heads, widths)
    yield "-" * (sum(widths) + len(GAP) * (len(widths) - 1))
    for row in rows:
        yield _aligned(row, widths)
    if table.note:
        yield table.note


def _words(line: Line) -> list[str]:
    label = f"{line.label} ({line.note})" if line.note else line.label
    return [label, *(cell.text for cell in line.cells)]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        text.ljust(width) if not place else text.rjust(width)
        for place, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return GAP.join([first, *others]).rstrip()


# For a spreadsheet and for a machine ---------------------------------------------------------------


def spreadsheet(bilan: Bilan) -> Iterator[str]:
    """Every row of every table, one under the other."""
    return csv_lines(HEADINGS, (_cells(section, row) for section in sections(bilan) for row in section.rows))


def _cells(section: Section, row: Row) -> Sequence[Any]:
    return (
        section.key,
        section.title,
        row.label,
        row.count,
        _cents(row.amount),
        _rounded(row.share),
        row.value,
        row.unit.value,
        _rounded(row.before.then) if row.before else None,
        _rounded(row.year_before.then) if row.year_before else None,
    )


def facts(bilan: Bilan) -> list[dict[str, Any]]:
    """Every table as plain values; euros and parts of one are text, so that no digit is lost."""
    return [
        {"cle": section.key, "titre": section.title, "lignes": [_facts(row) for row in section.rows]}
        for section in sections(bilan)
    ]


def _facts(row: Row) -> dict[str, Any]:
    found = {
        "ligne": row.label,
        "nombre": row.count,
        "montant": _text(_cents(row.amount)),
        "part": _text(_rounded(row.share)),
        "valeur": _text(row.value),
        "unite": row.unit.value,
        "periode_precedente": _change(row.before),
        "un_an_plus_tot": _change(row.year_before),
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


def _change(change: Change | None) -> dict[str, str] | None:
    if change is None:
        return None
    return {"valeur": str(_rounded(change.then)), "ecart": str(_rounded(change.difference)), "dit": change.words}


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(CENT, ROUND_HALF_UP)


def _rounded(figure: Decimal | None) -> Decimal | None:
    return None if figure is None else figure.quantize(Decimal("0.0001"), ROUND_HALF_UP).normalize() + 0


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else f"{figure:f}"
