"""Every page of this room as every account of the demonstration, over its whole data."""

import pytest

from demonstration.people import ACCOUNTS
from harmonie.accounts.models import User
from reporting.home.waiting import waiting_for

from .conftest import TODAY

REPORTERS = {"presidence", "secretariat", "finance", "admin", "controle", "social", "social2"}
PERIOD = "/bilan/?du=01/01/2007&au=04/06/2007"
WAYS = {
    "/": set(ACCOUNTS),
    PERIOD: REPORTERS,
    "/bilan/credits.csv?du=2007-01-01&au=2007-06-04": REPORTERS - {"admin", "controle"},
    "/reglages/": {"admin"},
    "/journal/": {"admin", "controle"},
    "/simulateur/": set(ACCOUNTS),
}


def account(name: str) -> User:
    return User.objects.get(email=f"{name}@harmonie.example")


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize("url", WAYS)
def test_each_account_opens_what_is_theirs_and_nothing_else(told, sign_in, name, url):
    assert sign_in(account(name)).get(url).status_code == (200 if name in WAYS[url] else 404)


def test_the_page_shows_the_published_figures(told, sign_in):
    page = sign_in(account("social")).get(PERIOD).content.decode()
    assert "21 crédits accordés pour 13\u202f211\u202f€, sur une enveloppe de 30\u202f000\u202f€" in page
    assert "Où 13 demandes sur 34 se sont arrêtées" in page


def test_finance_reaches_each_loan_and_the_chair_each_decision(told, sign_in):
    assert sign_in(account("finance")).get(PERIOD).content.decode().count('href="/prets/P2007-') == 21
    assert sign_in(account("presidence")).get(PERIOD).content.decode().count('href="/commission/decisions/D2007-') == 21


@pytest.mark.parametrize("name", ["admin", "controle"])
def test_who_opens_no_case_reads_no_credit_one_by_one(told, sign_in, name):
    page = sign_in(account(name)).get(PERIOD).content.decode()
    assert "13\u202f211" in page
    assert "D2007-0001" not in page
    assert "/prets/P2007-" not in page
    assert "/commission/decisions/" not in page


def test_the_bilan_names_nobody(told, sign_in):
    page = sign_in(account("presidence")).get(PERIOD).content.decode()
    assert "Kaci" not in page
    assert "Aubry" not in page


@pytest.mark.parametrize("name", ACCOUNTS)
def test_what_waits_is_told_oldest_first_and_leads_somewhere(told, name):
    waiting = waiting_for(account(name), TODAY)
    assert [line.since for line in waiting] == sorted(line.since for line in waiting)
    assert all(line.todo.url for line in waiting)


def test_a_recused_member_is_not_asked_to_vote_on_the_case(told):
    asked = " ".join(line.todo.about for line in waiting_for(account("membre5"), TODAY))
    assert "Chaussures et tenue de chantier" not in asked


def test_members_read_no_name_on_their_first_page(told, sign_in):
    assert "Marin" not in sign_in(account("membre1")).get("/").content.decode()
