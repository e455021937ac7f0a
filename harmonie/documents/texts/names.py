"""A name that a text may hold in braces."""

from typing import NamedTuple


class Name(NamedTuple):
    """What `{name}` stands for."""

    name: str
    says: str

    @property
    def written(self) -> str:
        """As it stands in the text."""
        return f"{{{self.name}}}"
