"""The order in which the post sorts. Pure."""

import re
import unicodedata
from typing import NamedTuple

# « 12 bis rue des Tanneurs », « Résidence du Parc, 4, rue Hoche »: the number at the head, or after a comma.
NUMBER = re.compile(r"(?:^|,)\s*(\d{1,5})\s*(bis|ter|quater|[a-z])?\b[\s,]*([^\d\s].*)$")


class Place(NamedTuple):
    """Where one paper goes; places compare in the order of the round: town, street, number, then the name."""

    postcode: str
    city: str
    street: str
    number: int
    repeat: str
    name: str
    reference: str


def place(*, postcode: str, city: str, address: str, name: str, reference: str) -> Place:
    """`reference` tells two papers of the same door and name apart, so that the order is always the same."""
    street, number, repeat = _street(folded(address))
    return Place(postcode.strip(), folded(city), street, number, repeat, folded(name), reference)


def folded(text: str) -> str:
    """Without accents, capitals, hyphens and double spaces."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[-’']", " ", bare.casefold()).split())


def _street(address: str) -> tuple[str, int, str]:
    found = NUMBER.search(address)
    return (found[3], int(found[1]), found[2] or "") if found else (address, 0, "")
