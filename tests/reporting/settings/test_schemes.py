"""Schemes created, described anew, closed and opened, by the administration alone; each change keeps its author."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.queries import open_terms
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, WrongState
from harmonie.schemes.actions import change_scheme, close_scheme, open_envelope
from harmonie.schemes.models import Scheme
from tests.builders import a_scheme, a_user, terms
from tests.reporting.builders import TODAY, at

pytestmark = pytest.mark.django_db
LIST, NEW = "/reglages/dispositifs/", "/reglages/dispositifs/nouveau/"


def given(**changes):
    facts = {"name": "Prêt mobilité", "description": "Pour le permis.", "lending": "own", "carries_over": "on"}
    return {**facts, **changes, "once": str(uuid.uuid4())}


@pytest.fixture
def browser(sign_in):
    return sign_in(a_user(Role.ADMINISTRATOR, first_name="Ada", last_name="Roy"))


def test_a_scheme_is_created_described_anew_closed_and_opened(browser):
    form = given()
    assert browser.post(NEW, form)["Location"] == f"{LIST}pret-mobilite/"
    assert browser.post(NEW, form)["Location"] == f"{LIST}pret-mobilite/"
    scheme = Scheme.objects.get()
    assert (scheme.code, scheme.carries_over, scheme.is_anonymised) == ("pret-mobilite", True, False)
    assert "Sans conditions" in browser.get(LIST).content.decode()
    terms(scheme)
    page = f"{LIST}pret-mobilite/"
    changed = given(name="Prêt permis", repayments_refill="on")
    assert browser.post(f"{page}modifier/", changed).status_code == 302
    browser.post(f"{page}ouverture/", given(why="fin de la convention", act="close"))
    assert open_terms(TODAY) == []
    told = browser.get(page).content.decode()
    for said in ("Fermé", "Prêt permis", "<s>", "Ada Roy", "fin de la convention", "ils reviennent à l’enveloppe"):
        assert said in told, said
    browser.post(f"{page}ouverture/", given(why="reprise", act="reopen"))
    assert [held.scheme for held in open_terms(TODAY)] == [scheme]
    assert "Aujourd’hui" in browser.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Complétez"),
        ({"name": "x" * 300}, "80"),
        ({"name": "crédit harmonie"}, "s’appelle déjà"),
        ({"lending": "external"}, "organisme prêteur"),
        ({"lending": "autre"}, "Choisissez"),
        ({"name": "\0"}, "Nom"),
    ],
)
def test_what_makes_no_scheme_is_answered_and_kept(browser, changes, sentence):
    a_scheme()
    answer = browser.post(NEW, given(**changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Pour le permis." in answer.content.decode()
    assert Scheme.objects.count() == 1


def test_names_that_an_address_cannot_tell_apart_get_codes_of_their_own(browser):
    for name in ("Nouveau", "Prêt !", "Prêt ?", "🚲"):
        assert browser.post(NEW, given(name=name)).status_code == 302
    codes = set(Scheme.objects.values_list("code", flat=True))
    assert codes == {"nouveau-2", "pret", "pret-2", "dispositif"}


def test_who_lends_stays_and_closing_twice_is_said(browser):
    scheme, by = a_scheme(), a_user(Role.ADMINISTRATOR)
    open_envelope(scheme=scheme, year=2026, allocated=10, by=by, now=at(TODAY))
    with pytest.raises(Refusal, match="créez-en un autre"):
        change_scheme(scheme=scheme, values={"lending": "external"}, why="", by=by, now=at(TODAY))
    assert 'name="lending"' not in browser.get(f"{LIST}{scheme.code}/modifier/").content.decode()
    close_scheme(scheme=scheme, why="x", by=by, now=at(TODAY))
    with pytest.raises(WrongState, match="est déjà fermé"):
        close_scheme(scheme=scheme, why="x", by=by, now=at(TODAY))
    answer = browser.post(f"{LIST}{scheme.code}/ouverture/", given(why="x", act="close"), follow=True)
    assert "est déjà fermé" in answer.content.decode()
    assert browser.get(f"{LIST}{scheme.code}/ouverture/").status_code == 405


def test_the_list_costs_the_same_with_one_scheme_and_with_three(browser, django_assert_num_queries):
    terms()
    with CaptureQueriesContext(
        connection,
    ) as one:
        browser.get(LIST)
    terms(a_scheme(name="Deux"))
    terms(a_scheme(name="Trois"))
    with django_assert_num_queries(len(one)):
        browser.get(LIST)
