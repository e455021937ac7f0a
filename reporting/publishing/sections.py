"""A section of the bilan as a table, whole or with what may not leave the CCAS left out."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from harmonie.money import CENT

from ..bilan.tables import Change, Kind, Row, Section
from ..charts.scale import in_hundreds
from ..charts.tables import Column, Form, Secret, Table
from .suppression import Hidden

NOBODY = Hidden(frozenset(), frozenset())
WITHHELD = "Trop peu de personnes pour donner ce détail."


def count_key(section: Section, place: int, row: Row) -> str:
    """What a count is called: by the cases behind it, which are the same wherever they are counted."""
    return row.cases or f"{section.key}/{place}"


def table_of(section: Section, hidden: Hidden = NOBODY, *, is_published: bool = False) -> Table:
    """The same rows. A table that is withheld has none: even their names would tell."""
    columns = _columns(section, is_published=is_published)
    if section.key in hidden.withheld:
        return Table(section.key, section.title, columns, (), None, WITHHELD)
    rows = []
    for place, row in enumerate(section.rows):
        is_hidden = count_key(section, place, row) in hidden.keys
        rows.append(_cells(section, row, columns, is_hidden=is_hidden, is_published=is_published))
    total = section.total
    sums = total and _cells(section, total, columns, is_hidden=section.key in hidden.keys, is_published=is_published)
    return Table(section.key, section.title, columns, tuple(rows), sums, section.note)


def _columns(section: Section, *, is_published: bool) -> tuple[Column, ...]:
    """A column for each thing that some row tells; one for all of them where each row tells one thing."""
    told: list[tuple[str, Column]] = [
        ("count", Column(section.heads[1] or "Nombre", Form.COUNT)),
        ("amount", Column("Montant,\u202f€", Form.EUROS)),
        ("share", Column("Part", Form.SHARE)),
        ("value", Column("Mesure", Form.FIGURE)),
    ]
    found = [column for name, column in told if any(getattr(row, name) is not None for row in section.rows)]
    if section.kind is Kind.FIGURES and all(len(_figures(row)) < 2 for row in section.rows):
        found = [SINGLE, UNIT]
    elif any(row.value is not None for row in section.rows):
        found.append(UNIT)
    if not is_published:
        found += [column for name, column in COMPARED.items() if any(getattr(row, name) for row in section.rows)]
    return (Column(section.heads[0] or "Intitulé"), *found)


def _figures(row: Row) -> list[tuple[Any, str]]:
    """What the row tells, each with its unit; a share in hundredths."""
    told = (
        (row.count, ""),
        (None if row.amount is None else row.amount.quantize(CENT), "€"),
        (None if row.share is None else 100 * row.share, "%"),
        (row.value, str(row.unit)),
    )
    return [(figure, unit) for figure, unit in told if figure is not None]


SINGLE, UNIT = Column("Valeur", Form.FIGURE), Column("Unité", Form.UNIT)
COMPARED = {
    "before": Column("Par rapport à la période précédente"),
    "year_before": Column("Par rapport à un an avant"),
}


def _cells(
    section: Section, row: Row, columns: Collection[Column], *, is_hidden: bool, is_published: bool
) -> tuple[Any, ...]:
    cells: list[Any] = [f"{row.label} ({row.note})" if row.note else row.label]
    for column in list(columns)[1:]:
        value = _value(row, column)
        if is_hidden and column.is_number and value is not None:
            value = Secret.HIDDEN
        elif is_published and section.kind is Kind.MONEY and isinstance(value, Decimal):
            value = in_hundreds(value) if column.form is Form.EUROS else value
        cells.append(value)
    return tuple(cells)


def _value(row: Row, column: Column) -> Any:
    if column.form is Form.COUNT:
        return row.count
    if column.form is Form.EUROS:
        return row.amount
    if column.form is Form.SHARE:
        return row.share
    if column == SINGLE:
        return next((figure for figure, _ in _figures(row)), None)
    if column == UNIT:
        return next((unit for _, unit in reversed(_figures(row))), None)
    if column.form is Form.FIGURE:
        return row.value
    for name, compared in COMPARED.items():
        if column == compared:
            change: Change | None = getattr(row, name)
            return change.words if change else None
    return None
