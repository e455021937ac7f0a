"""Spreadsheets as people bring them."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from loans.takeover.columns import COLUMNS

HEADINGS = [column.heading for column in COLUMNS]


def a_row(lender, /, **facts):
    """600 € over 12 months from 31 January 2026, lent on the 10th, 155,01 € back."""
    usual = {
        "former": "MC-118",
        "last_name": "Delattre",
        "first_name": "Hélène",
        "birth_date": "14/05/1991",
        "address": "12 rue des Tanneurs",
        "postcode": "60990",
        "city": "Rivemont",
        "scheme": lender.code,
        "purpose": "mobilité",
        "amount": "620",
        "months": "12",
        "first_due_on": "31/01/2026",
        "lent_on": "10/01/2026",
        "repaid": "155,01",
        "repaid_on": "",
        "supplier": "",
    }
    return [(usual | facts)[column.key] for column in COLUMNS]


def a_csv(*rows, headings=HEADINGS, encoding="utf-8-sig", delimiter=";"):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([headings, *rows])
    return text.getvalue().encode(encoding)


def an_xlsx(*rows, headings=HEADINGS):
    book = Workbook()
    for row in (headings, *rows):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def upload(content, name="anciens.csv"):
    return SimpleUploadedFile(name, content)
