"""The tables of a bilan, in the order in which they are read."""

from .figures import Bilan
from .tables import Change, Kind, Row, Section, Unit, part_of, shared, total_of

__all__ = ["Change", "Kind", "Row", "Section", "Unit", "part_of", "sections", "shared", "total_of"]


def sections(bilan: Bilan) -> list[Section]:
    """Every table of the bilan; the same for page, spreadsheet, PDF and command."""
    rows = tuple(Row(share.label, share.credits, share.amount) for share in bilan.by_purpose)
    return [Section("objets", "À quoi ont servi les crédits", Kind.PARTS, rows, total_of(rows), ("Objet", "Crédits"))]
