"""Whose name and office a paper of a day bears (CRPA L212-1)."""

from dataclasses import dataclass
from datetime import date

from harmonie.accounts.models import User
from harmonie.documents.models import DocumentKind

from .models import Signatory


@dataclass(frozen=True)
class Signing:
    """Who signs: name, office, and the delegation by which they do, each as it is printed."""

    name: str
    office: str = ""
    delegation: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def get_full_name(self) -> str:
        return self.name

    @classmethod
    def author(cls, person: User, office: str = "") -> "Signing":
        """Whoever made the paper, in the office of their account or the one given."""
        return cls(person.get_full_name(), office or person.office)


def signing(paper: DocumentKind, *, on: date, author: User | None, office: str = "") -> Signing:
    """Who signs this kind of paper when it is issued on a day: the person named for it, else its author.

    Without an author either, the presidency does: a convocation is sent while its seat is empty.
    """
    named = Signatory.objects.in_force(paper, on)
    if named is None or not named.name:
        return Signing.author(author, office) if author else Signing("La présidence")
    return Signing(named.name, named.office, named.delegation)
