"""The story of Sucy: seven requests succeeded, and now the report says where the others were lost, and why."""

import html
import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.enums import ClosingReason, State, Step
from harmonie.accounts.roles import Role
from harmonie.schemes.enums import Lending
from reporting.bilan.question import Question
from reporting.losses.funnel import losses
from reporting.losses.sections import sections
from tests.builders import a_scheme, a_user, terms

from .builders import DAY, a_record, a_request, mark, send

pytestmark = pytest.mark.django_db
PERIOD = "du=2026-09-01&au=2026-09-30"
URL = "/bilan/ou-s-arretent-les-demandes/"


@pytest.fixture
def sucy():
    """Fourteen requests to the lender: seven are paid out; the others stop at four doors."""
    own, lent = a_scheme(), a_scheme(lending=Lending.EXTERNAL, lender_name="Crédit municipal", name="Micro-crédit")
    here, there, by = terms(own), terms(lent), a_user()
    for _ in range(7):
        paid = a_request(lent, State.LENDER_DISBURSED, by=by)
        mark(paid, Step.REVIEW, 2, is_done=True)
        send(paid, 6, paid=True)
    away = a_request(
        lent, State.INADMISSIBLE, by=by, closing_reason=ClosingReason.RESIDENCE, blocking_criterion="residence"
    )
    mark(away, Step.REFERRAL, 1, is_stop=True)
    for earned in (1320, 1390, 1600):  # over the ceiling of the lender, and so of the CCAS
        richer = a_request(
            lent, State.REDIRECTED, by=by, closing_reason=ClosingReason.CEILING, blocking_criterion="income"
        )
        mark(richer, Step.REVIEW, 3, is_stop=True)
        a_record(richer, there, earned=earned)
    gave_up = a_request(lent, State.WITHDRAWN, by=by)
    mark(gave_up, Step.REVIEW, 4)
    a_record(gave_up, here, earned=900)  # the CCAS's own loan would have been possible
    for _ in range(2):
        refused = a_request(
            lent, State.LENDER_REFUSED, by=by, closing_reason=ClosingReason.BUDGET, blocking_criterion="remainder"
        )
        send(refused, 8)
    return own, lent


def test_the_funnel_says_where_and_why(sucy):
    found = losses(Question(date(2026, 9, 1), date(2026, 9, 30), sucy[1]))
    assert [(level.name, level.count) for level in found.levels] == [
        ("Reçues", 14),
        ("Prises en instruction", 13),
        ("Complètes", 9),
        ("Envoyées au prêteur", 9),
        ("Accord du prêteur", 7),
        ("Versées par le prêteur", 7),
    ]
    assert (found.lost, found.under_way, found.paid_out) == (7, 0, 7)
    assert [(stop.step.label, stop.reason, stop.count) for stop in found.stops] == [
        ("Orientation", "N’habite pas la commune", 1),
        ("Instruction", "Ressources au-dessus du plafond", 3),
        ("Instruction", "La personne a renoncé", 1),
        ("Commission", "Reste à vivre insuffisant", 2),
    ]
    assert found.criteria == [("Plafond de ressources", 3), ("Reste à vivre", 2), ("Habiter la commune", 1)]
    paid = found.levels[-1].delay
    assert (paid.median, paid.mean, paid.measured) == (21, Decimal(21), 7)
    assert [(one.key, one.total.count) for one in sections(found) if one.total] == [
        ("arrets", 7),
        ("conditions", 6),
    ]


def rows_behind(browser, url):
    page = browser.get(html.unescape(url))
    assert page.status_code == 200
    return page.content.decode().count('class="row-link"')


def test_every_figure_leads_to_its_dossiers(sucy, sign_in):
    browser = sign_in(a_user(Role.SOCIAL_WORKER))
    page = browser.get(f"{URL}?{PERIOD}&dispositif={sucy[1].code}&plafond=1400").content.decode()
    links = dict(re.findall(rf'<a[^>]* href="({URL}liste/[^"]+)"[^>]*>(\d+)', page))
    assert len(links) > 15
    kinds = {(*re.findall(r"(\w+)=", url), "fin=lost" in url): url for url in links}
    for url in kinds.values():
        assert rows_behind(browser, url) == int(links[url]), url
    assert '2</a><span class="figure-note">sur 3 arrêtées par le plafond' in page
    first = browser.get(f"{URL}?{PERIOD}&dispositif={sucy[0].code}").content.decode()
    assert "arrêtée sous un autre dispositif remplissait déjà les conditions" in first


def test_who_may_not_open_dossiers_reads_figures_only(sucy, sign_in, client):
    finance = sign_in(a_user(Role.FINANCE))
    page = finance.get(f"{URL}?{PERIOD}").content.decode()
    assert "Où 7 demandes sur 14 se sont arrêtées" in page
    assert "liste/?" not in page
    assert finance.get(f"{URL}liste/?{PERIOD}").status_code == 404
    for role in (Role.PARTNER, Role.COMMISSION_MEMBER):
        assert sign_in(a_user(role)).get(URL).status_code == 404
    assert finance.post(URL).status_code == 405
    assert client.get(URL).status_code == 302


WRONG = {
    "du=31/02/2026": "Écrivez une date qui existe",
    "plafond=beaucoup": "Écrivez un montant en euros",
    "plafond=-3": "plus grand que zéro",
    "plafond=0": "plus grand que zéro",
    f"montant={10**30}": "trop grand",
    "mois=%00": "Écrivez un nombre entier",
    "mois=99999": "de 1 à 600 mois",
    f"plafond={'9' * 300}": "trop grand",
}


def test_what_cannot_be_is_answered_beside_its_field(sign_in):
    terms()
    browser = sign_in(a_user(Role.SOCIAL_WORKER))
    for query, sentence in WRONG.items():
        answer = browser.get(f"{URL}?{query}")
        assert answer.status_code == 422, query
        assert sentence in answer.content.decode(), query


def test_a_word_that_means_nothing_is_left_out(sucy, sign_in):
    worker = sign_in(a_user(Role.SOCIAL_WORKER))
    for query in ("etape=9&depuis=x&fin=🙂", "par=closing&motif='--&suite=%00", "si=rien&condition=x"):
        assert rows_behind(worker, f"{URL}liste/?{PERIOD}&{query}") == 14, query
    assert worker.get(f"{URL}liste/?du=hier").status_code == 422


def test_a_town_without_schemes_reads_an_empty_page(sign_in):
    page = sign_in(a_user(Role.SOCIAL_WORKER)).get(URL)
    assert "Aucune demande reçue" in page.content.decode()


def test_the_page_costs_the_same_for_one_request_and_for_three(sign_in):
    scheme, browser = a_scheme(), sign_in(a_user(Role.SOCIAL_WORKER))
    dated = terms(scheme)
    counts = []
    for wanted in (1, 2):
        for _ in range(wanted):
            a_record(a_request(scheme, State.WITHDRAWN, DAY), dated, earned=1500)
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"{URL}?{PERIOD}&plafond=1600")
            browser.get(f"{URL}liste/?{PERIOD}&fin=lost")
        counts.append(len(asked))
    assert counts[0] == counts[1]
