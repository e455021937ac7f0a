"""One picture of the report: the drawing, one sentence that says what it shows, and its figures as a table."""

from typing import Any, NamedTuple

from .tables import Table


class Figure(NamedTuple):
    """`drawing` goes into the template of its kind, `unit` stands beside the title."""

    key: str
    title: str
    unit: str
    kind: str
    drawing: Any
    says: str
    table: Table

    @property
    def template(self) -> str:
        return f"reporting/charts/{self.kind}.html"
