"""An OpenDocument spreadsheet (ODF 1.3), as small as one can be: a sheet per table, cells of their type.

No library is needed: the file is a ZIP whose first entry, not compressed, says what it is.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils import timezone

from .spreadsheets import NARROWEST, WIDEST, Sheet, named, safe, widths

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {name: f"{name}:1.0" for name in ("office", "table", "text", "style", "manifest")}
SPACES |= {"number": "datastyle:1.0", "fo": "xsl-fo-compatible:1.0"}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the file holds nothing but its tables


def ods(sheets: Iterable[Sheet]) -> bytes:
    """The whole file. Numbers are numbers, days are days, and no text is ever run."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("mimetype", EPOCH), MEDIA_TYPE, zipfile.ZIP_STORED)
        for name, content in (("content.xml", _content(sheets)), ("META-INF/manifest.xml", _manifest())):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, content)
    return buffer.getvalue()


def _name(name: str) -> str:
    space, _, local = name.partition(":")
    return f"{{{NAMES}{SPACES[space]}}}{local}"


def _put(parent: Element, tag: str, **facts: str) -> Element:
    """A child; the name of a fact has two underscores between its space and itself."""
    return SubElement(parent, _name(tag), {_name(_fact(key)): value for key, value in facts.items()})


def _fact(key: str) -> str:
    space, _, local = key.partition("__")
    return f"{space}:{local.replace('_', '-')}"


def _root(tag: str) -> Element:
    space = tag.partition(":")[0]
    return Element(_name(tag), {_name(f"{space}:version"): "1.3"})


def _content(sheets: Iterable[Sheet]) -> bytes:
    root = _root("office:document-content")
    _styles(root)
    book = _put(_put(root, "office:body"), "office:spreadsheet")
    taken: set[str] = set()
    for sheet in sheets:
        table = _put(book, "table:table", table__name=named(sheet.title, taken))
        rows = list(sheet.rows)
        for width in widths(sheet.headings, rows):
            _put(table, "table:table-column", table__style_name=f"wide{width}")
        for row in [sheet.headings, *rows]:
            line = _put(table, "table:table-row")
            for cell in row:
                _cell(line, cell, is_heading=row is sheet.headings)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _styles(root: Element) -> None:
    """How a day is written, bold headings, and room for so many letters in a column."""
    styles = _put(root, "office:automatic-styles")
    for width in range(NARROWEST, WIDEST + 1):
        wide = _put(styles, "style:style", style__name=f"wide{width}", style__family="table-column")
        _put(wide, "style:table-column-properties", style__column_width=f"{width * 2}mm")
    day = _put(styles, "number:date-style", style__name="day")
    for place, part in enumerate(("day", "month", "year")):
        if place:
            _put(day, "number:text").text = "/"
        _put(day, f"number:{part}", number__style="long")
    _put(styles, "style:style", style__name="dated", style__family="table-cell", style__data_style_name="day")
    bold = _put(styles, "style:style", style__name="heading", style__family="table-cell")
    _put(bold, "style:text-properties", fo__font_weight="bold")


def _cell(line: Element, value: Any, *, is_heading: bool) -> None:
    if value is None or value == "":
        _put(line, "table:table-cell")
    elif isinstance(value, datetime):
        _cell(line, timezone.localtime(value).date(), is_heading=is_heading)
    elif isinstance(value, date):
        facts = {"office__value_type": "date", "office__date_value": value.isoformat(), "table__style_name": "dated"}
        _put(_put(line, "table:table-cell", **facts), "text:p").text = f"{value:%d/%m/%Y}"
    elif isinstance(value, int | Decimal):
        cell = _put(line, "table:table-cell", office__value_type="float", office__value=f"{value:f}")
        _put(cell, "text:p").text = f"{value:f}".replace(".", ",")
    else:
        style = {"table__style_name": "heading"} if is_heading else {}
        cell = _put(line, "table:table-cell", office__value_type="string", **style)
        _put(cell, "text:p").text = str(safe(str(value)))


def _manifest() -> bytes:
    root = _root("manifest:manifest")
    for path, kind in (("/", MEDIA_TYPE), ("content.xml", "text/xml")):
        _put(root, "manifest:file-entry", manifest__full_path=path, manifest__media_type=kind)
    return tostring(root, encoding="utf-8", xml_declaration=True)
