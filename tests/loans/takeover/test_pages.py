"""The pages of a takeover."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from harmonie.accounts.roles import Role
from loans.models import Loan, PortfolioImport
from loans.takeover import tasks
from tests.builders import a_user
from tests.loans.builders import a_scheme, once

from .files import HEADINGS, a_csv, a_row, an_xlsx, upload

pytestmark = pytest.mark.django_db


def brought(browser, content, total="464,99", name="anciens.csv"):
    post = {"file": upload(content, name), "control_total": total}
    return browser.post(reverse("loans:takeover"), once() | post)


def test_check_then_take_over(finance):
    scheme = a_scheme()
    answer = brought(finance, an_xlsx(a_row(scheme)), name="anciens.xlsx")
    page = finance.get(answer.url)
    assert "Reprendre ce prêt" in page.text
    portfolio = PortfolioImport.objects.get()
    run = reverse("loans:takeover_run", args=[portfolio.pk])
    token = once()
    done = finance.post(run, token, follow=True)
    assert "Portefeuille repris" in done.text
    assert "464,99" in done.text
    finance.post(run, token)  # a double click
    assert finance.post(run, once()).status_code == 409
    assert Loan.objects.count() == 1
    assert brought(finance, bytes(portfolio.content)).status_code == 409
    assert "anciens.xlsx" in finance.get(reverse("loans:takeover")).text


def test_mistakes_are_shown_and_downloaded(finance):
    scheme = a_scheme()
    answer = brought(finance, a_csv(a_row(scheme, city=""), a_row(scheme, former="=HYPER", scheme="=1+1")))
    page = finance.get(answer.url).text
    assert "2 points à corriger" in page
    assert "Reprendre ces" not in page
    pk = PortfolioImport.objects.get().pk
    table = b"".join(finance.get(reverse("loans:takeover_mistakes", args=[pk])).streaming_content).decode()
    assert "2;Commune;Cette case est vide." in table
    assert finance.post(reverse("loans:takeover_run", args=[pk]), once()).status_code == 409
    assert not Loan.objects.exists()


@pytest.mark.parametrize(
    ("content", "total", "status"),
    [
        (b"", "1", 422),
        (b"PK\x03\x04", "1", 409),
        (b"a;b", "beaucoup", 422),
        (b"a;b", "1" * 30, 422),
        (b"a;b", "-1", 422),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(finance, content, total, status):
    assert brought(finance, content, total).status_code == status
    assert not PortfolioImport.objects.exists()


def test_a_long_file_is_taken_over_by_the_task_queue(finance, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("loans.takeover.views.IN_REQUEST", 0)
    asked = []
    monkeypatch.setattr(tasks.take_over.__class__, "enqueue", lambda task, *told: asked.append(told))
    brought(finance, a_csv(a_row(a_scheme())))
    portfolio = PortfolioImport.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        page = finance.post(reverse("loans:takeover_run", args=[portfolio.pk]), once(), follow=True)
    assert "Reprise en cours" in page.text
    assert not Loan.objects.exists()
    tasks.take_over.func(*asked[0])
    tasks.take_over.func(*asked[0])  # taken up again after a stop: it is done
    assert Loan.objects.count() == 1
    portfolio.refresh_from_db()
    assert portfolio.errors == []
    assert portfolio.taken_over_at


def test_the_template_is_itself_a_file_that_is_read(finance):
    a_scheme()
    answer = finance.get(reverse("loans:takeover_template"))
    book = load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in book["Prêts"][1]] == HEADINGS
    assert "credit-0.01" in {cell.value for row in book["Explications"].rows for cell in row}
    assert "pas de ligne" in brought(finance, answer.content, name="modele.xlsx").text


def test_who_may(finance, sign_in):
    portfolio = brought(finance, a_csv(a_row(a_scheme()))).url
    assert sign_in(a_user(Role.ADMINISTRATOR)).get(portfolio).status_code == 200
    stranger = sign_in(a_user(Role.SOCIAL_WORKER))
    assert stranger.get(portfolio).status_code == 404
    assert stranger.post(reverse("loans:takeover"), once()).status_code == 404
    assert finance.delete(reverse("loans:takeover")).status_code == 405
    assert finance.get(reverse("loans:takeover_run", args=[1])).status_code == 405
