"""The list as a file: all of it, as it is shown, and nothing that a spreadsheet would run."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from harmonie.accounts.roles import Role
from harmonie.registry.models import AccessEntry
from harmonie.spreadsheets import safe
from tests.applications.builders import a_partners_user, a_submitted, in_review
from tests.applications.worklist.builders import URL, an_own_draft, days_ago, shown, with_co_applicant
from tests.builders import a_user

pytestmark = pytest.mark.django_db
CSV, XLSX = f"{URL}export.csv", f"{URL}export.xlsx"


def body(response: HttpResponse) -> bytes:
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return b"".join(response.streaming_content)


def csv_rows(response: HttpResponse) -> list[dict[str, str]]:
    text = body(response).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def xlsx_rows(response: HttpResponse) -> list[dict[str, object]]:
    sheet = load_workbook(io.BytesIO(body(response))).active
    heads, *rows = sheet.values
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_every_row_in_the_order_of_the_list_not_one_page(sign_in, monkeypatch):
    monkeypatch.setattr("harmonie.paging.SIZE", 2)
    monkeypatch.setattr("applications.worklist.export.AT_A_TIME", 2)
    worker = a_user()
    for name, amount in (("Zola", 300), ("Abdi", 500), ("Élan", 900), ("Morin", 100)):
        a_submitted(last_name=name, project={"amount": Decimal(amount)})
    an_own_draft(worker, last_name="Kern")
    client = sign_in(worker)
    query = {"liste": "toutes", "tri": "montant"}
    for rows in (csv_rows(client.get(CSV, query)), xlsx_rows(client.get(XLSX, query))):
        assert [row["demandeur"] for row in rows] == [f"Nadia {n}" for n in ("Élan", "Abdi", "Zola", "Morin", "Kern")]
    assert [row["numéro"] for row in rows][:2] == shown(client, **query)


def test_the_same_filters_as_the_list(sign_in):
    worker = a_user()
    kept = with_co_applicant(in_review(worker, now=days_ago(3)), "Sarah", "Aït Lahcen")
    a_submitted(last_name="Roussel")
    (row,) = csv_rows(sign_in(worker).get(CSV, {"suivi": "moi", "q": "benali"}))
    assert row["numéro"] == kept.reference
    assert row["co-demandeur"] == "Sarah Aït Lahcen"
    assert row["montant"] == "620,00"
    assert row["état"] == "en instruction"
    assert row["étape"] == "Instruction"
    assert row["suivi par"] == str(worker)
    assert row["attend depuis"] == f"{days_ago(3):%d/%m/%Y}"
    (row,) = xlsx_rows(sign_in(worker).get(XLSX, {"suivi": "moi", "q": "benali"}))
    assert row["montant"] == 620


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\uff1d"])
def test_no_cell_runs_as_a_formula(start: str):
    assert safe(f"{start}1+1") == f"'{start}1+1"


def test_a_dangerous_name_arrives_as_text(sign_in):
    a_submitted(first_name='=HYPERLINK("http://mal.example";"x")', last_name='\u202e🙂; "Benali"')
    client = sign_in(a_user())
    (row,) = csv_rows(client.get(CSV))
    assert row["demandeur"] == '\'=HYPERLINK("http://mal.example";"x") \u202e🙂; "Benali"'
    book = load_workbook(io.BytesIO(body(client.get(XLSX))))
    cell = book.active["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'=HYPERLINK")


def test_the_journal_says_who_took_what(sign_in):
    worker = a_user(Role.SECRETARY)
    a_submitted()
    client = sign_in(worker)
    client.get(CSV, {"liste": "toutes"})
    client.get(XLSX, {"liste": "toutes"})
    entries = AccessEntry.objects.filter(user=worker).order_by("pk").values_list("subject", "reference")
    assert list(entries) == [
        ("export CSV des demandes", "toutes, 1 dossier"),
        ("export XLSX des demandes", "toutes, 1 dossier"),
    ]


def test_an_empty_list_is_a_file_with_its_headings(sign_in):
    client = sign_in(a_user())
    assert csv_rows(client.get(CSV)) == []
    assert xlsx_rows(client.get(XLSX)) == []


def test_who_reads_no_list_exports_none(sign_in):
    a_submitted(partner := a_partners_user())
    for somebody in (partner, a_user(Role.FINANCE)):
        assert sign_in(somebody).get(CSV).status_code == 404
        assert sign_in(somebody).get(XLSX).status_code == 404
    assert sign_in(a_user()).post(CSV).status_code == 405


def test_the_number_of_queries_does_not_grow(sign_in):
    client, counts = sign_in(a_user()), []
    a_submitted()
    client.get(CSV)
    for more in (0, 2):
        for _ in range(more):
            a_submitted()
        with CaptureQueriesContext(connection) as queries:
            assert len(csv_rows(client.get(CSV))) == 1 + more
        counts.append(len(queries))
    assert counts[0] == counts[1]
