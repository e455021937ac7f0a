"""Code 128 on paper, as numbers for a template to draw. The only import of python-barcode in the house."""

from functools import cache
from itertools import groupby
from typing import NamedTuple

from barcode import Code128

QUIET = 10  # modules left white on either side: the standard's least
MODULE = 0.34  # millimetres; below 0.33, cheap readers begin to miss


class Bar(NamedTuple):
    """One dark bar: where it begins and how wide it is, in modules."""

    x: int
    width: int


class Barcode(NamedTuple):
    """What a code says and how it is drawn, on `modules` modules, quiet zones included; `width` in millimetres."""

    text: str
    bars: tuple[Bar, ...]
    modules: int
    width: str


@cache
def code128(text: str) -> Barcode:
    """The code of an ASCII text. `ValueError` for a text that is empty or not ASCII."""
    if not text or not text.isascii() or not text.isprintable():
        raise ValueError(text)
    pattern = Code128(text).build()[0]
    bars, x = [], QUIET
    for sign, run in groupby(pattern):
        width = len(list(run))
        if sign == "1":
            bars.append(Bar(x, width))
        x += width
    modules = x + QUIET
    return Barcode(text, tuple(bars), modules, f"{modules * MODULE:.2f}")
