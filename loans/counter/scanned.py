"""What arrives in the counter's one field: typed by a person, or by a scanner that thinks it is a keyboard. Pure."""

import re
import unicodedata

LENGTH = 100
# A scanner presses the keys of an American keyboard; on a French one, the row of digits answers with these signs.
AZERTY = str.maketrans("&é\"'(-è_çà)’", "1234567890-4")
SCANNED = re.compile(
    r"(?:[A-Z]{2}\))?[A-Z]?[&é\"'’(\-è_çà]{4}\)[&é\"'’(\-è_çà]{4,}(?:\)[&é\"'’(\-è_çà]+)?", re.IGNORECASE
)
# « P2026-0015 », alone or inside the number of one of its papers, « EC-P2026-0015-2 ».
LOAN = re.compile(r"(?:\b[A-Z]{2}-)?\b([A-Z]{1,2}\d{4}-\d{4,7})(?:-\d{1,4})?", re.IGNORECASE)


def understood(text: str) -> str:
    """The text to search for: without what no one types, and with the digits that a scanner meant."""
    plain = unicodedata.normalize("NFC", text)
    plain = "".join(sign if sign.isprintable() else " " for sign in plain)
    plain = " ".join(plain.split())[:LENGTH]
    return plain.translate(AZERTY).upper() if SCANNED.fullmatch(plain) else plain


def loan_reference(text: str) -> str:
    """The number of a loan, where the text is one, or is the number of one of its papers; else nothing."""
    found = LOAN.fullmatch(text)
    return found[1].upper() if found else ""
