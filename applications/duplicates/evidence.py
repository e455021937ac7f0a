"""What makes two rows look like one person. Pure: two people and a likeness of names in, sentences out.

Something hard must agree (birth date, phone or address), and never alone: people of one household share an address, and
those who know only the year of their birth share the 1st of January.
"""

import unicodedata
from dataclasses import dataclass

from ..models import Applicant

# Likeness of two names, from 0 to 1, as pg_trgm counts shared groups of three letters.
NEAR = 0.5  # « Fatoumata Diallo » and « Fatou Dialo »: 0.53
DISTANT = 0.3  # one of the two words changed: a married name, or a twin


@dataclass(frozen=True)
class Evidence:
    """What agrees between two people; `likeness` is that of their names, from 0 to 1."""

    birth_date: bool
    likeness: float
    phone: bool
    address: bool
    inverted: bool = False

    @property
    def is_likely(self) -> bool:
        """Whether it is enough to ask somebody. `queries.alike` says the same to the database."""
        if self.birth_date:
            return self.likeness >= DISTANT or self.phone or self.address
        return self.likeness >= NEAR and (self.phone or self.address)

    @property
    def score(self) -> int:
        """How much agrees: only to put the likelier one first."""
        name = 3 if self.likeness >= NEAR else 1 if self.likeness >= DISTANT else 0
        return 4 * self.birth_date + name + 2 * self.phone + 2 * self.address

    @property
    def sentence(self) -> str:
        """« Même date de naissance, nom proche, même téléphone »."""
        said = [
            "même date de naissance" if self.birth_date else "",
            self.name,
            "même téléphone" if self.phone else "",
            "même adresse" if self.address else "",
        ]
        text = ", ".join(word for word in said if word)
        return text[:1].upper() + text[1:]

    @property
    def name(self) -> str:
        if self.inverted:
            return "nom et prénom inversés"
        if self.likeness == 1:
            return "même nom"
        if self.likeness >= NEAR:
            return "nom proche"
        return "une partie du nom" if self.likeness >= DISTANT else ""


def compared(one: Applicant, other: Applicant, likeness: float) -> Evidence:
    """The evidence between two rows; keys that are None (no phone) agree with nothing."""
    return Evidence(
        birth_date=one.birth_date == other.birth_date,
        likeness=1.0 if one.search_text == other.search_text else likeness,
        phone=one.phone_key is not None and one.phone_key == other.phone_key,
        address=one.address_key is not None and one.address_key == other.address_key,
        inverted=_inverted(one, other),
    )


def _inverted(one: Applicant, other: Applicant) -> bool:
    names, others = (_plain(one.first_name), _plain(one.last_name)), (_plain(other.first_name), _plain(other.last_name))
    return names == others[::-1] and names[0] != names[1]


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())
