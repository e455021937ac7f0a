"""Rows of a CSV to payments, once it is known what its columns mean. Pure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from harmonie.money import euros

from .columns import Columns
from .csv_table import Table, folded
from .figures import decimal_mark, read_amount, read_day
from .payments import LeftOut, Payment, Read

NO_DAY = "sans date\u00a0: une ligne de total ou de texte"
BAD_DAY = "la date ne se lit pas"
BAD_AMOUNT = "le montant ne se lit pas"
NO_AMOUNT = "sans montant"
DEBIT = "dépense (débit)"
OUT_WORDS = ("d", "db", "dbit", "debit", "-", "dr")
LONGEST = {"payer": 140, "account": 34, "wording": 300, "reference": 60}


def payments(table: Table, columns: Columns) -> Iterator[Read]:
    """Each row that says something, as a payment or with the reason why it is none."""
    mark = decimal_mark(_cell(row, columns, name) for _, row in table.rows for name in ("amount", "credit", "debit"))
    for place, row in table.rows:
        if any(cell.strip() for cell in row):
            yield _read(place, row, columns, mark)


def _cell(row: Sequence[str], columns: Columns, meaning: str) -> str:
    at = columns.get(meaning, -1)
    return " ".join(row[at].split()) if 0 <= at < len(row) else ""


def _read(place: int, row: Sequence[str], columns: Columns, mark: str) -> Read:
    text = " ; ".join(cell.strip() for cell in row if cell.strip())[:200]
    if not (day := _cell(row, columns, "booked_on")):
        return LeftOut(place, text, NO_DAY)
    try:
        booked_on = read_day(day)
    except ValueError:
        return LeftOut(place, text, BAD_DAY)
    try:
        amount = _signed(row, columns, mark)
    except ValueError:
        return LeftOut(place, text, BAD_AMOUNT)
    if not amount:
        return LeftOut(place, text, NO_AMOUNT)
    wording = " ".join(filter(None, (_cell(row, columns, "wording"), _cell(row, columns, "more_wording"))))
    said = {name: _cell(row, columns, name) for name in ("payer", "account", "reference")} | {"wording": wording}
    kept = {name: text[: LONGEST[name]].strip() for name, text in said.items()}
    kept["account"] = kept["account"].replace(" ", "").upper()
    return Payment(booked_on, abs(amount), own_mark=kept["reference"], aside=_aside(row, columns, amount), **kept)


def _signed(row: Sequence[str], columns: Columns, mark: str) -> Decimal:
    """Euros, below zero for money that went out; zero for a row that says none."""
    credit, debit = _cell(row, columns, "credit"), _cell(row, columns, "debit")
    if amount := _cell(row, columns, "amount"):
        signed = read_amount(amount, mark)
        out = folded(_cell(row, columns, "sense")).strip(" .") in OUT_WORDS
        return -abs(signed) if out else signed
    received = abs(read_amount(credit, mark)) if credit and _is_money_in(credit) else _taken_back(credit, mark)
    spent = abs(read_amount(debit, mark)) if debit else Decimal(0)
    return received - spent


def _is_money_in(credit: str) -> bool:
    return not credit.lstrip().startswith(("-", "−", "(")) and not credit.rstrip().endswith("-")


def _taken_back(credit: str, mark: str) -> Decimal:
    """A credit below zero takes a credit back."""
    return -abs(read_amount(credit, mark)) if credit else Decimal(0)


def _aside(row: Sequence[str], columns: Columns, amount: Decimal) -> str:
    currency = folded(_cell(row, columns, "currency"))
    if currency and currency not in ("eur", "euro", "euros", "€"):
        return f"en {currency.upper()[:10]}, pas en euros"
    return f"{DEBIT} de {euros(-amount)}" if amount < 0 else ""
