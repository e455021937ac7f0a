"""The look of the charts in a PDF. The renderer reads an SVG's own style sheet, and no other."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe

SHEET = "charts-paper.css"


@cache
def chart_style() -> SafeString:
    """Our own style sheet as an element: it is written by nobody but us."""
    path = finders.find(SHEET)
    if not path:
        raise FileNotFoundError(SHEET)
    return mark_safe(f"<style>{Path(path).read_text()}</style>")  # noqa: S308 - a file of ours
