"""The cases behind a figure: for those who may open them, and of these the ones they may open."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.actions import exclude_reader
from harmonie.accounts.roles import Role
from tests.builders import a_user
from tests.loans.builders import a_granted_decision, at

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 10)
ASKED = "?du=2026-06-01&au=2026-06-30"


def get(browser, key, asked=ASKED):
    return browser.get(f"/bilan/{key}/dossiers/{asked}")


def test_figures_lead_to_what_each_may_open(sign_in):
    decision = a_granted_decision(400, 8, on=DAY)
    application = decision.application
    worker = a_user(Role.SOCIAL_WORKER)
    browser = sign_in(worker)
    page = browser.get(f"/bilan/{ASKED}").content.decode()
    assert "/bilan/recues/dossiers/?du=2026-06-01&amp;au=2026-06-30" in page
    assert "/bilan/en-cours/dossiers/" not in page  # loans are opened by finance
    requests = get(browser, "recues").content.decode()
    assert application.reference in requests
    assert "Nadia Benali" in requests
    credits = get(browser, "credits-objet-appliances").content.decode()
    assert decision.number in credits
    assert "Benali" not in credits
    assert decision.number not in get(browser, "credits-objet-mobility").content.decode()
    exclude_reader(application=application, user=worker, now=at(DAY))
    assert application.reference not in get(browser, "recues").content.decode()
    assert decision.number not in get(browser, "credits").content.decode()
    auditor = sign_in(a_user(Role.AUDITOR))
    page = auditor.get(f"/bilan/{ASKED}").content.decode()
    assert "/dossiers/" not in page
    assert "400" in page


@pytest.mark.parametrize(
    ("role", "key"),
    [
        (Role.AUDITOR, "recues"),
        (Role.FINANCE, "recues"),
        (Role.CHAIR, "recues"),
        (Role.SOCIAL_WORKER, "en-cours"),
        (Role.PARTNER, "recues"),  # may open its own requests, and reads no report
        (Role.SOCIAL_WORKER, "inconnu"),
        (Role.SOCIAL_WORKER, "credits-objet-argent"),
        (Role.SOCIAL_WORKER, "credits-mois-0000-13"),
        (Role.SOCIAL_WORKER, "credits-mois-2026-99"),
        (Role.SOCIAL_WORKER, "recues-partenaire-999999999"),
        (Role.SOCIAL_WORKER, "age-999"),
    ],
)
def test_who_may_open_none_and_what_is_no_figure_is_not_found(sign_in, role, key):
    assert get(sign_in(a_user(role)), key).status_code == 404


@pytest.mark.parametrize("asked", ["?du=rien", "?jour=2199-01-01", "?partenaire=%00", "?objet=argent"])
def test_a_question_that_cannot_be_has_no_cases(sign_in, asked):
    assert get(sign_in(a_user(Role.SOCIAL_WORKER)), "recues", asked).status_code == 404


def test_it_is_only_read(sign_in, client):
    assert sign_in(a_user(Role.SOCIAL_WORKER)).post("/bilan/recues/dossiers/").status_code == 405
    assert client.get("/bilan/recues/dossiers/").status_code == 302


def test_the_list_costs_the_same_for_one_and_for_three(sign_in):
    browser = sign_in(a_user(Role.SOCIAL_WORKER))
    a_granted_decision(400, 8, on=DAY)
    with CaptureQueriesContext(connection) as one:
        get(browser, "credits")
    for name in ("Morel", "Petit"):
        a_granted_decision(300, 6, on=DAY, last_name=name)
    with CaptureQueriesContext(connection) as three:
        assert get(browser, "credits").content.decode().count("row-link") == 3
    assert len(one) == len(three)
