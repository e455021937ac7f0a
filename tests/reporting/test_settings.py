"""The settings: terms from a day to come, envelopes once, for the administrator alone."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from harmonie.accounts.roles import Role
from harmonie.calendar import add_months
from harmonie.refusals import Refusal
from harmonie.schemes.actions import open_envelope, vote_terms
from harmonie.schemes.enums import Lending
from harmonie.schemes.models import BudgetEnvelope, SchemeTerms
from tests.builders import a_scheme, a_user, terms

pytestmark = pytest.mark.django_db
OTHERS = [role for role in Role if role != Role.ADMINISTRATOR]
VOTED_FROM = date(timezone.localdate().year + 3, 1, 1)
TOO_EARLY = date(VOTED_FROM.year - 1, 1, 1)


def answers(**changes):
    given = {
        "valid_from": f"{VOTED_FROM:%d/%m/%Y}",
        "source": "2089-12",
        "amount_min": "100",
        "amount_max": "1 200,50",
        "months_min": "1",
        "months_max": "24",
        "income_ceiling": "1334",
        "ceiling_basis": "per_unit",
        "ceiling_operator": "below",
        "reapplication_months": "3",
        "small_instalment": "15",
        "rounding": "0.01",
        "signature_months": "3",
        "confirm": "1",  # read and agreed on the page that says what changes
    }
    return {**given, **changes, "once": str(uuid.uuid4())}


@pytest.fixture
def scheme():
    scheme = a_scheme(code="credit-harmonie")
    terms(scheme)
    return scheme


@pytest.fixture
def browser(sign_in, scheme):
    return sign_in(a_user(Role.ADMINISTRATOR))


URLS = ["/reglages/", "/reglages/dispositifs/credit-harmonie/conditions/", "/enveloppes/credit-harmonie/ouvrir/"]


@pytest.mark.parametrize("url", URLS)
def test_the_administrator_reads_them(browser, url):
    assert browser.get(url).status_code == 200


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("url", URLS)
def test_nobody_else_does(sign_in, scheme, role, url):
    assert sign_in(a_user(role)).get(url).status_code == 404


def test_the_list_is_only_read_and_an_unknown_scheme_is_not_found(browser):
    assert browser.post("/reglages/").status_code == 405
    assert browser.delete(URLS[1]).status_code == 405
    assert browser.get("/reglages/dispositifs/inconnu/conditions/").status_code == 404


def test_new_terms_close_the_former_ones_on_the_day_before(browser, scheme):
    assert browser.post(URLS[1], answers()).status_code == 302
    former, latest = scheme.terms.order_by("valid_from")
    assert former.valid_to == latest.valid_from == VOTED_FROM
    assert latest.amount_max == Decimal("1200.50")
    assert scheme.terms.in_force(VOTED_FROM - timedelta(days=1)).get() == former


def test_the_same_form_counts_once(browser, scheme):
    given = answers()
    browser.post(URLS[1], given)
    assert browser.post(URLS[1], given).status_code == 302
    assert scheme.terms.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"valid_from": "01/01/2020"}, "Le passé ne se réécrit pas"),
        ({"valid_from": "01/01/2090"}, "à plus de cinq ans"),
        ({"valid_from": "31/02/2090"}, "Écrivez une date qui existe"),
        ({"amount_max": "50"}, "Indiquez un montant maximal"),
        ({"months_max": "0"}, "indiquez au moins 1 mois"),
        ({"months_min": "30"}, "Indiquez une durée maximale"),
        ({"income_ceiling": "beaucoup"}, "Écrivez un montant en euros"),
        ({"source": ""}, "Complétez"),
        ({"rounding": "7"}, "Choisissez une des réponses"),
    ],
)
def test_what_cannot_be_voted_is_answered_and_kept(browser, scheme, changes, sentence):
    answer = browser.post(URLS[1], answers(**changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "2089-12" in answer.content.decode() or "source" in changes
    assert scheme.terms.count() == 1


def test_terms_never_overlap_those_already_voted(browser, scheme):
    browser.post(URLS[1], answers())
    answer = browser.post(URLS[1], answers(valid_from=f"{TOO_EARLY:%d/%m/%Y}"))
    assert answer.status_code == 422
    assert f"déjà votées à partir du {VOTED_FROM:%d/%m/%Y}" in answer.content.decode()


def test_an_envelope_is_opened_once(browser, scheme):
    year = timezone.localdate().year
    form = {"year": str(year), "allocated": "30 000", "once": str(uuid.uuid4())}
    assert browser.post(URLS[2], form).status_code == 302
    assert BudgetEnvelope.objects.get().allocated == Decimal(30000)
    again = browser.post(URLS[2], {**form, "once": str(uuid.uuid4())})
    assert again.status_code == 422
    assert "est déjà ouverte" in again.content.decode()


def test_an_envelope_of_the_past_or_of_another_lender_is_refused(scheme):
    now, by = timezone.now(), a_user(Role.ADMINISTRATOR)
    lent = a_scheme(lending=Lending.EXTERNAL, lender_name="Crédit municipal")
    with pytest.raises(Refusal, match="est clos"):
        open_envelope(scheme=scheme, year=now.year - 1, allocated=Decimal(1), by=by, now=now)
    with pytest.raises(Refusal, match="n’a pas d’enveloppe"):
        open_envelope(scheme=lent, year=now.year, allocated=Decimal(1), by=by, now=now)


def test_a_request_of_before_keeps_its_terms(scheme):
    now, by = timezone.now(), a_user(Role.ADMINISTRATOR)
    old = scheme.terms.get()
    values = {
        field: getattr(old, field)
        for field in ("amount_min", "amount_max", "months_min", "months_max", "source", "income_ceiling")
    }
    soon = add_months(timezone.localdate(now), 1)
    vote_terms(scheme=scheme, valid_from=soon, values=values, by=by, now=now)
    assert SchemeTerms.objects.in_force(timezone.localdate(now)).get(scheme=scheme) == old


STRICTER = {
    "remainder_min": "450,50",
    "requires_earned_income": "on",
    "refuses_over_indebted": "on",
    "purposes": ["mobility", "health"],
    "allows_derogation": "on",
    "annual_rate": "4,5 %",
    "interest_timing": "half_at_end",
}


def test_the_stricter_conditions_are_voted_and_shown(browser):
    url = "/reglages/dispositifs/credit-harmonie/conditions/"
    assert browser.post(url, answers(**STRICTER)).status_code == 302
    voted = SchemeTerms.objects.order_by("-valid_from")[0]
    assert (voted.remainder_min, voted.annual_rate) == (Decimal("450.50"), Decimal("4.5"))
    assert (voted.requires_earned_income, voted.refuses_over_indebted, voted.allows_derogation) == (True, True, True)
    assert (voted.purposes, voted.interest_timing) == (["mobility", "health"], "half_at_end")
    assert "Reste à vivre d’au moins 450,50" in browser.get("/reglages/dispositifs/credit-harmonie/").content.decode()
    again = browser.get(url).content.decode()
    assert 'value="450,50"' in again
    assert 'value="4,5"' in again


def test_left_out_nothing_stricter_is_asked(browser):
    browser.post("/reglages/dispositifs/credit-harmonie/conditions/", answers())
    voted = SchemeTerms.objects.order_by("-valid_from")[0]
    assert (voted.remainder_min, voted.annual_rate, voted.purposes) == (None, None, [])
    assert (voted.interest_timing, voted.allows_derogation, voted.stricter) == ("none", False, "")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"remainder_min": "-1"}, "indiquez au moins 0"),
        ({"annual_rate": "beaucoup"}, "Écrivez un taux"),
        ({"annual_rate": "100"}, "99"),
        ({"annual_rate": "4,1234"}, "Trois chiffres"),
        ({"interest_timing": "at_start"}, "Indiquez le taux annuel"),
        ({"purposes": ["fine"]}, "Objets financés"),
        ({"interest_timing": "jamais"}, "Prise en charge"),
    ],
)
def test_a_strict_condition_that_makes_no_sense(browser, typed, sentence):
    answer = browser.post("/reglages/dispositifs/credit-harmonie/conditions/", answers(**typed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert SchemeTerms.objects.count() == 1
