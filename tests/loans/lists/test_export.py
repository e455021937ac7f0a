"""The list as a file: all of it, and nothing that a spreadsheet would run."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from harmonie.registry.models import AccessEntry
from loans.enums import Tab
from tests.builders import a_user
from tests.loans.builders import a_granted_decision, a_loan_to_sign, an_active_loan, once

pytestmark = pytest.mark.django_db


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_the_export_does_not_stop_at_one_page(finance, monkeypatch):
    monkeypatch.setattr("harmonie.paging.SIZE", 1)
    loans = [an_active_loan(amount) for amount in (600, 700, 800)]
    address = reverse("loans:export_csv")
    rows = rows_of(finance.get(address, {"liste": Tab.RUNNING.value, "apres": loans[1].pk}))
    place = rows[0].index("prêt")
    assert [row[place] for row in rows[1:]] == [loan.reference for loan in loans]
    kept = rows_of(finance.get(address, {"liste": Tab.RUNNING.value, "min": "650"}))
    assert len(kept) == 3
    owed = rows[0].index("reste dû")
    assert rows[1][owed] == "600,00"
    assert AccessEntry.objects.filter(subject="export CSV des prêts").count() == 2


def test_a_cell_that_begins_with_an_equal_sign_is_text(finance):
    a_loan_to_sign(last_name="Dupont", first_name="=1+1", supplier="@garage")
    rows = rows_of(finance.get(reverse("loans:export_csv"), {"liste": Tab.TO_SIGN.value}))
    assert "'=1+1 Dupont" in rows[1]
    assert "'@garage" in rows[1]
    answer = finance.get(reverse("loans:export_xlsx"), {"liste": Tab.TO_SIGN.value})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert any(cell.value == "'=1+1 Dupont" for cell in cells)


def test_grants_are_exported_too(finance):
    decision = a_granted_decision()
    rows = rows_of(finance.get(reverse("loans:export_csv"), {"liste": Tab.TO_CONTRACT.value}))
    assert decision.number in rows[1]


def test_nobody_else_takes_the_list_along(finance, sign_in):
    for name in ("export_csv", "export_xlsx"):
        address = reverse(f"loans:{name}")
        assert finance.get(address, {"liste": "rien"}).status_code == 404
        assert finance.post(address, once()).status_code == 405
        assert sign_in(a_user("social_worker")).get(address).status_code == 404
