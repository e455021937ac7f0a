"""What a downloaded book says."""

import csv
import io

from django.http import HttpResponse
from openpyxl import load_workbook


def body(response: HttpResponse) -> bytes:
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return b"".join(response.streaming_content) if response.streaming else response.content


def csv_rows(response: HttpResponse) -> list[dict[str, str]]:
    text = body(response).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def xlsx_rows(response: HttpResponse) -> list[dict[str, object]]:
    heads, *rows = load_workbook(io.BytesIO(body(response))).active.values
    return [dict(zip(heads, row, strict=True)) for row in rows]
