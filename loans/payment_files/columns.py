"""What the columns of a CSV mean: guessed from their headings, said by a person, remembered. Pure."""

import re
from collections.abc import Mapping, Sequence

from .csv_table import folded

type Columns = Mapping[str, int]

# The meanings, in the order in which they are asked, with what a heading calls them. The first that fits has it.
MEANINGS = {
    "booked_on": ("Date de l’opération", r"date.*(operation|compta|ecriture|oper)|^date$|^jour$|booking"),
    "amount": ("Montant, avec son signe", r"^montant|^amount|montant$"),
    "credit": ("Crédit (colonne des recettes)", r"credit|recette|encaissement|entree"),
    "debit": ("Débit (colonne des dépenses)", r"debit(?!eur)|depense|sortie"),
    "sense": ("Sens (crédit ou débit)", r"^sens|^type$|c/d|d/c"),
    "payer": ("Payeur", r"payeur|debiteur|emetteur|tiers|donneur|contrepartie|^nom|remettant|payer"),
    "account": ("Compte du payeur (IBAN)", r"iban|compte.*(payeur|debiteur|emetteur|tiers)"),
    "wording": ("Libellé", r"^libelle|^designation|^description|^objet|^operation$|^nature|wording"),
    "more_wording": ("Libellé, suite", r"motif|complement|information|detail|communication|libelle"),
    "reference": ("Référence de la banque", r"ref|numero.*(operation|piece)|^n°|^piece"),
    "currency": ("Monnaie", r"devise|monnaie|currency"),
}
ANY_DAY = r"date|jour"
NO_DAY = "Choisissez la colonne de la date."
NO_AMOUNT = "Choisissez la colonne du montant, ou celle du crédit."
TWICE = "La même colonne est choisie deux fois\u00a0: {first} et {second}."


def guessed(headings: Sequence[str]) -> dict[str, int]:
    """For each meaning, the first column whose heading says it and that says nothing else."""
    found: dict[str, int] = {}
    plain = [folded(heading) for heading in headings]
    for meaning, (_, words) in MEANINGS.items():
        column = _first(plain, words, found)
        if column is None and meaning == "booked_on":
            column = _first(plain, ANY_DAY, found)
        if column is not None:
            found[meaning] = column
    if "credit" in found and "debit" in found:
        found.pop("amount", None)
    return found


def _first(plain: Sequence[str], words: str, taken: Mapping[str, int]) -> int | None:
    pattern = re.compile(words)
    free = (at for at, heading in enumerate(plain) if at not in taken.values() and pattern.search(heading))
    return next(free, None)


def why_not(columns: Columns) -> str:
    """What is still missing before a file can be read with these columns, in a sentence; nothing when all is said."""
    if "booked_on" not in columns:
        return NO_DAY
    if "amount" not in columns and "credit" not in columns:
        return NO_AMOUNT
    seen: dict[int, str] = {}
    for meaning, column in columns.items():
        if column in seen:
            first, second = (f"«\u202f{MEANINGS[name][0]}\u202f»" for name in (seen[column], meaning))
            return TWICE.format(first=first, second=second)
        seen[column] = meaning
    return ""
