"""What the pages of payment files say: chips, tabs, tiles, rows."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from harmonie.chips import Chip
from harmonie.components import Tab, Tile
from harmonie.money import euros

from ..enums import FileState, LineState
from ..models import PaymentFile, PaymentLine
from .outlook import Outlook
from .queries import SURE, Total
from .reading_actions import READING

FILE_CHIPS = {
    FileState.READING: Chip("Lecture en cours", "clock", "wait"),
    FileState.MAPPING: Chip("Colonnes à désigner", "flag", "wait"),
    FileState.PREVIEW: Chip("À vérifier", "half", "go"),
    FileState.POSTING: Chip("Enregistrement en cours", "clock", "wait"),
    FileState.POSTED: Chip("Enregistré", "check", "done"),
    FileState.DROPPED: Chip("Abandonné", "cross"),
}
UNREAD = Chip("Non lu", "alert", "stop")
LINE_CHIPS = {
    LineState.MATCHED: Chip("Rapprochée", "check", "go"),
    LineState.UNMATCHED: Chip("À rapprocher", "search", "wait"),
    LineState.DUPLICATE: Chip("Déjà reçue", "undo"),
    LineState.SET_ASIDE: Chip("Écartée", "close"),
    LineState.DROPPED: Chip("Abandonnée", "cross"),
    LineState.POSTED: Chip("Enregistrée", "check", "done"),
}
UNSURE = Chip("À vérifier", "flag", "wait")
WOULD_BE_REFUSED = Chip("Serait refusée", "alert", "stop")
# The lists of a file, by the word of the address.
VIEWS = {
    "refusees": "Seraient refusées",
    "rapprochees": "Rapprochées",
    "a-verifier": "Peu sûres",
    "a-rapprocher": "À rapprocher",
    "enregistrees": "Enregistrées",
    "deja-recues": "Déjà reçues",
    "ecartees": "Écartées",
    "abandonnees": "Abandonnées",
}
VIEW_STATES = {
    "rapprochees": LineState.MATCHED,
    "a-rapprocher": LineState.UNMATCHED,
    "enregistrees": LineState.POSTED,
    "deja-recues": LineState.DUPLICATE,
    "ecartees": LineState.SET_ASIDE,
    "abandonnees": LineState.DROPPED,
}


class Row(NamedTuple):
    """One line on the screen. `borrower` is "" for a loan that this person may not know."""

    line: PaymentLine
    place: int
    chip: Chip
    reference: str
    borrower: str
    said: str
    is_late: bool


def file_chip(file: PaymentFile) -> Chip:
    if file.state == FileState.DROPPED and file.trouble:
        return UNREAD
    return FILE_CHIPS[FileState(file.state)]


def rows(lines: Iterable[PaymentLine], outlook: Outlook, hidden: set[int]) -> list[Row]:
    return [row_of(line, outlook, hidden) for line in lines]


def row_of(line: PaymentLine, outlook: Outlook, hidden: set[int]) -> Row:
    refused = outlook.refused.get(line.pk, "") or (line.trouble if line.state == LineState.MATCHED else "")
    is_known = line.loan is not None and line.loan_id not in hidden
    chip = LINE_CHIPS[LineState(line.state)]
    if line.state == LineState.MATCHED:
        chip = WOULD_BE_REFUSED if refused else UNSURE if line.confidence < SURE else chip
    said = " ".join(filter(None, [line.why, "" if line.loan_id in hidden else refused or outlook.said.get(line.pk)]))
    if line.loan_id in hidden:
        said = "Dossier suivi par d’autres personnes."
    return Row(
        line=line,
        place=line.number % READING,
        chip=chip,
        reference=line.loan.reference if is_known else "",
        borrower=str(line.loan.borrower) if is_known else "",
        said=said,
        is_late=bool(refused),
    )


def tabs(counts: Mapping[str, int], current: str) -> list[Tab]:
    """The lists that hold something, and the one that is shown."""
    shown = ((view, label) for view, label in VIEWS.items() if counts[view] or view == current)
    return [Tab(label, f"?voir={view}", view == current, counts[view]) for view, label in shown]


def tiles(file: PaymentFile, totals: Mapping[str, Total], refused: int) -> list[Tile]:
    """The file in figures."""
    if file.state == FileState.POSTED:
        first = _tile("Enregistré", totals[LineState.POSTED])
    else:
        first = _tile("À enregistrer", totals[LineState.MATCHED])
        if refused:
            note = f"dont {refused} qui ser{'aient' if refused > 1 else 'ait'} refusée{_s(refused)}"
            first = first._replace(note=f"{first.note}, {note}", is_late=True)
    return [
        first,
        _tile("À rapprocher", totals[LineState.UNMATCHED]),
        _tile("Déjà reçu", totals[LineState.DUPLICATE]),
        _tile("Écarté", totals[LineState.SET_ASIDE]),
    ]


def _tile(label: str, total: Total) -> Tile:
    return Tile(label, euros(total.euros), f"{total.count} ligne{_s(total.count)}")


def _s(count: int) -> str:
    return "s" if count > 1 else ""


def progress_said(file: PaymentFile, work: Any) -> str:
    """« 1 200 lignes enregistrées sur 50 000 »."""
    done, total = (work.done, work.total) if work else (0, 0)
    if file.state == FileState.POSTING:
        return f"{_figure(done)} paiement{_s(done)} enregistré{_s(done)} sur {_figure(total)}"
    if not done:
        return f"{_figure(total)} ligne{_s(total)} lue{_s(total)}" if total else "La lecture commence"
    return f"{_figure(done)} ligne{_s(done)} rapprochée{_s(done)} sur {_figure(total)}"


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
