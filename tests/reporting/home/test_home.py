"""The first page: what waits, for whom, at a fixed cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from harmonie.accounts.roles import Role
from reporting.home.waiting import waiting_for
from tests.builders import a_partner, a_user
from tests.reporting.builders import a_case, a_house

pytestmark = pytest.mark.django_db


def cost(browser):
    with CaptureQueriesContext(connection) as queries:
        assert browser.get("/").status_code == 200
    return len(queries)


def test_it_asks_to_sign_in(client):
    assert client.get("/").status_code == 302


def test_it_is_only_read(sign_in):
    assert sign_in(a_user()).post("/").status_code == 405


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_first_page_even_when_nothing_waits(sign_in, role):
    page = sign_in(a_user(role)).get("/").content.decode()
    assert "Rien ne vous attend" in page


def test_a_partner_sees_its_own_referrals_only(sign_in):
    house, today = a_house(), timezone.localdate()
    house.draft(a_case("Mienne"), today)
    stranger = a_user(partner=a_partner())
    assert "Mienne" in sign_in(house.people.partner).get("/").content.decode()
    assert "Mienne" not in sign_in(stranger).get("/").content.decode()


def test_drafts_of_partners_do_not_wait_for_the_ccas():
    house, today = a_house(), timezone.localdate()
    house.draft(a_case(), today)
    assert waiting_for(house.people.worker, today) == []


def test_the_page_of_a_partner_costs_the_same_for_one_and_three(sign_in):
    house, today = a_house(), timezone.localdate()
    browser = sign_in(house.people.partner)
    house.draft(a_case("Un"), today)
    one = cost(browser)
    house.draft(a_case("Deux"), today)
    house.draft(a_case("Trois"), today)
    assert cost(browser) == one


@pytest.mark.parametrize("step", ["refer", "review"])
def test_the_page_of_a_worker_costs_the_same_for_one_and_three(sign_in, step):
    house, day = a_house(timezone.localdate()), timezone.localdate() - timedelta(days=3)
    browser = sign_in(house.people.worker)
    getattr(house, step)(a_case("Un"), day)
    one = cost(browser)
    getattr(house, step)(a_case("Deux", first_name="Luc"), day)
    getattr(house, step)(a_case("Trois", first_name="Ada"), day)
    assert cost(browser) == one


def test_the_pages_of_finance_and_chair_cost_the_same_for_one_and_three(sign_in):
    today = timezone.localdate()
    house, day = a_house(today), today - timedelta(days=5)
    browsers = [sign_in(house.people.finance), sign_in(house.people.chair), sign_in(house.people.secretary)]
    _granted(house, day, "Un")
    one = [cost(browser) for browser in browsers]
    _granted(house, day, "Deux", "Trois")
    assert [cost(browser) for browser in browsers] == one


def _granted(house, day, *names):
    asked = [house.ready(a_case(name, first_name=name), day - timedelta(days=9)) for name in names]
    meeting, items = house.hold(day, asked)
    for item in items:
        house.decide(item, day)
    house.close(meeting, day)


def test_the_oldest_comes_first_and_the_lead_says_how_old():
    house, today = a_house(timezone.localdate()), timezone.localdate()
    house.refer(a_case("Hier"), today - timedelta(days=1))
    house.refer(a_case("Avant", first_name="Luc"), today - timedelta(days=8))
    assert [line.todo.age for line in waiting_for(house.people.worker, today)] == ["8\u00a0jours", "hier"]
