"""The spreadsheet to fill in: one sheet for the loans, one that explains each column."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from applications.enums import Purpose
from harmonie.schemes.enums import Lending
from harmonie.schemes.models import Scheme

from .columns import COLUMNS

TEXT = ("former", "postcode", "birth_date", "first_due_on", "lent_on", "repaid_on")
ROWS = 500  # whose cells are set to text, so that no zero or date is changed while it is typed


def template() -> bytes:
    """The XLSX. Dates and postcodes are text there: a spreadsheet keeps them as they are typed."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Prêts"
    sheet.append([column.heading for column in COLUMNS])
    sheet.freeze_panes = "A2"
    for place, column in enumerate(COLUMNS, start=1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = max(14, len(column.heading) + 3)
        if column.key in TEXT:
            for line in range(2, ROWS + 2):
                sheet.cell(line, place).number_format = "@"
    _explained(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _explained(book: Workbook) -> None:
    sheet = book.create_sheet("Explications")
    sheet.append(["Colonne", "Ce qu’on y écrit", "Exemple", "Obligatoire"])
    for column in COLUMNS:
        sheet.append([column.heading, column.means, column.example, "oui" if column.is_required else "non"])
    sheet.append([])
    sheet.append(["Objets possibles", ", ".join(str(one.label) for one in Purpose)])
    codes = Scheme.objects.filter(lending=Lending.OWN).values_list("code", flat=True)
    sheet.append(["Codes des dispositifs", ", ".join(codes)])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCD", (24, 80, 20, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_col=2, max_col=2):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")
