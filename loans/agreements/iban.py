"""Bank accounts as people copy them: checked figure by figure, and the bank named from them. Pure."""

from typing import NamedTuple

from schwifty import IBAN
from schwifty import exceptions as faults

SENTENCES: tuple[tuple[type[Exception], str], ...] = (
    (faults.InvalidCountryCode, "Cet IBAN ne commence par aucun pays connu\u00a0: un IBAN français commence par FR."),
    (faults.InvalidLength, "Cet IBAN n’a pas la longueur de son pays\u00a0: recopiez-le depuis le relevé."),
    (faults.InvalidStructure, "Un caractère de cet IBAN n’est pas à sa place\u00a0: recopiez-le depuis le relevé."),
    (faults.InvalidChecksumDigits, "Un chiffre de cet IBAN est faux\u00a0: sa clé ne correspond pas. Recopiez-le."),
    (
        faults.InvalidBBANChecksum,
        "Un chiffre de cet IBAN est faux\u00a0: la clé du RIB ne va pas. Recopiez-le.",
    ),
)
OTHER = "Cet IBAN n’existe pas\u00a0: recopiez-le depuis le relevé d’identité bancaire."


FRENCH = 27  # characters


class IbanError(ValueError):
    """Not an IBAN; the message is a French sentence."""


class Account(NamedTuple):
    """A checked IBAN without spaces, and its bank's name, "" when no list knows it."""

    iban: str
    bank: str


def read(text: str) -> Account:
    """The account that was typed, spaces, dashes and capitals aside; raises `IbanError`."""
    kept = "".join(mark for mark in text.upper().removeprefix("IBAN") if not mark.isspace() and mark not in "-.:")
    if kept.startswith("FR") and len(kept) != FRENCH:
        raise IbanError(f"Un IBAN français a {FRENCH}\u00a0caractères\u00a0: il y en a {len(kept)} ici.")
    try:
        iban = IBAN(kept, validate_bban=True)
    except faults.SchwiftyException as fault:
        said = next((sentence for kind, sentence in SENTENCES if isinstance(fault, kind)), OTHER)
        raise IbanError(said) from fault
    return Account(str(iban.compact), (iban.bank_name or "")[:80])


def spaced(iban: str) -> str:
    """« FR76 3000 6000 0112 … » as it stands on a bank's paper."""
    return "\u00a0".join(iban[start : start + 4] for start in range(0, len(iban), 4))
