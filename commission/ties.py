"""Whether two names are the same one, however they were typed. Pure.

The déport of whoever is, or has ties with, the supplier or the landlord (domain.md §1) rests on it.
"""

import re
import unicodedata
from collections.abc import Iterable

# How a person is addressed, and what a company is in law: neither tells one name from another.
ADDRESSES = ("m", "mr", "mme", "mlle", "monsieur", "madame")
FORMS = ("sa", "sarl", "sas", "sasu", "eurl", "sci", "scop", "snc", "ets", "ste", "societe")


def folded(name: str) -> tuple[str, ...]:
    """The words of a name without accents, case, punctuation, « M. » or « SARL »; none of an empty one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.replace("Œ", "OE").replace("œ", "oe")
    words = re.findall(r"\w+", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain.casefold()))
    return tuple(word for word in words if word not in (*ADDRESSES, *FORMS)) or tuple(words)


def is_one_of(name: str, known: Iterable[str]) -> bool:
    """Whether `name` is, as a whole, one of the names `known`: « SARL Électro-Rivemont » is « electro rivemont »."""
    wanted = folded(name)
    return bool(wanted) and any(folded(other) == wanted for other in known)


def names_of(first_name: str, last_name: str, linked: str) -> list[str]:
    """What a member is tied to by name: themselves, both ways round, and each line of `linked`."""
    return [f"{first_name} {last_name}", f"{last_name} {first_name}", *linked.splitlines()]
