"""A state as people see it: an icon and a word, and a tone that never stands alone."""

from typing import NamedTuple


class Chip(NamedTuple):
    """`tone` is one of "", "go", "wait", "here", "done", "stop" (theme.css §10)."""

    label: str
    icon: str
    tone: str = ""
