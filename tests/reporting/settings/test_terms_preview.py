"""Terms in two steps: what changes, and for whom, is read before anything is saved. The past stays as it is."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from applications import actions as intake
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, WrongState
from harmonie.schemes.actions import correct_terms, vote_terms, withdraw_terms
from harmonie.schemes.models import SchemeTerms
from tests.builders import a_scheme, a_user, terms
from tests.loans.builders import PERSON, a_ready_application
from tests.reporting.test_settings import VOTED_FROM, answers

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Paris"))
URL = "/reglages/dispositifs/credit-harmonie/conditions/"


@pytest.fixture
def scheme():
    scheme = a_scheme(code="credit-harmonie")
    terms(scheme)
    return scheme


@pytest.fixture
def browser(sign_in, scheme):
    return sign_in(a_user(Role.ADMINISTRATOR))


def a_draft(scheme, amount):
    by, now = a_user(), timezone.now()
    draft = intake.open_draft(scheme=scheme, person=PERSON, by=by, now=now)
    project = {"purpose": "appliances", "description": "four", "amount": Decimal(amount), "months": 12}
    intake.save_project(
        application=draft, scheme=scheme, project=project, is_urgent=False, expected_revision=1, by=by, now=now
    )


def test_the_preview_says_what_changes_for_whom_and_saves_nothing(browser, scheme):
    a_draft(scheme, 950)
    a_draft(scheme, 300)
    a_ready_application(amount=Decimal(600), months=12, on=timezone.localdate(), scheme=scheme)
    given = answers(amount_max="900", purposes=["mobility", "appliances"])
    del given["confirm"]
    assert "dernières conditions votées, celles du 1er\u00a0janvier\u00a02007" in browser.get(URL).text
    page = browser.post(URL, given).content.decode()
    assert scheme.terms.count() == 1
    for sentence in (
        "<s>1\u202f000\u202f€</s>",
        "<strong>900\u202f€</strong>",
        "2 brouillons",
        "<strong>1</strong> demande un montant",
        "1 demande en cours",
        "celles du 1er\u00a0janvier\u00a02007",
        "Aucun prêt n’est en cours",
        'name="purposes" value="mobility"',
        'name="purposes" value="appliances"',
        'name="amount_max" value="900"',
    ):
        assert sentence in page, sentence
    back = browser.post(URL, {**given, "back": "1"})
    assert back.status_code == 200
    assert 'value="900"' in back.content.decode()
    assert browser.post(URL, {**given, "confirm": "1"}).status_code == 302
    assert scheme.terms.in_force(VOTED_FROM).get().purposes == ["mobility", "appliances"]


def test_terms_to_come_are_corrected_with_their_neighbour(browser, scheme):
    browser.post(URL, answers())
    coming, earlier = scheme.terms.latest("valid_from"), VOTED_FROM - timedelta(days=60)
    address = f"{URL}{coming.pk}/"
    assert 'value="1\u202f200,50"' in browser.get(address).content.decode()
    change = answers(valid_from=f"{earlier:%d/%m/%Y}", amount_max="700")
    shown = browser.post(address, {key: value for key, value in change.items() if key != "confirm"}).content.decode()
    assert "<s>1\u202f200,50\u202f€</s>" in shown
    assert browser.post(address, change).status_code == 302
    coming.refresh_from_db()
    assert (coming.valid_from, coming.amount_max) == (earlier, 700)
    assert scheme.terms.in_force(earlier - timedelta(days=1)).get().valid_to == earlier
    later = answers(valid_from=f"{VOTED_FROM:%d/%m/%Y}")
    assert browser.post(address, later).status_code == 302
    assert scheme.terms.earliest("valid_from").valid_to == VOTED_FROM
    past = browser.post(address, answers(valid_from="01/01/2020"))
    assert past.status_code == 422
    assert "Le passé ne se réécrit pas" in past.content.decode()


def test_terms_to_come_are_withdrawn_and_the_former_go_on(browser, scheme):
    browser.post(URL, answers())
    coming = scheme.terms.latest("valid_from")
    address = f"{URL}{coming.pk}/retirer/"
    assert browser.post(address, answers(why="")).status_code == 422
    assert browser.post(address, answers(why="vote annulé")).status_code == 302
    assert scheme.terms.get().valid_to is None
    page = browser.get("/reglages/dispositifs/credit-harmonie/").content.decode()
    assert "Suppression" in page
    assert "vote annulé" in page
    assert browser.get(address).status_code == 404


def test_what_is_in_force_is_neither_corrected_nor_withdrawn(browser, scheme):
    current, by = scheme.terms.get(), a_user(Role.ADMINISTRATOR)
    assert browser.get(f"{URL}{current.pk}/").status_code == 404
    assert browser.post(f"{URL}{current.pk}/retirer/", answers(why="x")).status_code == 404
    with pytest.raises(WrongState, match="le passé ne se réécrit pas"):
        withdraw_terms(terms=current, why="x", by=by, now=NOW)
    with pytest.raises(WrongState, match="en vigueur depuis"):
        correct_terms(terms=current, valid_from=date(2027, 1, 1), values={}, by=by, now=NOW)


def test_terms_between_two_others_stay_between_them(scheme):
    by = a_user(Role.ADMINISTRATOR)
    old = scheme.terms.get()
    names = ("amount_min", "amount_max", "months_min", "months_max", "source", "income_ceiling")
    values = {name: getattr(old, name) for name in names}
    first, second = (
        vote_terms(scheme=scheme, valid_from=day, values=values, by=by, now=NOW)
        for day in (date(2027, 1, 1), date(2028, 1, 1))
    )
    for day, sentence in ((date(2028, 1, 1), "D’autres conditions commencent"), (date(2007, 1, 1), "Le passé")):
        with pytest.raises(Refusal, match=sentence):
            correct_terms(terms=first, valid_from=day, values=values, by=by, now=NOW)
    withdraw_terms(terms=first, why="x", by=by, now=NOW)
    old.refresh_from_db()
    assert old.valid_to == second.valid_from == date(2028, 1, 1)
    with pytest.raises(WrongState, match="d’être retirées"):
        withdraw_terms(terms=first, why="x", by=by, now=NOW)
    assert SchemeTerms.objects.count() == 2
