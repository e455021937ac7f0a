"""The register: every number, in two forms, on screen, on paper and for a spreadsheet."""

import io
from decimal import Decimal
from types import SimpleNamespace

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications.models import Exclusion
from commission.enums import RegisterForm
from commission.models import Decision, RegisterExtract
from commission.register import views
from commission.register.actions import issue_extract
from commission.register.entries import Series, series_of
from commission.register.tasks import make_extract
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal
from harmonie.registry.numbering import year_reference
from tests.builders import a_partner, a_user
from tests.commission.builders import a_decision, a_ready_case, an_open_meeting
from tests.commission.urgent.builders import a_delegation, decided_alone

REGISTER = reverse("commission:register")
ISSUE = reverse("commission:issue_register")
TELLING = ("Benali", "Nadia", "L’Escale", "Électro", "Tanneurs", "2018", "1991", "Réfrigérateur", "budget ne le permet")


@pytest.fixture
def year():
    return timezone.localdate().year


@pytest.fixture
def decisions(room):
    """One voted, one taken alone and refused."""
    a_delegation()
    return [a_decision(room), decided_alone(room, kind="refuse")]


def text_of(extract) -> str:
    reader = pypdf.PdfReader(io.BytesIO(bytes(extract.document.content)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def body(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8-sig")


def test_every_number_is_there_in_order(room, decisions, year, sign_in):
    page = body(sign_in(room.secretary).get(REGISTER))
    assert page.index(decisions[0].number) < page.index(decisions[1].number)
    for words in ("N° 1 à 2, sans lacune", "Nadia Benali", "par délégation", "620,00"):
        assert words in page
    only = body(sign_in(room.secretary).get(REGISTER, {"voie": "delegation", "annee": str(year)}))
    assert decisions[1].number in only
    assert f"decisions/{decisions[0].number}" not in only
    odd = {"annee": "٢٠٢٦", "resultat": "x\x00", "dispositif": "é" * 300, "voie": "\u202e", "apres": "9" * 40}
    assert sign_in(room.secretary).get(REGISTER, odd).status_code == 200


def test_a_gap_would_be_said(room, decisions, year, sign_in):
    year_reference("D", year)
    a_decision(room, an_open_meeting(room))
    assert series_of(year) == Series(3, 4, [3])
    assert "aucun acte ne porte le n°\u00a03" in body(sign_in(room.chair).get(REGISTER))


@pytest.mark.parametrize("kind", ["page", "csv", "pdf"])
def test_the_communicable_form_leads_to_nobody(room, decisions, year, sign_in, kind):
    if kind == "pdf":
        text = text_of(issue_extract(form=RegisterForm.COMMUNICABLE, year=year, by=room.secretary, now=timezone.now()))
    else:
        name = "commission:register" if kind == "page" else "commission:register_csv"
        text = body(sign_in(room.chair).get(reverse(name), {"forme": "communicable"}))
    for decision in decisions:
        assert decision.number in text
        assert decision.application.reference not in text.replace(decision.number, "")
    assert "quipement ménager" in text
    assert [word for word in TELLING if word in text] == []


def test_the_nominative_pdf_is_frozen_and_the_same_until_the_next_decision(room, decisions, year, sign_in, post):
    back = post(room.secretary, ISSUE, annee=str(year), forme="nominative")
    assert back.status_code == 302
    extract = RegisterExtract.objects.get()
    text = text_of(extract)
    for words in ("Nadia Benali", "n° 1 à 2, sans lacune", decisions[1].number, "secret professionnel"):
        assert words in text
    assert extract.document.reference.startswith(f"RN{year}-")
    post(room.secretary, ISSUE, annee=str(year), forme="nominative")
    assert RegisterExtract.objects.count() == 1
    address = reverse("commission:register_extract", args=[extract.document.reference])
    assert sign_in(a_user(Role.AUDITOR)).get(address)["Content-Type"] == "application/pdf"
    decided_alone(room, a_ready_case(room, amount=Decimal(200)))
    post(room.secretary, ISSUE, annee=str(year), forme="nominative")
    assert list(RegisterExtract.objects.order_by("pk").values_list("decisions", flat=True)) == [2, 3]


def test_whoever_stepped_aside_reads_a_number_and_nothing_else(room, decisions, year, sign_in):
    issued = issue_extract(form=RegisterForm.NOMINATIVE, year=year, by=room.secretary, now=timezone.now())
    Exclusion.objects.create(application=decisions[0].application, user=room.chair, declared_at=timezone.now())
    chair = sign_in(room.chair)
    page = body(chair.get(REGISTER))
    assert decisions[0].number in page
    assert "620,00" not in page
    assert "620" not in body(chair.get(reverse("commission:register_csv")))
    assert chair.get(reverse("commission:register_extract", args=[issued.document.reference])).status_code == 404
    with pytest.raises(Refusal, match="en déport"):
        issue_extract(form=RegisterForm.NOMINATIVE, year=year, by=room.chair, now=timezone.now())


def test_a_long_register_is_made_by_the_task_queue(room, decisions, year, post, sign_in, monkeypatch):
    monkeypatch.setattr(views, "IN_REQUEST", 1)
    asked = []
    queue = SimpleNamespace(make_extract=SimpleNamespace(enqueue=lambda *given: asked.append(given)))
    monkeypatch.setattr(views, "tasks", queue)
    answer = post(room.secretary, ISSUE, annee=str(year), forme="nominative")
    assert asked == [(RegisterForm.NOMINATIVE, year, room.secretary.pk)]
    waiting = body(sign_in(room.secretary).get(answer.url))
    assert "il se prépare" in waiting
    make_extract.func(*asked[0])
    assert "il se prépare" not in body(sign_in(room.secretary).get(answer.url))


def test_for_a_spreadsheet(room, decisions, sign_in):
    secretary = sign_in(room.secretary)
    table = body(secretary.get(reverse("commission:register_csv")))
    assert table.splitlines()[0].startswith("n°;date;dispositif")
    assert "620,00" in table
    assert secretary.get(reverse("commission:register_xlsx"))["Content-Type"] == views.XLSX


def test_who_may_not(room, decisions, sign_in, post):
    for user in (room.members[0], room.worker, a_user(Role.FINANCE), a_user(partner=a_partner())):
        for name in ("register", "register_csv", "register_xlsx"):
            assert sign_in(user).get(reverse(f"commission:{name}")).status_code == 404
        assert post(user, ISSUE, annee="2026", forme="nominative").status_code == 404
    assert sign_in(room.chair).get(ISSUE).status_code == 405
    assert sign_in(room.chair).post(REGISTER).status_code == 405


def test_the_same_queries_for_one_and_three(room, decisions, sign_in, django_assert_num_queries):
    secretary = sign_in(room.secretary)
    secretary.get(REGISTER)
    with CaptureQueriesContext(connection) as two:
        secretary.get(REGISTER)
    for _ in range(2):
        decided_alone(room, a_ready_case(room, amount=Decimal(200)))
    with django_assert_num_queries(len(two)):
        secretary.get(REGISTER)
    assert Decision.objects.count() == 4
