"""A book of tables that LibreOffice opens: what it is first, then cells of their type."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET  # our own file, read back

from openpyxl import load_workbook

from harmonie.opendocument import MEDIA_TYPE, ods
from harmonie.spreadsheets import Sheet, xlsx_book

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SHEETS = [
    Sheet("Un [titre] : très long, plus long que ce que permet un tableur", ("jour", "€"), [(date(2026, 5, 1), 7)]),
    Sheet(
        "Un [titre] : très long, plus long que ce que permet un autre",
        ("texte",),
        [("=1+1\x00",), (None,), (Decimal("1.50"),)],
    ),
]


def test_an_ods_says_what_it_is_and_types_its_cells():
    file = zipfile.ZipFile(io.BytesIO(ods(SHEETS)))
    first = file.infolist()[0]
    assert (first.filename, first.compress_type, file.read(first)) == (
        "mimetype",
        zipfile.ZIP_STORED,
        MEDIA_TYPE.encode(),
    )
    root = ET.fromstring(file.read("content.xml"))
    names = [table.get(f"{TABLE}name") for table in root.iter(f"{TABLE}table")]
    assert len(set(names)) == 2
    assert all(len(name) <= 31 and "[" not in name for name in names)
    cells = [cell.attrib for cell in root.iter(f"{TABLE}table-cell")]
    assert [cell.get(f"{OFFICE}value-type") for cell in cells[2:4]] == ["date", "float"]
    assert cells[2][f"{OFFICE}date-value"] == "2026-05-01"
    assert cells[-1][f"{OFFICE}value"] == "1.50"
    texts = ["".join(cell.itertext()) for cell in root.iter(f"{TABLE}table-cell")]
    assert "'=1+1" in texts
    assert "content.xml" in file.read("META-INF/manifest.xml").decode()


def test_a_workbook_has_a_sheet_a_table():
    book = load_workbook(io.BytesIO(b"".join(xlsx_book(SHEETS))))
    assert len(book.sheetnames) == 2
    assert book.worksheets[0]["B2"].value == 7
    assert book.worksheets[1]["A2"].value == "'=1+1"
