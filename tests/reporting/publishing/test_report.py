"""The report for the house and for everybody: what each tells, how it is asked for, made, read and refused."""

import io
import re
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, WrongState
from reporting.bilan.question import Question
from reporting.charts.tables import Secret
from reporting.enums import ReportState, ReportVersion
from reporting.models import Report
from reporting.publishing import actions, making_actions
from reporting.publishing.report import report
from tests.builders import a_partner, a_user
from tests.loans.builders import a_granted_decision

from .builders import NOW, a_report

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
YEAR = Question(date(2026, 1, 1), date(2026, 12, 31))
WORDS = "du=2026-01-01&au=2026-12-31"
PUBLISHED, INTERNAL = ReportVersion.PUBLISHED, ReportVersion.INTERNAL


def grants(count, first=0):
    for place in range(first, first + count):
        a_granted_decision(amount=Decimal(200 + 10 * place), on=date(2026, 3, 2), last_name=f"Nom{place}")


def texts(found):
    return [cell.text for table in found.every_table for line in [*table.lines, table.sum_line] for cell in line]


def test_the_house_reads_three_credits_and_nobody_else_does():
    grants(1)
    with CaptureQueriesContext(connection) as one:
        report(YEAR, INTERNAL, TODAY)
    grants(2, first=1)
    with CaptureQueriesContext(connection) as three:
        whole = report(YEAR, INTERNAL, TODAY)
    assert len(one) == len(three)
    assert not whole.hides
    assert "630,00" in texts(whole)
    kept = report(YEAR, PUBLISHED, TODAY)
    assert kept.hides
    assert not {"630,00", "200,00", "210,00", "220,00", "630"} & set(texts(kept))
    purposes = next(table for table in kept.every_table if table.key == "objets")
    assert purposes.rows == ()
    assert purposes.note
    months = next(figure for figure in kept.figures if figure.key == "mois")
    assert {bar.value for bar in months.drawing.bars} <= {"masqué", "0"}
    assert "630" not in months.says


def test_six_credits_may_be_told_but_not_the_smallest():
    grants(6)
    kept = report(YEAR, PUBLISHED, TODAY)
    purposes = next(table for table in kept.every_table if table.key == "objets")
    assert [row[1] for row in purposes.rows] == [6]
    assert Secret.HIDDEN not in purposes.total
    assert "Plus petit crédit" not in texts(kept)
    assert "Plus petit crédit" in texts(report(YEAR, INTERNAL, TODAY))


def test_one_partner_alone_is_not_published():
    narrowed = Question(YEAR.start, YEAR.end, partner=a_partner())
    with pytest.raises(Refusal, match="tous les partenaires"):
        actions.ask_report(question=narrowed, version=PUBLISHED, by=a_user(Role.FINANCE), now=NOW)


def test_it_is_made_once_and_frozen(monkeypatch):
    grants(1)
    asked = actions.ask_report(question=YEAR, version=PUBLISHED, by=a_user(Role.FINANCE), now=NOW)
    assert asked.title == "Bilan annuel 2026"
    seen = []
    monkeypatch.setattr(making_actions, "render_pdf", lambda name, facts: seen.append(facts) or b"%PDF-1.7 x")
    for _ in range(2):
        making_actions.make_report(report_id=asked.pk, clock=lambda: NOW)
    asked.refresh_from_db()
    assert (len(seen), asked.state, asked.done) == (1, ReportState.READY, 3)
    assert asked.document.reference == f"BILAN-2026-{asked.pk:04d}"
    assert seen[0]["found"].is_published


def test_what_stopped_says_so_and_is_taken_up_again(monkeypatch):
    waiting = a_report(a_user(Role.FINANCE))
    with pytest.raises(WrongState, match="n’est pas interrompu"):
        actions.resume_report(report=waiting, now=NOW)

    def broken(name, facts):
        raise RuntimeError

    monkeypatch.setattr(making_actions, "render_pdf", broken)
    making_actions.make_report(report_id=waiting.pk, clock=lambda: NOW)
    waiting.refresh_from_db()
    assert waiting.state == ReportState.FAILED
    assert waiting.trouble
    actions.resume_report(report=waiting, now=NOW)
    left = a_report(a_user(Role.FINANCE), state=ReportState.RUNNING)
    assert actions.resume_report(report=left, now=NOW + timedelta(minutes=3)).state == ReportState.WAITING


def test_pages_for_the_house_and_for_the_administrator(sign_in):
    grants(1)
    house, admin = sign_in(a_user(Role.FINANCE)), sign_in(a_user(Role.ADMINISTRATOR))
    page = house.get(f"/bilan/diffuser/?{WORDS}").content.decode()
    assert "Préparer le PDF interne" in page
    assert "Préparer le PDF interne" not in admin.get(f"/bilan/diffuser/?{WORDS}").content.decode()
    assert "Version interne" in house.get(f"/bilan/graphiques/?{WORDS}").content.decode()
    for browser, words in ((house, f"{WORDS}&version=a-diffuser"), (admin, WORDS)):
        assert "Version à diffuser" in browser.get(f"/bilan/graphiques/?{words}").content.decode()
    assert house.get("/bilan/graphiques/?du=hier").status_code == 422
    assert house.get("/bilan/diffuser/?du=hier").status_code == 422
    narrowed = f"/bilan/graphiques/?{WORDS}&objet=housing&version=a-diffuser"
    assert house.get(narrowed).status_code == 409
    internal = a_report(a_user(Role.FINANCE), alive_at=timezone.now())
    assert admin.get(f"/bilan/diffuser/{internal.pk}/").status_code == 404
    assert "attend son tour" in house.get(f"/bilan/diffuser/{internal.pk}/").content.decode()
    assert house.get(f"/bilan/diffuser/{internal.pk}/fichier/").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_tables_come_as_files(sign_in, kind):
    grants(1)
    answer = sign_in(a_user(Role.FINANCE)).get(f"/bilan/tableaux/interne/{kind}/?{WORDS}")
    content = b"".join(answer.streaming_content)
    assert f"bilan-20260101-20261231-interne.{kind}" in answer["Content-Disposition"]
    assert (
        content.startswith("\ufeffBilan annuel 2026".encode())
        if kind == "csv"
        else zipfile.is_zipfile(io.BytesIO(content))
    )
    if kind == "csv":
        assert not re.search(rb";\d+\.\d", content), "a French spreadsheet reads a comma"


@pytest.mark.parametrize(
    ("path", "role"),
    [
        (f"/bilan/tableaux/interne/csv/?{WORDS}", Role.ADMINISTRATOR),
        (f"/bilan/tableaux/a-diffuser/exe/?{WORDS}", Role.FINANCE),
        (f"/bilan/tableaux/a-diffuser/csv/?{WORDS}&objet=housing", Role.FINANCE),
        ("/bilan/tableaux/a-diffuser/csv/?du=hier", Role.FINANCE),
        (f"/bilan/tableaux/a-diffuser/csv/?{WORDS}", Role.PARTNER),
    ],
)
def test_files_that_are_not_theirs_do_not_exist(sign_in, path, role):
    assert sign_in(a_user(role)).get(path).status_code == 404


def test_it_is_asked_for_once_and_for_somebody(sign_in):
    browser = sign_in(a_user(Role.FINANCE))
    page = browser.get(f"/bilan/diffuser/?{WORDS}").content.decode()
    token = page.split('name="once" value="')[1].split('"')[0]
    sent = {"du": "2026-01-01", "au": "2026-12-31", "once": token}
    assert browser.post("/bilan/diffuser/", sent | {"version": "personne"}).status_code in (409, 422)
    assert Report.objects.count() == 0
