"""One cell of a spreadsheet as what it means, or a sentence that says what to write there. Pure."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from applications.enums import Purpose
from harmonie.money import parse_euros

from .reading import folded

MOST = Decimal(99_999_999)
DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y")


class BadCell(ValueError):
    """What is written there cannot be used; the message says what to write."""


def text(cell: Any, longest: int) -> str:
    """Words, on one line."""
    written = " ".join(str("" if cell is None else cell).split())
    if not written:
        raise BadCell("Cette case est vide.")
    if len(written) > longest:
        raise BadCell(f"Écrivez {longest} caractères au plus.")
    if not written.isprintable():
        raise BadCell("Cette case contient un signe qui ne s’imprime pas\u00a0: écrivez-la de nouveau.")
    return written


def number_as_text(cell: Any) -> str:
    """« 60990 » of a cell that a spreadsheet made a number; a leading zero that it ate comes back for a postcode."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str("" if cell is None else cell)


def postcode(cell: Any) -> str:
    written = number_as_text(cell).replace(" ", "").zfill(5)
    if not re.fullmatch(r"\d{5}", written, re.ASCII) or written == "00000":
        raise BadCell("Le code postal a cinq chiffres.")
    return written


def day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in DATES:
        try:
            return datetime.strptime(str(cell or "").strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise BadCell("Écrivez une date qui existe, sous la forme jj/mm/aaaa.")


def euros(cell: Any) -> Decimal:
    """Euros and cents. A number of a spreadsheet is a float: what it shows is what was meant."""
    try:
        amount = Decimal(repr(cell)) if isinstance(cell, int | float) else parse_euros(str(cell or ""))
        amount = amount.quantize(Decimal("0.00001"))
    except (ValueError, InvalidOperation) as error:
        raise BadCell("Écrivez un montant en euros, par exemple 620 ou 155,01.") from error
    if not 0 <= amount <= MOST:
        raise BadCell("Ce montant n’est pas possible\u00a0: relisez-le.")
    if amount != amount.quantize(Decimal("0.01")):
        raise BadCell("Deux chiffres après la virgule suffisent, par exemple 51,67.")
    return amount.quantize(Decimal("0.01"))


def months(cell: Any) -> int:
    written = number_as_text(cell).strip()
    if not re.fullmatch(r"\d{1,3}", written, re.ASCII) or not 1 <= int(written) <= 120:
        raise BadCell("Écrivez un nombre d’échéances entre 1 et 120.")
    return int(written)


def purpose(cell: Any) -> Purpose:
    asked = folded(str(cell or ""))
    for one in Purpose:
        if asked in (one.value, folded(str(one.label))):
            return one
    offered = ", ".join(str(one.label) for one in Purpose)
    raise BadCell(f"Écrivez l’un des objets de prêt\u00a0: {offered}.")
