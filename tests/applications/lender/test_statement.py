"""The interest that the département takes over: followed, told once a year, without a name."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from applications.actions import exclude_reader
from applications.lender import actions as lender
from applications.lender.statement import statement, statement_csv
from applications.models import InterestSubsidy
from harmonie.accounts.roles import Role
from harmonie.documents.models import IssuedDocument
from harmonie.refusals import Refusal
from tests.applications.browsing import post
from tests.builders import a_user

from .builders import disbursed

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year
PAGE = "/demandes/interets/"


@pytest.fixture
def finance(sign_in):
    return sign_in(a_user(Role.FINANCE))


def note(name: str, part: InterestSubsidy) -> str:
    return reverse(f"applications:{name}", args=[part.pk])


def test_the_year_is_summed_by_where_each_part_stands(finance):
    loan = disbursed()
    lender.mark_interest_paid(
        subsidy=loan.subsidies.first(), paid_on=timezone.localdate(), by=a_user(), now=timezone.now()
    )
    told = statement(YEAR, timezone.localdate())
    assert (told.total.paid, told.total.due, told.total.loans) == (loan.subsidies.first().amount, 0, 1)
    assert [sums.name for sums in told.schemes] == ["Micro-crédit départemental"]
    page = finance.get(PAGE).content.decode()
    assert "Payée" in page
    assert loan.application.reference in page
    assert f'href="/demandes/{loan.application.reference}/' not in page
    assert "Benali" not in page
    assert "Aucun intérêt" in finance.get(f"{PAGE}?annee=2001").content.decode()


@pytest.mark.parametrize("year", ["", "\0", "99999", "٢٠٢٦", "0000", "-1"])
def test_any_other_year_is_this_one(finance, year: str):
    assert finance.get(PAGE, {"annee": year}).status_code == 200


def test_a_part_is_paid_and_another_is_not_due(finance):
    first, second = disbursed().subsidies.all()
    day = f"{timezone.localdate():%d/%m/%Y}"
    assert post(finance, note("interest_paid", first), paid_on="31/12/2099").status_code == 422
    assert post(finance, note("interest_paid", first), paid_on=day).url == f"{PAGE}?annee={YEAR}"
    assert post(finance, note("interest_lost", second), why="").status_code == 422
    assert post(finance, note("interest_lost", second), why="Hors convention").status_code == 302
    assert post(finance, note("interest_paid", second), paid_on=day).status_code == 409
    first.refresh_from_db()
    assert first.paid_on == timezone.localdate()


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CHAIR, Role.COMMISSION_MEMBER, Role.AUDITOR])
def test_others_follow_nothing(sign_in, role: Role):
    part, client = disbursed().subsidies.first(), sign_in(a_user(role))
    for url in (PAGE, f"{PAGE}{YEAR}/interets.csv", note("interest_paid", part)):
        assert client.get(url).status_code == 404
    assert post(client, note("interest_paid", part), paid_on="01/01/2026").status_code == 404


def test_who_also_works_for_a_partner_follows_nothing(sign_in):
    disbursed()
    assert sign_in(a_user(Role.PARTNER, Role.FINANCE)).get(PAGE).status_code == 404


def test_who_stepped_aside_sees_figures_and_touches_nothing(sign_in):
    loan, worker = disbursed(), a_user()
    exclude_reader(application=loan.application, user=worker, now=timezone.now())
    client, part = sign_in(worker), loan.subsidies.first()
    page = client.get(PAGE).content.decode()
    assert note("interest_paid", part) not in page
    assert reverse("applications:lender_file", args=[loan.application.reference]) not in page
    for name in ("interest_paid", "interest_lost"):
        assert client.get(note(name, part)).status_code == 404
        assert post(client, note(name, part), paid_on="01/01/2026", why="x").status_code == 404


def test_the_statement_is_frozen_and_names_nobody(finance):
    loan = disbursed()
    first = post(finance, reverse("applications:issue_statement", args=[YEAR]))
    document = IssuedDocument.objects.get(reference=f"EI-{YEAR}-1")
    assert first.url == reverse("applications:interest_statement", args=[document.reference])
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(bytes(document.content))).pages)
    assert loan.application.reference in text
    assert "Benali" not in text
    assert "Nadia" not in text
    before = bytes(document.content)
    lender.mark_interest_paid(
        subsidy=loan.subsidies.first(), paid_on=timezone.localdate(), by=a_user(), now=timezone.now()
    )
    assert finance.get(first.url).content == before
    second = lender.issue_interest_statement(year=YEAR, by=a_user(), now=timezone.now())
    assert second.reference == f"EI-{YEAR}-2"


def test_a_year_without_interest_or_to_come_has_no_statement():
    told = {"by": a_user(), "now": timezone.now()}
    for year in (YEAR, YEAR + 1):
        with pytest.raises(Refusal):
            lender.issue_interest_statement(year=year, **told)
    assert not IssuedDocument.objects.exists()


def test_the_spreadsheet_opens_in_french_and_runs_nothing(finance):
    loan = disbursed()
    lender.mark_interest_lost(subsidy=loan.subsidies.first(), why="=1+1", by=a_user(), now=timezone.now())
    answer = finance.get(f"{PAGE}{YEAR}/interets.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    lines = answer.content.decode().splitlines()
    cells = lines[1].split(";")
    assert cells[3:8] == ["620,00", "12", "4,000", "13,53", "6,77"]
    assert cells[-1] == "'=1+1"
    assert "Benali" not in answer.content.decode()
    assert "".join(statement_csv(statement(YEAR, timezone.localdate()))) == answer.content.decode()


def test_the_page_costs_the_same_for_one_loan_and_for_three(finance):
    scheme = disbursed().application.scheme
    with CaptureQueriesContext(connection) as one:
        finance.get(PAGE)
    for name in ("Luc", "Aminata"):
        disbursed(scheme=scheme, first_name=name, birth_date=date(1980, 1, len(name)))
    with CaptureQueriesContext(connection) as three:
        finance.get(PAGE)
    assert len(one) == len(three)
