"""Whether an address is in the town, however its name is written. Pure."""

import re
import unicodedata
from dataclasses import dataclass

SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "s": "sur", "ss": "sous"}
DELIVERY = re.compile(r"\bcedex\b.*$")


@dataclass(frozen=True)
class Residence:
    """Where somebody lives, and the town that lends: each a name and a five-digit postcode."""

    city: str
    postcode: str
    town: str
    town_postcode: str

    @property
    def is_in_town(self) -> bool:
        """The name decides; the postcode tells homonyms apart, and forgives a slip of spelling."""
        one, other = plain(self.city), plain(self.town)
        if not one or not other:
            return False
        if one == other:
            return self._same_department
        return self.shares_postcode and one_slip(one, other)

    @property
    def shares_postcode(self) -> bool:
        return bool(self.postcode) and self.postcode == self.town_postcode

    @property
    def _same_department(self) -> bool:
        """Two towns of one name lie in two départements; a CEDEX or a new postcode stays in the same one."""
        return not self.postcode or not self.town_postcode or self.postcode[:2] == self.town_postcode[:2]


def plain(name: str) -> str:
    """« Saint-Étienne-sur-Oise », « ST ETIENNE S/ OISE » and « saint étienne sur oise CEDEX 2 » are one name."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign)).replace("œ", "oe").replace("æ", "ae")
    words = re.sub(r"[^\w]+|_", " ", DELIVERY.sub("", bare)).split()
    return " ".join(SHORT.get(word, word) for word in words)


def one_slip(one: str, other: str) -> bool:
    """One letter too many, missing, wrong, or two that changed places: a slip of the pen rather than a neighbour."""
    start = _shared(one, other)
    one, other = one[start:], other[start:]
    end = _shared(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
